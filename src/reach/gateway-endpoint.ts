/**
 * Gateway endpoints and the service behind each. Interface endpoints need no file of their own: they are network interfaces
 * as any other. Sources: AWS PrivateLink Guide, "Gateway endpoints"; Reachability Analyzer guide, "Explanation codes".
 */
import { serviceAddresses } from '../model/gateway-service.ts'
import type { GatewayEndpoint } from '../model/vpc-endpoint.ts'
import type { Hop } from './hop.ts'
import { isSame } from './interface.ts'
import { arrive, type Hops, type Journey, stop } from './journey.ts'

export function* reachService(journey: Journey, id: string): Hops {
  const { network, packet } = journey
  const endpoint = network.vpcEndpoints.get(id)
  if (endpoint?.type !== 'Gateway') return stop('NO_POSSIBLE_DESTINATION', id)
  yield endpointHop(endpoint)
  if (packet.payload.protocol === 'udp') return stop('VPCE_GATEWAY_PROTOCOL_RESTRICTION', id)
  return serviceAddresses(endpoint).some(one => isSame(one, packet.destination))
    ? arrive(journey, { kind: 'service', endpoint }, id)
    : stop('UNKNOWN_DESTINATION', id)
}

export function* leaveService(journey: Journey, endpoint: GatewayEndpoint): Hops {
  yield endpointHop(endpoint)
  return { journey, spot: { kind: 'router', vpcId: endpoint.vpcId } }
}

const endpointHop = ({ id, serviceName }: GatewayEndpoint): Hop => ({
  at: 'endpoint',
  vpcEndpointId: id,
  serviceName,
})
