import { isId } from '../model/identities.ts'
import { inPlace, put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import { whyNotGiveSubnetBlockBack } from '../model/subnet-blocks.ts'
import { held, type Ipv6BlockAssociation } from '../model/vpc.ts'
import type { Decide, Situation } from './decide.ts'
import { showSubnetBlock } from './show-subnet.ts'

/**
 * Takes the IPv6 block from its subnet, with the settings that need one. Refuses: MissingParameter,
 * InvalidSubnetCidrBlockAssociationID.Malformed, ….NotFound, InvalidCidrBlock.InUse.
 */
export const DisassociateSubnetCidrBlock: Decide<'DisassociateSubnetCidrBlock'> = (situation, input) => {
  const { network, now } = situation
  const { subnet, block } = holderOf(situation, input.AssociationId)
  const no = whyNotGiveSubnetBlockBack(network, subnet, block)
  if (no) throw no
  const ipv6Blocks = subnet.ipv6Blocks.map(one => (one === block ? { ...one, disassociatedAt: now } : one))
  const left: Subnet = { ...subnet, ipv6Blocks, assignIpv6OnCreation: false, dns64: false }
  return {
    changes: [put(left)],
    reply: { SubnetId: subnet.id, Ipv6CidrBlockAssociation: showSubnetBlock(block, 'disassociating') },
  }
}

/** The caller's subnet that has this association, and has not given its block back. */
function holderOf(
  { network, caller }: Situation,
  id: string | undefined,
): { readonly subnet: Subnet; readonly block: Ipv6BlockAssociation } {
  if (id === undefined) throw refuse('MissingParameter', 'associationId')
  if (!isId('subnet-cidr-assoc', id))
    throw refuse('InvalidSubnetCidrBlockAssociationID.Malformed', id, 'subnet-cidr-assoc')
  for (const subnet of inPlace(network, 'subnet', placeOf(caller))) {
    const block = subnet.ipv6Blocks.find(one => one.id === id && held(one))
    if (block) return { subnet, block }
  }
  throw refuse('InvalidSubnetCidrBlockAssociationID.NotFound', id)
}
