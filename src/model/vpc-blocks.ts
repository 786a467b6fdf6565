/**
 * Which IPv4 blocks a VPC may have, and what an added one does to its peerings. Sources: VPC User Guide, "VPC CIDR
 * blocks"; VPC Peering Guide, "VPC peering limitations". Codes and sentences of conflicts are not documented.
 */
import { type Cidr, cidr, contains, overlaps } from './cidr.ts'
import { CLASSIC_BLOCK, meetsClassic, routesToClassic } from './local-routes.ts'
import type { Network } from './network.ts'
import { isAccepted, isOutstanding, type Peering, peerOf } from './peering.ts'
import { move, overlapOf } from './peering-lifecycle.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { routesOf } from './route-choice.ts'
import type { Route } from './route-table.ts'
import { type BlockAssociation, blocksOf, held, ipv4BlocksOf, type Vpc } from './vpc.ts'

const SHORTEST_PREFIX = 16
const LONGEST_PREFIX = 28

/** "This" network, loopback, link-local, multicast and reserved: no VPC has them. */
const never = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map(cidr)

/**
 * What may not be added to a VPC whose primary block lies in `primary`; the first row that holds it decides. The last
 * row is for publicly routable primary blocks and those of 100.64.0.0/10.
 */
const restrictions = [
  { primary: '10.0.0.0/8', refused: ['172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] },
  {
    primary: '172.16.0.0/12',
    refused: ['10.0.0.0/8', '192.168.0.0/16', '172.31.0.0/16', '198.19.0.0/16'],
  },
  { primary: '192.168.0.0/16', refused: ['10.0.0.0/8', '172.16.0.0/12', '198.19.0.0/16'] },
  { primary: '198.19.0.0/16', refused: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
  { primary: '0.0.0.0/0', refused: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] },
] as const

const parsed = restrictions.map(({ primary, refused }) => ({
  primary: cidr(primary),
  refused: refused.map(cidr),
}))

/** A VPC that has anything of the first may not add anything of the second. */
const TEN_TO_ELEVEN = cidr('10.0.0.0/15')
const TEN_ZERO = cidr('10.0.0.0/16')

/** Why no VPC may have this block: its size is not /16–/28, or its addresses are nobody's. Refuses: InvalidVpc.Range. */
export function whyNotVpcBlock(block: Cidr): Refusal | undefined {
  const isSized = block.prefix >= SHORTEST_PREFIX && block.prefix <= LONGEST_PREFIX
  return isSized && !never.some(range => overlaps(range, block))
    ? undefined
    : refuse('InvalidVpc.Range', block.text)
}

/** Why this VPC may not have this IPv4 block in addition. Refuses: InvalidVpc.Range, CidrConflict, CidrLimitExceeded. */
export function whyNotAddBlock(
  network: Network,
  vpc: Vpc,
  block: Cidr,
  quotas: QuotaLimits,
): Refusal | undefined {
  return (
    whyNotVpcBlock(block) ??
    whyNotBeside(vpc, block) ??
    whyNotWithClassic(network, vpc, block) ??
    whyNotWithPeers(network, vpc, block) ??
    whyNotWithRoutes(network, vpc, block) ??
    whyNotOneMoreBlock(vpc, quotas)
  )
}

function whyNotBeside(vpc: Vpc, block: Cidr): Refusal | undefined {
  const own = ipv4BlocksOf(vpc)
  const same = own.find(other => overlaps(other, block))
  if (same) return refuse('CidrConflict', block.text, same.text, vpc.id)
  return isRestricted(vpc.blocks[0].cidr, own, block)
    ? refuse('InvalidVpc.Range/restricted', block.text)
    : undefined
}

function isRestricted(primary: Cidr, own: readonly Cidr[], block: Cidr): boolean {
  if (own.some(other => overlaps(other, TEN_TO_ELEVEN)) && overlaps(block, TEN_ZERO)) return true
  const row = parsed.find(({ primary: range }) => contains(range, primary))
  return row?.refused.some(range => overlaps(range, block)) ?? false
}

/** A VPC that has the route to EC2-Classic adds none of its addresses. */
const whyNotWithClassic = (network: Network, vpc: Vpc, block: Cidr): Refusal | undefined =>
  meetsClassic(block) && routesToClassic(network, vpc)
    ? refuse('CidrConflict', block.text, CLASSIC_BLOCK.text, vpc.id)
    : undefined

/** The requester of a peering adds nothing until it is answered; who is peered adds nothing that the peer has. */
function whyNotWithPeers(network: Network, vpc: Vpc, block: Cidr): Refusal | undefined {
  const peerings = network.peerings.where('vpc', vpc.id)
  const asked = peerings.find(peering => isOutstanding(peering) && peering.requester.vpcId === vpc.id)
  if (asked) return refuse('CidrConflict/pending', vpc.id, asked.id)
  for (const peering of peerings.filter(isAccepted)) {
    const peer = network.vpcs.get(peerOf(peering, vpc.id).vpcId)
    const same = peer && blocksOf(peer).find(other => overlaps(other, block))
    if (same) return refuse('CidrConflict', block.text, same.text, peer.id)
  }
  return undefined
}

/** A new block becomes a local route: no route of the VPC may be for the same addresses or for a part of them. */
function whyNotWithRoutes(network: Network, vpc: Vpc, block: Cidr): Refusal | undefined {
  for (const table of network.routeTables.where('vpc', vpc.id)) {
    const routes = routesOf(network, table).filter(route => route.target.kind !== 'local')
    const route = routes.find(one => contains(block, one.destination))
    if (route) return refuse('CidrConflict/route', block.text, route.destination.text, table.id)
  }
  return undefined
}

function whyNotOneMoreBlock(vpc: Vpc, quotas: QuotaLimits): Refusal | undefined {
  const most = quotas['cidrs-per-vpc']
  return ipv4BlocksOf(vpc).length >= most ? refuse('CidrLimitExceeded', vpc.id, most) : undefined
}

/** The requests for peering that fail because the VPC they are for has grown into the requester's addresses. */
export function requestsFailedBy(network: Network, grown: Vpc, now: number): readonly Peering[] {
  return network.peerings.where('vpc', grown.id).flatMap(peering => {
    if (!isOutstanding(peering) || peering.accepter.vpcId !== grown.id) return []
    const requester = network.vpcs.get(peering.requester.vpcId)
    const failure = requester && overlapOf(requester, grown)
    return failure ? [move(peering, 'fail', now, { failure })] : []
  })
}

/** The routes that lead a block, by the id of its association, elsewhere than to `local`: they go with it. */
export function localRoutesFor(network: Network, vpc: Vpc, associationId: string): readonly Route[] {
  const { cidr: block } = blockOf(vpc, associationId) ?? {}
  return network.routeTables
    .where('vpc', vpc.id)
    .flatMap(table => network.routes.where('table', table.id))
    .filter(route => route.destination.text === block?.text)
}

const blockOf = ({ blocks, ipv6Blocks }: Vpc, associationId: string): BlockAssociation | undefined =>
  [...blocks, ...ipv6Blocks].find(one => one.id === associationId)

/** Why a block may not be taken from a VPC. Refuses: OperationNotPermitted (the primary), InvalidCidrBlock.InUse. */
export function whyNotGiveBack(network: Network, vpc: Vpc, associationId: string): Refusal | undefined {
  if (vpc.blocks[0].id === associationId) return refuse('OperationNotPermitted/primary-block', associationId)
  const { cidr: block } = blockOf(vpc, associationId) ?? {}
  const inUse = network.subnets
    .where('vpc', vpc.id)
    .some(subnet =>
      [subnet, ...subnet.ipv6Blocks.filter(held)].some(part => block && contains(block, part.cidr)),
    )
  return block && inUse ? refuse('InvalidCidrBlock.InUse', vpc.id, block.text) : undefined
}
