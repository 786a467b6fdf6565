import { whyNotDeleteGateway } from '../model/internet-gateway-rules.ts'
import { drop } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Routes to it stay, as blackholes. Refuses: as `find`, DependencyViolation. */
export const DeleteInternetGateway: Decide<'DeleteInternetGateway'> = (situation, input) => {
  const gateway = find(situation, 'internet-gateway', input.InternetGatewayId, 'internetGatewayId')
  const no = whyNotDeleteGateway(gateway)
  if (no) throw no
  return { changes: [drop(gateway)], reply: {} }
}
