import { describe, expect, test } from 'vitest'
import { LiveNetwork, put } from '../model/network.ts'
import { declarePrincipals, showPrincipals, Undeclarable } from './principals.ts'

const ACCOUNT = '111111111111'
const trust = { Statement: { Effect: 'Allow', Principal: { AWS: '222222222222' }, Action: 'sts:AssumeRole' } }
const key = { AccessKeyId: 'AKIAANNSOWNKEY000000', SecretAccessKey: 'secret' }

class Declared {
  readonly live = new LiveNetwork()
  declare(document: unknown, account = ACCOUNT): void {
    this.live.apply(this.live.revision + 1, declarePrincipals(this.live.view, account, document))
  }
  show(account = ACCOUNT) {
    return showPrincipals(this.live.view, account)
  }
}

describe('a document', () => {
  test('makes users with keys, and roles', () => {
    const on = new Declared()
    on.declare({
      Users: [
        { UserName: 'ann', AccessKeys: [key] },
        { UserName: 'bob', Path: '/ops/' },
      ],
      Roles: [{ RoleName: 'Peer', AssumeRolePolicyDocument: trust }],
    })
    const made = { id: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/), secret: expect.stringMatching(/^.{40}$/) }
    expect(on.show()).toEqual({
      users: [
        {
          name: 'ann',
          arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
          keys: [{ id: key.AccessKeyId, secret: 'secret' }],
        },
        { name: 'bob', arn: `arn:aws:iam::${ACCOUNT}:user/ops/bob`, keys: [made] },
      ],
      roles: [{ name: 'Peer', arn: `arn:aws:iam::${ACCOUNT}:role/Peer` }],
    })
  })

  test('declared again changes no key and no unique id', () => {
    const on = new Declared()
    const document = {
      Users: [{ UserName: 'ann' }],
      Roles: [{ RoleName: 'Peer', AssumeRolePolicyDocument: trust }],
    }
    on.declare(document)
    const { users, roles, accessKeys } = on.live.view
    const before = structuredClone([...users.values(), ...roles.values(), ...accessKeys.values()])
    on.declare(document)
    expect([...users.values(), ...roles.values(), ...accessKeys.values()]).toEqual(before)
  })

  test('takes away what it does not name, keys and sessions too, of that account only', () => {
    const on = new Declared()
    on.declare({ Users: [{ UserName: 'ann' }] })
    on.declare({ Users: [{ UserName: 'ann' }] }, '222222222222')
    const root = { kind: 'access-key', id: 'AKIAROOT', accountId: ACCOUNT, secret: 'x' } as const
    const session = {
      kind: 'temporary-credentials',
      id: 'ASIA',
      accountId: ACCOUNT,
      secret: 'x',
      sessionToken: 'x',
      expiresAt: 1,
      principal: { kind: 'user', id: `${ACCOUNT}/user/ann` },
    } as const
    on.live.apply(9, [put(root), put(session)])
    on.declare({})
    expect(on.show()).toEqual({ users: [], roles: [] })
    expect(on.live.view.accessKeys.where('account', ACCOUNT)).toEqual([root])
    expect(on.live.view.temporaryCredentials.size).toBe(0)
    expect(on.show('222222222222').users).toHaveLength(1)
  })
})

test.each([
  [[], 'The document is an object.'],
  [{ Groups: [] }, 'The document has no member Groups: Users, Roles.'],
  [{ Users: {} }, 'Users is a list.'],
  [{ Users: [{ Name: 'ann' }] }, 'A user has no member Name: UserName, Path, Policies, AccessKeys.'],
  [
    { Users: [{ UserName: 'a b' }] },
    'UserName has up to 64 letters, digits and _+=,.@-: "a b" does not fit.',
  ],
  [{ Users: [{ UserName: 'ann' }, { UserName: 'ann' }] }, '111111111111/user/ann is declared twice.'],
  [{ Users: [{ UserName: 'ann', Path: 'ops' }] }, 'A Path begins and ends with /: "ops" does not fit.'],
  [
    { Users: [{ UserName: 'ann', AccessKeys: [{ AccessKeyId: 'short' }] }] },
    'An AccessKeyId has 16 to 128 letters and digits: "short" does not fit.',
  ],
  [
    { Users: [{ UserName: 'ann', Policies: [{ PolicyName: 'p', PolicyDocument: {} }] }] },
    'p of ann: A Statement is an object.',
  ],
  [{ Roles: [{ RoleName: 'Peer' }] }, 'AssumeRolePolicyDocument of Peer: A policy is an object.'],
  [
    { Roles: [{ RoleName: 'Peer', AssumeRolePolicyDocument: trust, MaxSessionDuration: 60 }] },
    'MaxSessionDuration of Peer is from 3600 to 43200 seconds.',
  ],
])('%j cannot be declared', (document, why) => {
  const { view } = new LiveNetwork()
  expect(() => declarePrincipals(view, ACCOUNT, document)).toThrow(new Undeclarable(why))
})

test("another account's key, or a root's, is not taken over", () => {
  const on = new Declared()
  on.declare({ Users: [{ UserName: 'ann', AccessKeys: [key] }] })
  const again = { Users: [{ UserName: 'eve', AccessKeys: [key] }] }
  expect(() => on.declare(again, '222222222222')).toThrow(
    `There is an access key ${key.AccessKeyId} already.`,
  )
})
