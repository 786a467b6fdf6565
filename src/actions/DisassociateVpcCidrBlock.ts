import { isId } from '../model/identities.ts'
import { drop, inPlace, put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { type BlockAssociation, held, type Vpc } from '../model/vpc.ts'
import { localRoutesFor, whyNotGiveBack } from '../model/vpc-blocks.ts'
import type { Decide, Situation } from './decide.ts'
import { showBlock, showIpv6Block } from './show-vpc.ts'

/**
 * Takes a block from its VPC, with its local routes; it is shown as disassociated for a while. Refuses: MissingParameter,
 * InvalidVpcCidrBlockAssociationID.Malformed, ….NotFound, OperationNotPermitted, InvalidCidrBlock.InUse.
 */
export const DisassociateVpcCidrBlock: Decide<'DisassociateVpcCidrBlock'> = (situation, input) => {
  const { network, now } = situation
  const id = associationId(input.AssociationId)
  const vpc = holderOf(situation, id)
  const no = whyNotGiveBack(network, vpc, id)
  if (no) throw no
  const given = <A extends BlockAssociation>(one: A): A =>
    one.id === id ? { ...one, disassociatedAt: now } : one
  const [primary, ...others] = vpc.blocks
  const ipv4 = others.find(one => one.id === id)
  const ipv6 = vpc.ipv6Blocks.find(one => one.id === id)
  const left: Vpc = {
    ...vpc,
    blocks: [primary, ...others.map(given)],
    ipv6Blocks: vpc.ipv6Blocks.map(given),
  }
  return {
    changes: [put(left), ...localRoutesFor(network, vpc, id).map(drop)],
    reply: {
      VpcId: vpc.id,
      ...(ipv4 && { CidrBlockAssociation: showBlock(ipv4, 'disassociating') }),
      ...(ipv6 && { Ipv6CidrBlockAssociation: showIpv6Block(ipv6, 'disassociating') }),
    },
  }
}

function associationId(id: string | undefined): string {
  if (id === undefined) throw refuse('MissingParameter', 'associationId')
  if (!isId('vpc-cidr-assoc', id))
    throw refuse('InvalidVpcCidrBlockAssociationID.Malformed', id, 'vpc-cidr-assoc')
  return id
}

/** The caller's VPC that has this association, and has not given its block back. */
function holderOf({ network, caller }: Situation, id: string): Vpc {
  const has = (one: BlockAssociation) => one.id === id && held(one)
  const vpc = inPlace(network, 'vpc', placeOf(caller)).find(
    ({ blocks, ipv6Blocks }) => blocks.some(has) || ipv6Blocks.some(has),
  )
  if (!vpc) throw refuse('InvalidVpcCidrBlockAssociationID.NotFound', id)
  return vpc
}
