/**
 * What a VPC endpoint may be like. Checks return a refusal or nothing. Sources: EC2 API Reference, "CreateVpcEndpoint" and
 * "ModifyVpcEndpoint"; AWS PrivateLink Guide; messages as seen from AWS.
 */
import { listOfService } from './amazon-prefix-lists.ts'
import { type EndpointService, serviceOf } from './endpoint-services.ts'
import { serves } from './group-association.ts'
import type { Network } from './network.ts'
import { placeKey } from './owned.ts'
import { parsePolicyText } from './policy.ts'
import type { PrefixList } from './prefix-list.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { type Route, type RouteTable, routeId } from './route-table.ts'
import type { SecurityGroup } from './security-group.ts'
import type { Subnet } from './subnet.ts'
import type { Vpc } from './vpc.ts'
import type { GatewayEndpoint, InterfaceEndpoint, VpcEndpoint } from './vpc-endpoint.ts'

/** What everything may do with everything: the policy of an endpoint that is given none. */
export const FULL_ACCESS =
  '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'

/** In characters, white space included. */
const LONGEST_POLICY = 20_480

/** Refuses: VpcEndpointLimitExceeded. */
export function whyNotOneMoreEndpoint(
  network: Network,
  vpc: Vpc,
  type: VpcEndpoint['type'],
  quotas: QuotaLimits,
): Refusal | undefined {
  const [among, most] =
    type === 'Gateway'
      ? ([
          network.vpcEndpoints.where('place', placeKey(vpc)),
          quotas['gateway-endpoints-per-region'],
        ] as const)
      : ([network.vpcEndpoints.where('vpc', vpc.id), quotas['interface-endpoints-per-vpc']] as const)
  return among.filter(one => one.type === type).length >= most
    ? refuse('VpcEndpointLimitExceeded')
    : undefined
}

/** The policy of an endpoint to a service. Refuses: InvalidPolicyDocument, InvalidParameter (the service supports none). */
export function whyNotPolicy(service: EndpointService | undefined, text: string): Refusal | undefined {
  if (service?.shared) return refuse('InvalidParameter/endpoint-policy', service.name)
  if (text.length > LONGEST_POLICY)
    return refuse('InvalidPolicyDocument', `It has more than ${LONGEST_POLICY} characters.`)
  const policy = parsePolicyText(text, 'endpoint')
  return typeof policy === 'string' ? refuse('InvalidPolicyDocument', policy) : undefined
}

/** The list that a gateway endpoint's routes have as their destination. */
export function listOfGateway({ region, serviceName }: GatewayEndpoint): PrefixList {
  const service = serviceName.slice(serviceName.lastIndexOf('.') + 1)
  const list = listOfService(region, service)
  if (!list) throw new Error(`${serviceName} has no prefix list`)
  return list
}

/** The route by which a table leads to a gateway endpoint. */
export function routeToGateway(endpoint: GatewayEndpoint, table: RouteTable, now: number): Route {
  const { id: prefixListId, family: version } = listOfGateway(endpoint)
  const { ownerId, region, vpcId } = endpoint
  const destination = { version, text: prefixListId, prefixListId }
  return {
    kind: 'route',
    id: routeId(table.id, destination),
    ownerId,
    region,
    vpcId,
    routeTableId: table.id,
    destination,
    target: { kind: 'vpc-endpoint', id: endpoint.id },
    createdAt: now,
    tags: {},
  }
}

/** Refuses: InvalidParameter (a table of another VPC), RouteAlreadyExists. */
export function whyNotTable(
  network: Network,
  endpoint: GatewayEndpoint,
  table: RouteTable,
): Refusal | undefined {
  if (table.vpcId !== endpoint.vpcId)
    return refuse('InvalidParameter/endpoint-table', table.id, endpoint.vpcId)
  const { id } = routeToGateway(endpoint, table, 0)
  const before = network.routes.get(id)
  return before && before.target.id !== endpoint.id
    ? refuse('RouteAlreadyExists/prefix-list', before.destination.text, table.id)
    : undefined
}

/** The subnets that an interface endpoint is to have. Refuses: InvalidParameter (another VPC), DuplicateSubnetsInSameZone. */
export function whyNotSubnets(vpcId: string, subnets: readonly Subnet[]): Refusal | undefined {
  const foreign = subnets.find(subnet => subnet.vpcId !== vpcId)
  if (foreign) return refuse('InvalidParameter/endpoint-subnet', foreign.id, vpcId)
  const second = subnets.find((subnet, at) => subnets.findIndex(one => one.zone === subnet.zone) < at)
  return second && refuse('DuplicateSubnetsInSameZone', second.id)
}

/** Refuses: InvalidParameter (none, one that does not serve the VPC), SecurityGroupsPerInterfaceLimitExceeded. */
export function whyNotGroups(
  network: Network,
  vpcId: string,
  groups: readonly SecurityGroup[],
  quotas: QuotaLimits,
): Refusal | undefined {
  const foreign = groups.find(group => !serves(network, group, vpcId))
  if (foreign) return refuse('InvalidParameter/endpoint-group', foreign.id, vpcId)
  if (groups.length === 0) return refuse('InvalidParameter/endpoint-groups')
  return groups.length > quotas['security-groups-per-interface']
    ? refuse('SecurityGroupsPerInterfaceLimitExceeded')
    : undefined
}

/** Why an endpoint may not take over the name of its service in a VPC. Refuses: InvalidParameter. */
export function whyNotPrivateDns(
  network: Network,
  vpc: Vpc,
  service: EndpointService,
  endpoint: Pick<InterfaceEndpoint, 'id' | 'connection'>,
): Refusal | undefined {
  const { privateName } = service
  if (privateName === undefined) return refuse('InvalidParameter/private-dns-none', service.name)
  if (endpoint.connection && endpoint.connection.state !== 'available')
    return refuse('InvalidParameter/private-dns-unaccepted', service.name)
  if (!vpc.dnsSupport || !vpc.dnsHostnames) return refuse('InvalidParameter/private-dns', vpc.id)
  const takes = (other: InterfaceEndpoint) =>
    other.id !== endpoint.id && other.privateDns && serviceOf(network, other)?.privateName === privateName
  const isTaken = network.vpcEndpoints
    .where('vpc', vpc.id)
    .some(other => other.type === 'Interface' && takes(other))
  return isTaken ? refuse('InvalidParameter/private-dns-conflict', privateName, vpc.id) : undefined
}
