import { whyNotDetach } from '../model/internet-gateway-rules.ts'
import { drop, put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** No route table serves it any more. Refuses: as `find`, Gateway.NotAttached, DependencyViolation. */
export const DetachInternetGateway: Decide<'DetachInternetGateway'> = (situation, input) => {
  const gateway = find(situation, 'internet-gateway', input.InternetGatewayId, 'internetGatewayId')
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotDetach(situation.network, gateway, vpc)
  if (no) throw no
  const { vpcId: _, ...detached } = gateway
  const served = situation.network.routeTableAssociations.where('serves', gateway.id)
  return { changes: [...served.map(drop), put(detached)], reply: {} }
}
