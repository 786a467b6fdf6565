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
  const service = findService(situation, input)
  const policy = input.PolicyDocument ?? FULL_ACCESS
  const no = whyNotPolicy(policy) ?? whyNotOneMoreEndpoint(network, vpc, service.type, quotas)
  if (no) throw no
  const common = {
    kind: 'vpc-endpoint',
    id: situation.newId('vpce'),
    ...placeOf(situation.caller),
    vpcId: vpc.id,
    serviceName: service.name,
    policy,
    createdAt: situation.now,
    tags,
  } as const
  const [endpoint, parts] =
    service.type === 'Gateway'
      ? gateway(situation, { ...common, type: 'Gateway' }, input)
      : withInterfaces(situation, vpc, service, common, input)
  const state = endpoint.type === 'Gateway' ? 'available' : 'pending'
  return {
    changes: [endpoint, ...parts.routes, ...parts.interfaces].map(put),
    reply: {
      VpcEndpoint: showVpcEndpoint(network, endpoint, parts, state),
      ClientToken: input.ClientToken,
    },
  }
}

type Made = readonly [VpcEndpoint, EndpointParts]

/** Without a type a gateway is meant. */
function findService({ caller }: Situation, input: Request): EndpointService {
  const { ServiceName: name, VpcEndpointType: type = 'Gateway' } = input
  if (name === undefined) throw refuse('MissingParameter', 'serviceName')
  const services = servicesNamed(caller.region, name)
  if (services.length === 0) throw refuse('InvalidServiceName', name)
  const service = services.find(one => one.type === type)
  const types = services.map(one => one.type)
  if (!service) throw refuse('InvalidParameter/endpoint-type', type, types)
  return service
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
  common: Omit<InterfaceEndpoint, 'type' | 'interfaceIds' | 'groups' | 'privateDns'>,
  input: Request,
): Made {
  const { network, quotas } = situation
  refuseOtherTypes(input, GATEWAY_ONLY, 'Interface')
  refuseUnsupported(input.DnsOptions ?? {}, INTERFACE_DNS, 'dnsOptions.')
  const wishes = readSubnets(situation, input.SubnetIds, input.SubnetConfigurations)
  const groups = groupsFor(situation, vpc, input.SecurityGroupIds)
  const privateDns = input.PrivateDnsEnabled ?? service.privateName !== undefined
  const no =
    whyNotSubnets(
      vpc.id,
      wishes.map(wish => wish.subnet),
    ) ??
    whyNotGroups(vpc.id, groups, quotas) ??
    (privateDns ? whyNotPrivateDns(network, vpc, service, common.id) : undefined)
  if (no) throw no
  const groupIds = groups.map(group => group.id)
  const interfaces = endpointInterfaces(situation, common.id, groupIds, wishes)
  const interfaceIds = interfaces.map(one => one.id)
  return [
    { ...common, type: 'Interface', interfaceIds, groups: groupIds, privateDns },
    { routes: [], interfaces },
  ]
}

/** Those asked for, else the default group of the VPC. */
const groupsFor = (situation: Situation, vpc: Vpc, ids: readonly string[] = []): readonly SecurityGroup[] =>
  ids.length > 0
    ? [...new Set(ids)].map(id => find(situation, 'security-group', id))
    : [groupNamed(situation.network, vpc.id, DEFAULT_GROUP)].filter(group => group !== undefined)
