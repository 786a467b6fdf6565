import { describe, expect, test } from 'vitest'
import { openedRegion } from '../model/birth.ts'
import { LiveNetwork, put } from '../model/network.ts'
import { isOperation } from '../wire/contract.ts'
import { authorisedResources, operationsWithResources } from './authorised-resources.ts'
import type { Situation } from './decide.ts'
import { actions } from './index.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const live = new LiveNetwork()
let ids = 0
const newId = (prefix: string) => `${prefix}-${(++ids).toString(16).padStart(17, '0')}`
live.apply(1, openedRegion({ place, now: 0, newId }).map(put))
const [vpc] = live.view.vpcs.values()
const [subnet] = live.view.subnets.values()
const situation = {
  network: live.view,
  caller: { accountId: place.ownerId, region: place.region, arn: '', userId: '' },
} as unknown as Situation

const id = (prefix: string) => `${prefix}-0123456789abcdef0`
const upon = (operation: string, input: object) =>
  authorisedResources(situation, operation, input).map(one => `${one.type}/${one.id ?? '*'}`)

test.each([
  ['CreateVpc', { CidrBlock: '10.0.0.0/16' }, ['vpc/*']],
  ['DeleteVpc', { VpcId: id('vpc') }, [`vpc/${id('vpc')}`]],
  ['CreateSubnet', { VpcId: id('vpc') }, [`vpc/${id('vpc')}`, 'subnet/*']],
  [
    'CreateVpcPeeringConnection',
    { VpcId: id('vpc'), PeerVpcId: 'vpc-00000000000000001' },
    [`vpc/${id('vpc')}`, 'vpc-peering-connection/*'],
  ],
  [
    'CreateRoute',
    { RouteTableId: id('rtb'), VpcPeeringConnectionId: id('pcx') },
    [`route-table/${id('rtb')}`],
  ],
  [
    'AuthorizeSecurityGroupIngress',
    { GroupId: id('sg'), IpPermissions: [{ UserIdGroupPairs: [{ GroupId: 'sg-00000000' }] }] },
    [`security-group/${id('sg')}`, 'security-group-rule/*'],
  ],
  [
    'CreateTags',
    { Resources: [id('vpc'), id('pcx')] },
    [`vpc/${id('vpc')}`, `vpc-peering-connection/${id('pcx')}`],
  ],
  ['TerminateInstances', { InstanceIds: [id('i')] }, [`instance/${id('i')}`]],
  ['DeleteVpcEndpoints', { VpcEndpointIds: [id('vpce')] }, [`vpc-endpoint/${id('vpce')}`]],
  ['DisassociateVpcCidrBlock', { AssociationId: vpc?.blocks[0].id }, [`vpc/${vpc?.id}`]],
  ['DescribeVpcs', { VpcIds: [id('vpc')] }, []],
  ['DescribeVpcAttribute', { VpcId: id('vpc') }, [`vpc/${id('vpc')}`]],
  ['DeleteVpc', { VpcId: 'banana' }, []],
  ['constructor', { VpcId: id('vpc') }, []],
] as const)('%s %j: %j', (operation, input, expected) => {
  expect(upon(operation, input)).toEqual(expected)
})

test.each([subnet?.zone, ''])(
  'RunInstances without a subnet is launched into a default one, zone %j',
  AvailabilityZone => {
    const input = { ImageId: id('ami'), Placement: { AvailabilityZone } }
    expect(upon('RunInstances', input)).toEqual([
      `image/${id('ami')}`,
      `subnet/${subnet?.id}`,
      'instance/*',
      'network-interface/*',
      'volume/*',
    ])
  },
)

describe('the table', () => {
  test('has only operations that AWS has', () => {
    expect(operationsWithResources.filter(name => !isOperation('ec2', name))).toEqual([])
  })

  test('has every operation of ours that is not one of those without resources', () => {
    const known = new Set([...operationsWithResources, ...WITHOUT])
    const missing = Object.keys(actions).filter(name => !known.has(name) && !/^(Describe|Get)/.test(name))
    expect(missing).toEqual([])
  })
})

/** AWS's reference gives them no resource types. */
const WITHOUT: readonly string[] = [
  'CreateDefaultSubnet',
  'CreateDefaultVpc',
  'DeleteSubnetCidrReservation',
  'MoveAddressToVpc',
  'RestoreAddressToClassic',
]
