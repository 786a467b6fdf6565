import { whyNotDelete } from '../model/nat-gateway-rules.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Routes to it stay, as blackholes; its elastic addresses stay its owner's. Refuses: as `find`, NatGatewayNotFound. */
export const DeleteNatGateway: Decide<'DeleteNatGateway'> = (situation, input) => {
  const gateway = find(situation, 'nat-gateway', input.NatGatewayId, 'natGatewayId')
  const no = whyNotDelete(gateway)
  if (no) throw no
  const deleting = { ...gateway, state: 'deleting', since: situation.now } as const
  return { changes: [put(deleting)], reply: { NatGatewayId: gateway.id } }
}
