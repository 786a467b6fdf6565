import { drop } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Routes to it stay, as blackholes. Refuses: as `find`. */
export const DeleteEgressOnlyInternetGateway: Decide<'DeleteEgressOnlyInternetGateway'> = (
  situation,
  input,
) => {
  const id = input.EgressOnlyInternetGatewayId
  const gateway = find(situation, 'egress-only-gateway', id, 'egressOnlyInternetGatewayId')
  return { changes: [drop(gateway)], reply: { ReturnCode: true } }
}
