import { whyNotDeleteInterface } from '../model/interface-rules.ts'
import { drop } from '../model/network.ts'
import { withoutAssociations } from '../model/public-mapping.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Its permissions go with it, elastic addresses are left. Refuses: as `find`, InvalidParameterValue (in use). */
export const DeleteNetworkInterface: Decide<'DeleteNetworkInterface'> = (situation, input) => {
  const { network } = situation
  const one = find(situation, 'network-interface', input.NetworkInterfaceId, 'networkInterfaceId')
  const no = whyNotDeleteInterface(one)
  if (no) throw no
  const permissions = network.networkInterfacePermissions.where('interface', one.id)
  return {
    changes: [...withoutAssociations(network, one.id), ...permissions.map(drop), drop(one)],
    reply: {},
  }
}
