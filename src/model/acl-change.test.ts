import { describe, expect, test } from 'vitest'
import {
  whyNotAddEntry,
  whyNotDeleteAcl,
  whyNotDeleteEntry,
  whyNotGuard,
  whyNotReplaceEntry,
  withEntry,
  withoutEntry,
} from './acl-change.ts'
import { cidr } from './cidr.ts'
import { type Document, LiveNetwork, put } from './network.ts'
import type { NetworkAcl, NetworkAclAssociation, NetworkAclEntry } from './network-acl.ts'
import { limits } from './quotas.ts'
import type { Refusal } from './refusals.ts'

const owned = { ownerId: '111111111111', region: 'us-east-1', vpcId: 'vpc-1', tags: {} } as const
const entry = (number: number, more: Partial<NetworkAclEntry> = {}): NetworkAclEntry => ({
  egress: false,
  number,
  allow: true,
  protocol: { name: 'all' },
  cidr: cidr('0.0.0.0/0'),
  ...more,
})
const acl = (...entries: readonly NetworkAclEntry[]): NetworkAcl => ({
  kind: 'network-acl',
  id: 'acl-1',
  ...owned,
  isDefault: false,
  entries,
})
const association: NetworkAclAssociation = {
  kind: 'network-acl-association',
  id: 'aclassoc-1',
  ...owned,
  networkAclId: 'acl-1',
  subnetId: 'subnet-1',
}
const says = (no: Refusal | undefined) => no && `${no.code}: ${no.message}`

const out = entry(100, { egress: true })
const six = (number: number) => entry(number, { cidr: cidr('::/0') })
/** With the entry that denies the rest, two more fit. */
const quotas = limits('aws', { 'rules-per-network-acl': 3 })
const FULL = 'NetworkAclEntryLimitExceeded: The maximum number of network acl entries has been reached.'

test.each<readonly [string, NetworkAcl, NetworkAclEntry, string | undefined]>([
  ['the first', acl(), entry(1), undefined],
  ['the last number', acl(), entry(32_766), undefined],
  [
    'the number of a denial of the rest',
    acl(),
    entry(32_767),
    'InvalidParameterValue: Value (32767) for parameter ruleNumber is invalid. Rulenumber must be in range 1..32766',
  ],
  [
    'number 0',
    acl(),
    entry(0),
    'InvalidParameterValue: Value (0) for parameter ruleNumber is invalid. Rulenumber must be in range 1..32766',
  ],
  [
    'a number that is taken, by the other family too',
    acl(six(100)),
    entry(100),
    'NetworkAclEntryAlreadyExists: The network acl entry identified by 100 already exists.',
  ],
  ['a number that the other direction has', acl(out), entry(100), undefined],
  ['one too many', acl(entry(1), entry(2)), entry(3), FULL],
  ['as many of each family', acl(entry(1), entry(2)), six(3), undefined],
  ['as many of each direction', acl(entry(1), entry(2)), out, undefined],
])('adding %s', (_, to, wish, expected) => {
  expect(says(whyNotAddEntry(to, wish, quotas))).toBe(expected)
})

describe('replacing and deleting', () => {
  test.each<readonly [string, NetworkAclEntry, string | undefined]>([
    ['what is there', entry(1, { allow: false }), undefined],
    ['what is not there', entry(7), 'InvalidNetworkAclEntry.NotFound: no ingress entry with number 7'],
    [
      'what only the other direction has',
      entry(1, { egress: true }),
      'InvalidNetworkAclEntry.NotFound: no egress entry with number 1',
    ],
    [
      'the denial of the rest',
      entry(32_767),
      'InvalidParameterValue: Value (32767) for parameter ruleNumber is invalid. Rulenumber must be in range 1..32766',
    ],
  ])('%s', (_, wish, expected) => {
    expect(says(whyNotReplaceEntry(acl(entry(1), entry(2)), wish, quotas))).toBe(expected)
    expect(says(whyNotDeleteEntry(acl(entry(1), entry(2)), wish))).toBe(expected)
  })

  test('by one of the other family counts there', () => {
    const before = acl(entry(1), six(2), six(3))
    expect(says(whyNotReplaceEntry(before, six(1), quotas))).toBe(FULL)
    expect(whyNotReplaceEntry(before, six(2), quotas)).toBeUndefined()
  })

  test('changes the one and no other', () => {
    const before = acl(entry(100), out, six(101))
    const denied = entry(100, { allow: false })
    expect(withEntry(before, denied)).toEqual(acl(out, six(101), denied))
    expect(withoutEntry(before, { egress: true, number: 100 })).toEqual(acl(entry(100), six(101)))
  })
})

test('an ACL is deleted when it guards no subnet, and the default one never', () => {
  const why = (which: NetworkAcl, ...documents: readonly Document[]) => {
    const live = new LiveNetwork()
    live.apply(1, [which, ...documents].map(put))
    return says(whyNotDeleteAcl(live.view, which))
  }
  expect(why(acl())).toBeUndefined()
  expect(why(acl(), association)).toBe(
    "DependencyViolation: The networkAcl 'acl-1' has dependencies and cannot be deleted.",
  )
  expect(why({ ...acl(), isDefault: true })).toBe(
    'InvalidParameterValue: cannot delete default network ACL acl-1',
  )
})

test('an ACL guards subnets of its own VPC', () => {
  expect(whyNotGuard(association, acl())).toBeUndefined()
  expect(says(whyNotGuard(association, { ...acl(), vpcId: 'vpc-2' }))).toBe(
    'InvalidParameterValue: network acl acl-1 and subnet subnet-1 belong to different networks',
  )
})
