import type { VpcEndpointConnection } from '@aws-sdk/client-ec2'
import { type ConnectedEndpoint, connectionsTo } from '../model/endpoint-connection.ts'
import { stateOf } from '../model/endpoint-lifecycle.ts'
import type { SharedService } from '../model/endpoint-service.ts'
import { notFound } from '../model/identities.ts'
import { inPlace } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ADDRESS_TYPE, showLoadBalancers } from './show-endpoint-service.ts'
import { showNames, showState } from './show-vpc-endpoint.ts'

/** The endpoints, whoever's they are, to the caller's services. Refuses: what `describe` refuses. */
export const DescribeVpcEndpointConnections: Decide<'DescribeVpcEndpointConnections'> = (
  situation,
  input,
) => {
  const { found, NextToken } = describe(catalogue(situation), input)
  return {
    reply: { VpcEndpointConnections: found.map(row => showConnection(situation, row)), NextToken },
  }
}

interface Row {
  readonly id: string
  readonly service: SharedService
  readonly endpoint: ConnectedEndpoint
}

const catalogue = ({ network, caller }: Situation): Catalogue<Row> => ({
  all: () =>
    inPlace(network, 'endpoint-service', placeOf(caller)).flatMap(service =>
      connectionsTo(network, service.id).map(endpoint => ({ id: endpoint.id, service, endpoint })),
    ),
  byId: id => {
    throw notFound('vpc-endpoint', id)
  },
  filters: {
    'ip-address-type': () => ADDRESS_TYPE,
    'service-id': ({ service }) => service.id,
    'vpc-endpoint-id': ({ endpoint }) => endpoint.id,
    'vpc-endpoint-owner': ({ endpoint }) => endpoint.ownerId,
    'vpc-endpoint-region': ({ endpoint }) => endpoint.region,
    'vpc-endpoint-state': ({ endpoint }) => stateOf(endpoint),
  },
})

const showConnection = ({ network }: Situation, { service, endpoint }: Row): VpcEndpointConnection => ({
  ServiceId: service.id,
  VpcEndpointId: endpoint.id,
  VpcEndpointOwner: endpoint.ownerId,
  VpcEndpointState: showState(stateOf(endpoint)),
  CreationTimestamp: new Date(endpoint.createdAt),
  DnsEntries: showNames(network, endpoint),
  ...showLoadBalancers(service),
  IpAddressType: ADDRESS_TYPE,
  VpcEndpointConnectionId: endpoint.connection.id,
  Tags: [],
  VpcEndpointRegion: endpoint.region,
})
