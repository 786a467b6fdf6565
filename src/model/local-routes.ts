/**
 * Which blocks every route table of a VPC leads to `local`: the VPC's own, and the block of EC2-Classic where ClassicLink
 * adds it. Sources: EC2 User Guide, "Routing for ClassicLink"; VPC Peering Guide, "Configurations with ClassicLink".
 */
import { type Cidr, cidr, contains, overlaps } from './cidr.ts'
import type { Network } from './network.ts'
import { isAccepted, sidesOf } from './peering.ts'
import { blocksOf, type Vpc } from './vpc.ts'

/** The private addresses of EC2-Classic. */
export const CLASSIC_BLOCK = cidr('10.0.0.0/8')
/** What EC2-Classic does not use of them: 10.0.0.0/16 and 10.1.0.0/16. */
const FREE_BLOCK = cidr('10.0.0.0/15')

/** Whether a VPC's block has addresses of EC2-Classic. */
export const meetsClassic = (block: Cidr): boolean =>
  overlaps(CLASSIC_BLOCK, block) && !contains(FREE_BLOCK, block)

/** Whether a VPC has the route to EC2-Classic: it is enabled for ClassicLink, or speaks to what is linked to a peer. */
export const routesToClassic = (network: Network, vpc: Vpc): boolean =>
  vpc.classicLink === true ||
  network.peerings
    .where('vpc', vpc.id)
    .filter(isAccepted)
    .flatMap(sidesOf)
    .some(side => side.vpcId === vpc.id && side.options.vpcToRemoteClassicLink)

/** The blocks of the local routes, the VPC's own first. */
export const localBlocksOf = (network: Network, vpc: Vpc): readonly Cidr[] =>
  routesToClassic(network, vpc) ? [...blocksOf(vpc), CLASSIC_BLOCK] : blocksOf(vpc)
