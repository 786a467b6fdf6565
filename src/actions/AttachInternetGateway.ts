import { whyNotAttach } from '../model/internet-gateway-rules.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Refuses: as `find`, Resource.AlreadyAssociated, InvalidParameterValue. */
export const AttachInternetGateway: Decide<'AttachInternetGateway'> = (situation, input) => {
  const gateway = find(situation, 'internet-gateway', input.InternetGatewayId, 'internetGatewayId')
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotAttach(situation.network, gateway, vpc)
  if (no) throw no
  return { changes: [put({ ...gateway, vpcId: vpc.id })], reply: {} }
}
