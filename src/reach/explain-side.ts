/**
 * One side of an active peering: which of its route tables lead to the peer, and whether its network ACLs and groups let
 * the peer in.
 */
import { type Cidr, contains, overlaps } from '../model/cidr.ts'
import { serves } from '../model/group-association.ts'
import { rulesOf } from '../model/group-rules.ts'
import { blocksOfList } from '../model/named-prefix-list.ts'
import type { Network } from '../model/network.ts'
import { type Peering, peerOf, type SideName } from '../model/peering.ts'
import { type EffectiveRoute, routesOf, tableOf } from '../model/route-choice.ts'
import type { RouteTable } from '../model/route-table.ts'
import type { SecurityGroupRule } from '../model/security-group.ts'
import { blocksOf, type Vpc } from '../model/vpc.ts'
import { aclHints } from './explain-acls.ts'
import { beyondHints } from './explain-beyond.ts'

export interface SideExplanation {
  readonly side: SideName
  readonly vpcId: string
  readonly routing: readonly TableExplanation[]
  /** The rules (`sgr-…`) that let something of the peer in, of the groups that the VPC's interfaces have. */
  readonly letIn: readonly string[]
  readonly hints: readonly string[]
}

/** How a route table that serves subnets leads to one block of the peer. */
export interface TableExplanation {
  readonly routeTableId: string
  readonly subnetIds: readonly string[]
  readonly block: string
  readonly leads: 'wholly' | 'partly' | 'not at all'
  /** Destinations with which it leads there, longest prefix last. */
  readonly through: readonly string[]
  /** Routes that draw the block, or a part of it, elsewhere. */
  readonly elsewhere: readonly {
    readonly destination: string
    readonly target: string
    readonly state: string
  }[]
}

export function explainSide(network: Network, peering: Peering, side: SideName): SideExplanation {
  const { vpcId } = peering[side]
  const peer = network.vpcs.get(peerOf(peering, vpcId).vpcId)
  const routing = peer
    ? servedTables(network, vpcId).flatMap(served => explainTable(network, peering, peer, served))
    : []
  const letIn = peer ? rulesFor(network, vpcId, peer).map(rule => rule.id) : []
  const closed = `No security group in use in ${vpcId} lets anything in from the peer: add a rule to its groups.`
  return {
    side,
    vpcId,
    routing,
    letIn,
    hints: [
      ...routing.flatMap(table => hintsOf(peering, table)),
      ...(peer ? [...beyondHints(network, peering, vpcId, peer), ...aclHints(network, vpcId, peer)] : []),
      ...(letIn.length === 0 ? [closed] : []),
    ],
  }
}

interface ServedTable {
  readonly table: RouteTable
  readonly subnetIds: readonly string[]
}

/** The tables of a VPC that serve subnets; a table that serves none decides about nothing. */
function servedTables(network: Network, vpcId: string): readonly ServedTable[] {
  const byTable = Map.groupBy(network.subnets.where('vpc', vpcId), subnet => tableOf(network, subnet))
  return [...byTable].map(([table, subnets]) => ({ table, subnetIds: subnets.map(subnet => subnet.id) }))
}

function explainTable(
  network: Network,
  { id }: Peering,
  peer: Vpc,
  { table, subnetIds }: ServedTable,
): readonly TableExplanation[] {
  const routes = routesOf(network, table)
    .filter(route => route.target.kind !== 'local')
    .toSorted((a, b) => a.destination.prefix - b.destination.prefix)
  return blocksOf(peer).map(block => {
    const deciding = decidingRoutes(routes, block)
    const isThrough = ({ target, state }: EffectiveRoute) =>
      target.kind === 'peering' && target.id === id && state === 'active'
    const through = deciding.filter(isThrough)
    const elsewhere = deciding.filter(route => !isThrough(route))
    const [widest] = deciding
    const isCovered = widest !== undefined && contains(widest.destination, block)
    return {
      routeTableId: table.id,
      subnetIds,
      block: block.text,
      leads: through.length === 0 ? 'not at all' : isCovered && elsewhere.length === 0 ? 'wholly' : 'partly',
      through: through.map(route => route.destination.text),
      elsewhere: elsewhere.map(({ destination, target, state }) => ({
        destination: destination.text,
        target: target.kind === 'local' ? 'local' : target.id,
        state,
      })),
    }
  })
}

/** The routes that decide about a block: the longest one that holds it whole, and those for parts of it. */
function decidingRoutes(byPrefix: readonly EffectiveRoute[], block: Cidr): readonly EffectiveRoute[] {
  const meeting = byPrefix.filter(route => overlaps(route.destination, block))
  const whole = meeting.filter(route => contains(route.destination, block)).at(-1)
  return meeting.filter(route => route === whole || !contains(route.destination, block))
}

/** The rules of the groups in use that let something of the peer in: its addresses, or one of its groups. */
function rulesFor(network: Network, vpcId: string, peer: Vpc): readonly SecurityGroupRule[] {
  const groups = new Set(network.networkInterfaces.where('vpc', vpcId).flatMap(one => one.groups))
  const meets = (block: Cidr) => blocksOf(peer).some(own => overlaps(own, block))
  const names = ({ peer: from, region }: SecurityGroupRule) => {
    switch (from.kind) {
      case 'group':
        return serves(network, { id: from.groupId, vpcId: from.vpcId }, peer.id)
      case 'prefix-list':
        return blocksOfList(network, region, from.prefixListId).some(meets)
      case 'cidr':
        return meets(from.cidr)
    }
  }
  return [...groups].flatMap(id => rulesOf(network, id, 'ingress')).filter(names)
}

function hintsOf({ id }: Peering, table: TableExplanation): readonly string[] {
  const { routeTableId, subnetIds, block, leads, elsewhere } = table
  const where = `${routeTableId} (${subnetIds.join(', ')})`
  const lost = elsewhere.map(({ destination, target, state }) =>
    state === 'blackhole'
      ? `${where}: the route ${destination} → ${target} is a blackhole and takes traffic to ${block}: replace it.`
      : `${where}: the route ${destination} → ${target} takes traffic to ${block} elsewhere.`,
  )
  const flag = block.includes(':') ? '--destination-ipv6-cidr-block' : '--destination-cidr-block'
  const add = `${where} does not lead to ${block}: create-route --route-table-id ${routeTableId} ${flag} ${block} --vpc-peering-connection-id ${id}.`
  return leads === 'not at all' ? [...lost, add] : lost
}

const LEADS: Readonly<Record<TableExplanation['leads'], string>> = {
  wholly: 'leads to',
  partly: 'leads to a part of',
  'not at all': 'does not lead to',
}

export const sideText = ({ side, vpcId, routing, letIn, hints }: SideExplanation): readonly string[] => [
  `${side} ${vpcId}`,
  ...routing.map(({ routeTableId, subnetIds, block, leads, through }) => {
    const by = through.length > 0 ? ` by ${through.join(', ')}` : ''
    return `  ${routeTableId} (${subnetIds.join(', ')}) ${LEADS[leads]} ${block}${by}`
  }),
  ...(letIn.length > 0 ? [`  The peer is let in by ${letIn.join(', ')}`] : []),
  ...hints.map(hint => `  Next: ${hint}`),
]
