/** VPC endpoints on the wire. */
import type { DnsEntry, VpcEndpoint as Shown, State } from '@aws-sdk/client-ec2'
import { type EndpointState, stateOf } from '../model/endpoint-lifecycle.ts'
import { endpointNames, interfacesOf } from '../model/endpoint-names.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Route } from '../model/route-table.ts'
import type { InterfaceEndpoint, VpcEndpoint } from '../model/vpc-endpoint.ts'
import { showGroups } from './show-network-interface.ts'
import { showTags } from './tags.ts'

/** The zone of the names under `vpce.amazonaws.com`; AWS has one for each Region. */
const ENDPOINTS_ZONE = 'Z7HUB22UULQXV'

/** States are written in lower case, as AWS answers, not as its model of the API has them. */
export const showState = (state: EndpointState): State => state as string as State

/** What belongs to an endpoint: the routes to a gateway, or the interfaces, in the order of their subnets. */
export interface EndpointParts {
  readonly routes: readonly Route[]
  readonly interfaces: readonly NetworkInterface[]
}

const partsOf = (network: Network, endpoint: VpcEndpoint): EndpointParts => ({
  routes: network.routes.where('target', endpoint.id),
  interfaces: interfacesOf(network, endpoint),
})

export const showVpcEndpoint = (
  network: Network,
  endpoint: VpcEndpoint,
  parts: EndpointParts = partsOf(network, endpoint),
): Shown => ({
  VpcEndpointId: endpoint.id,
  VpcEndpointType: endpoint.type,
  VpcId: endpoint.vpcId,
  ServiceName: endpoint.serviceName,
  State: showState(stateOf(endpoint)),
  PolicyDocument: endpoint.policy,
  RouteTableIds: parts.routes.map(route => route.routeTableId),
  SubnetIds: parts.interfaces.map(one => one.subnetId),
  NetworkInterfaceIds: parts.interfaces.map(one => one.id),
  Groups: endpoint.type === 'Interface' ? showGroups(network, endpoint.groups) : [],
  IpAddressType: 'ipv4',
  DnsOptions: { DnsRecordIpType: endpoint.type === 'Interface' ? 'ipv4' : 'service-defined' },
  PrivateDnsEnabled: endpoint.type === 'Interface' && endpoint.privateDns,
  DnsEntries: endpoint.type === 'Interface' ? showNames(network, endpoint, parts.interfaces) : [],
  RequesterManaged: false,
  CreationTimestamp: new Date(endpoint.createdAt),
  Tags: showTags(endpoint.tags),
  OwnerId: endpoint.ownerId,
  ServiceRegion: endpoint.region,
})

export const showNames = (
  network: Network,
  endpoint: InterfaceEndpoint,
  interfaces?: readonly NetworkInterface[],
): DnsEntry[] =>
  endpointNames(network, endpoint, interfaces).map(({ name, isPrivate }) => ({
    DnsName: name,
    HostedZoneId: isPrivate ? `Z${endpoint.id.slice(-13).toUpperCase()}` : ENDPOINTS_ZONE,
  }))
