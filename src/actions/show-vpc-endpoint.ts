/** VPC endpoints on the wire. */
import type { DnsEntry, State, VpcEndpoint as Shown } from '@aws-sdk/client-ec2'
import { serviceOf } from '../model/endpoint-services.ts'
import type { Network } from '../model/network.ts'
import type { InterfaceEndpoint, VpcEndpoint } from '../model/vpc-endpoint.ts'
import { showGroups } from './show-network-interface.ts'
import { showTags } from './tags.ts'

/** The zone of the names under `vpce.amazonaws.com`; AWS has one for each Region. */
const ENDPOINTS_ZONE = 'Z7HUB22UULQXV'

/** States are written in lower case, as AWS answers, not as its model of the API has them. */
export const showState = (state: 'available' | 'pending'): State => state as string as State

/** `state` is what the answer to the making says; the next `Describe` tells that the endpoint is there. */
export const showVpcEndpoint = (
  network: Network,
  endpoint: VpcEndpoint,
  state: 'available' | 'pending' = 'available',
): Shown => ({
  VpcEndpointId: endpoint.id,
  VpcEndpointType: endpoint.type,
  VpcId: endpoint.vpcId,
  ServiceName: endpoint.serviceName,
  State: showState(state),
  PolicyDocument: endpoint.policy,
  ...(endpoint.type === 'Gateway' ? showGateway(network, endpoint) : showInterfaces(network, endpoint)),
  IpAddressType: 'ipv4',
  RequesterManaged: false,
  CreationTimestamp: new Date(endpoint.createdAt),
  Tags: showTags(endpoint.tags),
  OwnerId: endpoint.ownerId,
  ServiceRegion: endpoint.region,
})

const showGateway = (network: Network, { id }: VpcEndpoint): Shown => ({
  RouteTableIds: tablesOf(network, id),
  SubnetIds: [],
  Groups: [],
  DnsOptions: { DnsRecordIpType: 'service-defined' },
  PrivateDnsEnabled: false,
  NetworkInterfaceIds: [],
  DnsEntries: [],
})

/** The tables that lead to a gateway endpoint. */
const tablesOf = (network: Network, id: string): string[] =>
  network.routes.where('target', id).map(route => route.routeTableId)

const showInterfaces = (network: Network, endpoint: InterfaceEndpoint): Shown => ({
  RouteTableIds: [],
  SubnetIds: interfacesOf(network, endpoint).map(one => one.subnetId),
  Groups: showGroups(network, endpoint.groups),
  DnsOptions: { DnsRecordIpType: 'ipv4' },
  PrivateDnsEnabled: endpoint.privateDns,
  NetworkInterfaceIds: [...endpoint.interfaceIds],
  DnsEntries: namesOf(network, endpoint),
})

/** The interfaces of an endpoint, in the order of its subnets. */
export const interfacesOf = (network: Network, { interfaceIds }: InterfaceEndpoint) =>
  interfaceIds.flatMap(id => network.networkInterfaces.get(id) ?? [])

/** One name for the endpoint, one for each of its zones, and that of the service if the endpoint takes it over. */
function namesOf(network: Network, endpoint: InterfaceEndpoint): DnsEntry[] {
  const service = serviceOf(endpoint)
  if (!service) return []
  const own = `${endpoint.id}-${endpoint.id.slice(-8)}`
  const zones = interfacesOf(network, endpoint).map(one => `${own}-${one.zone}`)
  return [
    ...[own, ...zones].map(name => ({
      DnsName: `${name}.${service.baseName}`,
      HostedZoneId: ENDPOINTS_ZONE,
    })),
    ...(endpoint.privateDns
      ? [{ DnsName: service.privateName, HostedZoneId: `Z${endpoint.id.slice(-13).toUpperCase()}` }]
      : []),
  ]
}
