import { describe, expect, test } from 'vitest'
import { type Birth, newVpc } from './birth.ts'
import { cidr } from './cidr.ts'
import { groupsServing, whyNotAssociate, whyNotDisassociate } from './group-association.ts'
import { groupPeer } from './group-reference.ts'
import { groupAddresses } from './group-rules.ts'
import { association, far, group, near, peering, world } from './groups.fixture.ts'
import type { Document } from './network.ts'
import { AMAZON } from './owned.ts'
import type { SecurityGroup } from './security-group.ts'
import type { Vpc } from './vpc.ts'

const birth: Birth = {
  place: { ownerId: '111111111111', region: 'us-east-1' },
  now: 0,
  newId: prefix => `${prefix}-1`,
}
const vpc = (id: string, isDefault = false): Vpc => ({
  ...newVpc(birth, { block: cidr('10.0.0.0/16'), isDefault })[0],
  id,
})
/** As the VPC that EC2-Classic is kept as. */
const classic: Vpc = { ...vpc('vpc-near'), ownerId: AMAZON }

test.each<[string, SecurityGroup, Vpc, readonly Document[], string | undefined]>([
  ['a VPC of the same owner', near, vpc('vpc-far'), [], undefined],
  ['a default group', group('sg-d', 'vpc-near', 'default'), vpc('vpc-far'), [], 'UnsupportedOperation'],
  ['a default VPC', near, vpc('vpc-far', true), [], 'UnsupportedOperation'],
  ['a group of a default VPC', near, vpc('vpc-far'), [vpc('vpc-near', true)], 'UnsupportedOperation'],
  ['one of EC2-Classic', near, vpc('vpc-far'), [classic], 'UnsupportedOperation'],
  ['its own VPC', near, vpc('vpc-near'), [], 'InvalidParameterValue'],
  ['twice', near, vpc('vpc-far'), [association('sg-near', 'vpc-far')], 'Resource.AlreadyAssociated'],
])('associating with %s', (_, of, to, documents, code) => {
  expect(whyNotAssociate(world(...documents).view, of, to)?.code).toBe(code)
})

test('while something in the VPC has the group, the association stays', () => {
  const { view } = world(association('sg-far', 'vpc-near'), association('sg-near', 'vpc-far'))
  expect(whyNotDisassociate(view, association('sg-far', 'vpc-near'))).toBeUndefined()
  expect(whyNotDisassociate(view, { ...association('sg-far', 'vpc-near'), vpcId: 'vpc-far' })?.code).toBe(
    'DependencyViolation',
  )
})

describe('a group that serves another VPC', () => {
  const { view } = world(association('sg-far', 'vpc-near'))

  test('is one of its groups, and named without a peering', () => {
    expect(groupsServing(view, 'vpc-near').map(one => one.id)).toEqual(['sg-near', 'sg-far'])
    expect(groupPeer(view, near, far)).toEqual({
      kind: 'group',
      groupId: 'sg-far',
      ownerId: '111111111111',
      vpcId: 'vpc-far',
    })
  })

  test('means what has it there, and at home only across a peering', () => {
    expect(groupAddresses(view, 'vpc-near', 'sg-far')).toEqual([])
    const peered = world(association('sg-far', 'vpc-near'), peering('active')).view
    expect(groupAddresses(peered, 'vpc-near', 'sg-far').map(one => one.text)).toEqual([
      '10.2.1.4',
      '10.2.1.5',
    ])
  })
})
