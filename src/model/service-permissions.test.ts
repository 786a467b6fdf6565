import { expect, test } from 'vitest'
import type { Caller } from './owned.ts'
import { maySee, principalKind } from './service-permissions.ts'

const OWNER = '111111111111'
const OTHER = '222222222222'

const root = (accountId: string): Caller => ({
  accountId,
  region: 'us-east-1',
  arn: `arn:aws:iam::${accountId}:root`,
  userId: accountId,
})
const as = (kind: 'user' | 'role', name: string): Caller => ({
  ...root(OTHER),
  principal:
    kind === 'user'
      ? { kind, id: `${OTHER}/user/${name}` }
      : { kind, id: `${OTHER}/role/${name}`, sessionName: 's' },
})

test.each<[string | undefined, Caller, boolean]>([
  [undefined, root(OWNER), true],
  [undefined, root(OTHER), false],
  ['*', root(OTHER), true],
  [`arn:aws:iam::${OTHER}:root`, root(OTHER), true],
  [`arn:aws:iam::${OTHER}:root`, as('user', 'ann'), true],
  ['arn:aws:iam::333333333333:root', root(OTHER), false],
  [`arn:aws:iam::${OTHER}:user/ann`, as('user', 'ann'), true],
  [`arn:aws:iam::${OTHER}:user/ann`, as('user', 'bob'), false],
  [`arn:aws:iam::${OTHER}:user/ann`, as('role', 'ann'), false],
  [`arn:aws:iam::${OTHER}:user/ann`, root(OTHER), false],
  [`arn:aws:iam::${OTHER}:role/net`, as('role', 'net'), true],
  ['ec2.amazonaws.com', root(OTHER), false],
])('%s lets %j see the service: %s', (principal, caller, expected) => {
  const permissions = principal === undefined ? [] : [{ id: 'vpce-svc-perm-1', principal }]
  const service = {
    kind: 'endpoint-service',
    id: 'vpce-svc-00000000000000001',
    ownerId: OWNER,
    region: 'us-east-1',
    type: 'Interface',
    loadBalancerArns: [],
    acceptanceRequired: true,
    permissions,
    createdAt: 0,
    tags: {},
  } as const
  expect(maySee(service, caller)).toBe(expected)
})

test.each([
  ['*', 'All'],
  ['arn:aws:iam::222222222222:root', 'Account'],
  ['arn:aws-cn:iam::222222222222:user/ann', 'User'],
  ['arn:aws:iam::222222222222:role/net.work', 'Role'],
  ['vpce.amazonaws.com', 'Service'],
  ['arn:aws:organizations::222222222222:ou/o-a1b2c3d4e5/ou-f6g7-h8i9j0k1', 'OrganizationUnit'],
  ['222222222222', undefined],
  ['arn:aws:iam::222222222222:role/path/net', undefined],
  ['arn:aws:iam::2222:root', undefined],
  ['', undefined],
])('%s is %s', (principal, kind) => {
  expect(principalKind(principal)).toBe(kind)
})
