/**
 * What keeps a VPC or a subnet from being deleted, and what goes with it. Sources: EC2 API Reference, "DeleteVpc";
 * VPC Peering Guide, "Delete a VPC peering connection".
 */
import { type Change, drop, type Network, put } from './network.ts'
import { placeKey } from './owned.ts'
import { isOutstanding, type Peering } from './peering.ts'
import { move } from './peering-lifecycle.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { RouteTableAssociation } from './route-table.ts'
import type { Subnet } from './subnet.ts'
import type { Vpc } from './vpc.ts'

type Blocks = (network: Network, vpc: Vpc) => boolean

/** What has to be gone first. The main route table, the default group and the default ACL are not in the way. */
const vpcBlockers = {
  subnet: (network, { id }) => network.subnets.count('vpc', id) > 0,
  'route table of its own': (network, { id }) => network.routeTables.count('vpc', id) > 1,
  'network ACL of its own': (network, { id }) =>
    network.networkAcls.where('vpc', id).some(acl => !acl.isDefault),
  'security group of its own': (network, { id }) =>
    network.securityGroups.where('vpc', id).some(group => group.name !== 'default'),
  'security group of another VPC': (network, { id }) => network.groupAssociations.count('vpc', id) > 0,
  'internet gateway': (network, { id }) => network.internetGateways.count('vpc', id) > 0,
  'egress-only internet gateway': (network, { id }) => network.egressOnlyGateways.count('vpc', id) > 0,
  'virtual private gateway': (network, { id }) => network.vpnGateways.count('vpc', id) > 0,
  'VPC endpoint': (network, { id }) => network.vpcEndpoints.count('vpc', id) > 0,
  'network interface': (network, { id }) => network.networkInterfaces.count('vpc', id) > 0,
  'linked instance': (network, { id }) => network.instances.count('linked', id) > 0,
  'accepted peering': (network, { id }) => network.peerings.count('accepted', id) > 0,
  'request of another account': (network, vpc) =>
    network.peerings.where('vpc', vpc.id).some(peering => awaitsAnswerTo(peering, vpc)),
} as const satisfies Record<string, Blocks>

/** A request for peering that another account has sent, and that this VPC's owner has not answered. */
const awaitsAnswerTo = ({ state, requester }: Peering, vpc: Vpc): boolean =>
  state === 'pending-acceptance' && requester.ownerId !== vpc.ownerId

/** What, in plain words, keeps a VPC from being deleted. */
export const blockersOf = (network: Network, vpc: Vpc): readonly (keyof typeof vpcBlockers)[] =>
  (Object.keys(vpcBlockers) as (keyof typeof vpcBlockers)[]).filter(name => vpcBlockers[name](network, vpc))

/** Refuses: DependencyViolation. */
export const whyNotDeleteVpc = (network: Network, vpc: Vpc): Refusal | undefined =>
  blockersOf(network, vpc).length > 0 ? refuse('DependencyViolation', 'vpc', vpc.id) : undefined

/** A VPC's end: everything that was born with it goes too, and the requests for peering that its owner sent are over. */
export function withoutVpc(network: Network, vpc: Vpc, now: number): readonly Change[] {
  const groups = network.securityGroups.where('vpc', vpc.id)
  const tables = network.routeTables.where('vpc', vpc.id)
  const born = [
    ...groups.flatMap(group => network.securityGroupRules.where('group', group.id)),
    ...groups,
    ...network.networkAcls.where('vpc', vpc.id),
    ...tables.flatMap(table => network.routes.where('table', table.id)),
    ...network.routeTableAssociations.where('vpc', vpc.id),
    ...tables,
  ]
  const requests = network.peerings.where('vpc', vpc.id).filter(isOutstanding)
  return [...requests.flatMap(request => withdrawn(request, vpc, now)), ...born.map(drop), drop(vpc)]
}

/** A request that has not arrived yet fails; to this VPC it will find out by itself. */
function withdrawn(request: Peering, vpc: Vpc, now: number): readonly Change[] {
  if (request.state === 'pending-acceptance')
    return [put(move(request, 'delete', now, { endedBy: placeKey(vpc) }))]
  return request.requester.vpcId === vpc.id
    ? [put(move(request, 'fail', now, { failure: { why: 'no such VPC' } }))]
    : []
}

/** Anything with an address in it keeps a subnet. Refuses: DependencyViolation. */
export const whyNotDeleteSubnet = (network: Network, subnet: Subnet): Refusal | undefined =>
  network.networkInterfaces.count('subnet', subnet.id) > 0
    ? refuse('DependencyViolation', 'subnet', subnet.id)
    : undefined

/** A subnet's end, with its associations to a route table and to a network ACL. */
export function withoutSubnet(network: Network, subnet: Subnet): readonly Change[] {
  const served: readonly RouteTableAssociation[] = network.routeTableAssociations.where('serves', subnet.id)
  return [...served, ...network.networkAclAssociations.where('subnet', subnet.id), subnet].map(drop)
}
