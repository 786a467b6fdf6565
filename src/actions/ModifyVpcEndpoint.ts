import { stateOf } from '../model/endpoint-lifecycle.ts'
import { interfacesOf } from '../model/endpoint-names.ts'
import {
  FULL_ACCESS,
  routeToGateway,
  whyNotGroups,
  whyNotPolicy,
  whyNotPrivateDns,
  whyNotSubnets,
  whyNotTable,
} from '../model/endpoint-rules.ts'
import { serviceOf } from '../model/endpoint-services.ts'
import { notFound } from '../model/identities.ts'
import { type Change, drop, put } from '../model/network.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import { routeId } from '../model/route-table.ts'
import type { GatewayEndpoint, InterfaceEndpoint, VpcEndpoint } from '../model/vpc-endpoint.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { endpointInterfaces, readSubnets } from './endpoint-interfaces.ts'
import {
  GATEWAY_DNS,
  GATEWAY_ONLY,
  INTERFACE_DNS,
  INTERFACE_ONLY,
  refuseOtherTypes,
} from './endpoint-members.ts'
import { find } from './find.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'ModifyVpcEndpoint'>

/**
 * Refuses: as `find`, InvalidParameter, InvalidPolicyDocument, RouteAlreadyExists, DuplicateSubnetsInSameZone,
 * UnsupportedOperation (IPv6), and what `endpointInterfaces` refuses.
 */
export const ModifyVpcEndpoint: Decide<'ModifyVpcEndpoint'> = (situation, input) => {
  const endpoint = find(situation, 'vpc-endpoint', input.VpcEndpointId, 'vpcEndpointId')
  if (stateOf(endpoint) === 'deleting') throw notFound('vpc-endpoint', endpoint.id)
  refuseUnsupported(input, { IpAddressType: ['ipv4'] })
  const policed = { ...endpoint, policy: policyAfter(situation, endpoint, input) }
  const changes =
    policed.type === 'Gateway'
      ? modifyGateway(situation, policed, input)
      : modifyInterface(situation, policed, input)
  return { changes, reply: { Return: true } }
}

function policyAfter(
  { network }: Situation,
  endpoint: VpcEndpoint,
  { ResetPolicy: isReset, PolicyDocument: policy }: Request,
): string {
  if (isReset) return FULL_ACCESS
  if (policy === undefined) return endpoint.policy
  throwIf(whyNotPolicy(serviceOf(network, endpoint), policy))
  return policy
}

function modifyGateway(situation: Situation, endpoint: GatewayEndpoint, input: Request): readonly Change[] {
  const { network, now } = situation
  refuseOtherTypes(input, INTERFACE_ONLY, 'Gateway')
  refuseUnsupported(input.DnsOptions ?? {}, GATEWAY_DNS, 'dnsOptions.')
  const tables = (ids: readonly string[] = []) =>
    [...new Set(ids)].map(id => find(situation, 'route-table', id, 'routeTableId'))
  const added = tables(input.AddRouteTableIds)
  for (const table of added) throwIf(whyNotTable(network, endpoint, table))
  const gone = tables(input.RemoveRouteTableIds).map(table => table.id)
  const routes = network.routes.where('target', endpoint.id)
  const present = new Set(routes.map(route => route.id))
  const fresh = added
    .map(table => routeToGateway(endpoint, table, now))
    .filter(route => !present.has(routeId(route.routeTableId, route.destination)))
  return [
    put(endpoint),
    ...fresh.map(put),
    ...routes.filter(route => gone.includes(route.routeTableId)).map(drop),
  ]
}

function modifyInterface(
  situation: Situation,
  endpoint: InterfaceEndpoint,
  input: Request,
): readonly Change[] {
  refuseOtherTypes(input, GATEWAY_ONLY, 'Interface')
  refuseUnsupported(input.DnsOptions ?? {}, INTERFACE_DNS, 'dnsOptions.')
  const groups = groupsAfter(situation, endpoint, input)
  const { kept, gone, added } = interfacesAfter(situation, { ...endpoint, groups }, input)
  const modified = {
    ...endpoint,
    groups,
    privateDns: privateDnsAfter(situation, endpoint, input),
    interfaceIds: [...kept, ...added].map(one => one.id),
  }
  return [put(modified), ...[...kept.map(one => ({ ...one, groups })), ...added].map(put), ...gone.map(drop)]
}

function groupsAfter(situation: Situation, endpoint: InterfaceEndpoint, input: Request): readonly string[] {
  const added = (input.AddSecurityGroupIds ?? []).map(id => find(situation, 'security-group', id))
  const removed = (input.RemoveSecurityGroupIds ?? []).map(id => find(situation, 'security-group', id).id)
  const before = endpoint.groups.flatMap(id => situation.network.securityGroups.get(id) ?? [])
  const after = [...new Set([...before, ...added])].filter(group => !removed.includes(group.id))
  throwIf(whyNotGroups(situation.network, endpoint.vpcId, after, situation.quotas))
  return after.map(group => group.id)
}

/** The interfaces that stay, as they are, those that go, and new ones for the subnets that are added. */
function interfacesAfter(situation: Situation, endpoint: InterfaceEndpoint, input: Request) {
  const { network } = situation
  const removed = (input.RemoveSubnetIds ?? []).map(id => find(situation, 'subnet', id).id)
  const wishes = readSubnets(situation, input.AddSubnetIds, input.SubnetConfigurations)
  const before = interfacesOf(network, endpoint)
  const kept = before.filter(one => !removed.includes(one.subnetId))
  const fresh = wishes.filter(wish => !kept.some(one => one.subnetId === wish.subnet.id))
  const readdressed = wishes.find(
    ({ subnet, address }) => address !== undefined && kept.some(one => one.subnetId === subnet.id),
  )
  if (readdressed) throw refuse('UnsupportedOperation/parameter', 'subnetConfiguration.ipv4')
  const subnets = kept.flatMap(one => network.subnets.get(one.subnetId) ?? [])
  throwIf(whyNotSubnets(endpoint.vpcId, [...subnets, ...fresh.map(wish => wish.subnet)]))
  return {
    kept,
    gone: before.filter(one => removed.includes(one.subnetId)),
    added: endpointInterfaces(situation, endpoint.id, endpoint.groups, fresh),
  }
}

function privateDnsAfter(
  { network }: Situation,
  endpoint: InterfaceEndpoint,
  { PrivateDnsEnabled: wish = endpoint.privateDns }: Request,
): boolean {
  const vpc = network.vpcs.get(endpoint.vpcId)
  const service = serviceOf(network, endpoint)
  if (wish && !endpoint.privateDns && vpc && service)
    throwIf(whyNotPrivateDns(network, vpc, service, endpoint))
  return wish
}

function throwIf(no: Refusal | undefined): void {
  if (no) throw no
}
