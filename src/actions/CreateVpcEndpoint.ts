import {
  FULL_ACCESS,
  routeToGateway,
  whyNotGroups,
  whyNotOneMoreEndpoint,
  whyNotPolicy,
  whyNotPrivateDns,
  whyNotSubnets,
  whyNotTable,
} from '../model/endpoint-rules.ts'
import { type EndpointService, servicesNamed } from '../model/endpoint-services.ts'
import { groupNamed } from '../model/group-text.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { DEFAULT_GROUP, type SecurityGroup } from '../model/security-group.ts'
import type { Vpc } from '../model/vpc.ts'
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
import { type EndpointParts, showVpcEndpoint } from './show-vpc-endpoint.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'CreateVpcEndpoint'>

/**
 * Refuses: as `find` and `tagsFor`, MissingParameter, InvalidServiceName, InvalidParameter, InvalidPolicyDocument,
 * RouteAlreadyExists, DuplicateSubnetsInSameZone, UnsupportedOperation (IPv6, other Regions, other types),
 * VpcEndpointLimitExceeded, and what `endpointInterfaces` refuses.
 */
export const CreateVpcEndpoint: Decide<'CreateVpcEndpoint'> = (situation, input) => {
  const { network, quotas } = situation
  const tags = tagsFor('vpc-endpoint', input.TagSpecifications)
  refuseUnsupported(input, {
    IpAddressType: ['ipv4'],
    ResourceConfigurationArn: [],
    ServiceNetworkArn: [],
    ServiceRegion: [situation.caller.region],
  })
  const vpc = find(situation, 'vpc', input.VpcId)
  const { service, type } = findService(situation, input)
  const { PolicyDocument: policy } = input
  const no =
    (policy === undefined ? undefined : whyNotPolicy(service, policy)) ??
    whyNotOneMoreEndpoint(network, vpc, type, quotas)
  if (no) throw no
  const common = {
    kind: 'vpc-endpoint',
    id: situation.newId('vpce'),
    ...placeOf(situation.caller),
    vpcId: vpc.id,
    serviceName: service.name,
    policy: policy ?? FULL_ACCESS,
    createdAt: situation.now,
    tags,
  } as const
  const [endpoint, parts] =
    type === 'Gateway'
      ? gateway(situation, { ...common, type: 'Gateway' }, input)
      : withInterfaces(situation, vpc, service, common, input)
  return {
    changes: [endpoint, ...parts.routes, ...parts.interfaces].map(put),
    reply: {
      VpcEndpoint: showVpcEndpoint(network, endpoint, parts),
      ClientToken: input.ClientToken,
    },
  }
}

type Made = readonly [VpcEndpoint, EndpointParts]

/**
 * The service that a request names, and the type of endpoint to it; without a type a gateway is meant. Refuses:
 * MissingParameter, InvalidServiceName, InvalidParameter, UnsupportedOperation (endpoints of Gateway Load Balancers).
 */
function findService({ network, caller }: Situation, input: Request) {
  const { ServiceName: name, VpcEndpointType: wish = 'Gateway' } = input
  if (name === undefined) throw refuse('MissingParameter', 'serviceName')
  const services = servicesNamed(network, caller, name)
  if (services.length === 0) throw refuse('InvalidServiceName', name)
  const service = services.find(one => one.type === wish)
  const types = services.map(one => one.type)
  if (!service) throw refuse('InvalidParameter/endpoint-type', wish, types)
  const { type } = service
  if (type === 'GatewayLoadBalancer') throw refuse('UnsupportedOperation/parameter', 'vpcEndpointType')
  return { service, type }
}

function gateway(situation: Situation, endpoint: GatewayEndpoint, input: Request): Made {
  refuseOtherTypes(input, INTERFACE_ONLY, 'Gateway')
  refuseUnsupported(input.DnsOptions ?? {}, GATEWAY_DNS, 'dnsOptions.')
  const ids = [...new Set(input.RouteTableIds ?? [])]
  const tables = ids.map(id => find(situation, 'route-table', id, 'routeTableId'))
  const no = tables
    .map(table => whyNotTable(situation.network, endpoint, table))
    .find(one => one !== undefined)
  if (no) throw no
  const routes = tables.map(table => routeToGateway(endpoint, table, situation.now))
  return [endpoint, { routes, interfaces: [] }]
}

function withInterfaces(
  situation: Situation,
  vpc: Vpc,
  service: EndpointService,
  common: Omit<
    InterfaceEndpoint,
    'type' | 'interfaceIds' | 'groups' | 'privateDns' | 'settling' | 'connection'
  >,
  input: Request,
): Made {
  const { network, quotas } = situation
  refuseOtherTypes(input, GATEWAY_ONLY, 'Interface')
  refuseUnsupported(input.DnsOptions ?? {}, INTERFACE_DNS, 'dnsOptions.')
  const wishes = readSubnets(situation, input.SubnetIds, input.SubnetConfigurations)
  const groups = groupsFor(situation, vpc, input.SecurityGroupIds)
  const connected = { ...common, ...connectionTo(situation, service) }
  const privateDns =
    input.PrivateDnsEnabled ?? (service.privateName !== undefined && !service.shared?.acceptanceRequired)
  const no =
    whyNotSubnets(
      vpc.id,
      wishes.map(wish => wish.subnet),
    ) ??
    whyNotGroups(network, vpc.id, groups, quotas) ??
    (privateDns ? whyNotPrivateDns(network, vpc, service, connected) : undefined)
  if (no) throw no
  const groupIds = groups.map(group => group.id)
  const interfaces = endpointInterfaces(situation, common.id, groupIds, wishes)
  const interfaceIds = interfaces.map(one => one.id)
  return [
    { ...connected, type: 'Interface', interfaceIds, groups: groupIds, privateDns, settling: 'pending' },
    { routes: [], interfaces },
  ]
}

/** What ties an endpoint to an account's service. */
const connectionTo = (
  { newId }: Situation,
  { serviceId, shared }: EndpointService,
): Pick<InterfaceEndpoint, 'connection'> =>
  shared
    ? {
        connection: {
          id: newId('vpce-con'),
          serviceId,
          state: shared.acceptanceRequired ? 'pendingAcceptance' : 'available',
        },
      }
    : {}

/** Those asked for, else the default group of the VPC. */
const groupsFor = (situation: Situation, vpc: Vpc, ids: readonly string[] = []): readonly SecurityGroup[] =>
  ids.length > 0
    ? [...new Set(ids)].map(id => find(situation, 'security-group', id))
    : [groupNamed(situation.network, { vpcId: vpc.id, ownerId: vpc.ownerId }, DEFAULT_GROUP)].filter(
        group => group !== undefined,
      )
