import { newDefaultVpc } from '../model/birth.ts'
import { defaultDhcpOptionsOf, defaultVpcOf } from '../model/default-vpc.ts'
import { classicOf } from '../model/ec2-classic.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { showNewVpc } from './show-vpc.ts'

/** The default VPC again, with all that belongs to it. Refuses: OperationNotPermitted (EC2-Classic), DefaultVpcAlreadyExists, VpcLimitExceeded, InternetGatewayLimitExceeded. */
export const CreateDefaultVpc: Decide<'CreateDefaultVpc'> = ({ network, caller, now, newId, quotas }) => {
  const place = placeOf(caller)
  const key = placeKey(place)
  if (classicOf(network, place)) throw refuse('OperationNotPermitted/default-vpc')
  if (defaultVpcOf(network, place)) throw refuse('DefaultVpcAlreadyExists')
  if (network.vpcs.count('place', key) >= quotas['vpcs-per-region']) throw refuse('VpcLimitExceeded')
  if (network.internetGateways.count('place', key) >= quotas['internet-gateways-per-region'])
    throw refuse('InternetGatewayLimitExceeded')
  const born = newDefaultVpc({ place, now, newId }, defaultDhcpOptionsOf(network, place))
  return { changes: born.map(put), reply: { Vpc: showNewVpc(born[0]) } }
}
