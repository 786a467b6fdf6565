/** A landscape with the ways to find something in it: planning asks for each route and each pair once, so nothing is searched. */
import type { Cidr } from '../model/cidr.ts'
import type { Tags } from '../model/owned.ts'
import type {
  Landscape,
  SeenGroup,
  SeenPeering,
  SeenRoute,
  SeenRule,
  SeenTable,
  SeenVpc,
} from './landscape.ts'
import { ruleText } from './rule-text.ts'
import type { Pair } from './wish.ts'

export interface Survey {
  readonly landscape: Landscape
  readonly vpcs: ReadonlyMap<string, SeenVpc>
  readonly peerings: ReadonlyMap<string, SeenPeering>
  readonly groups: ReadonlyMap<string, SeenGroup>
  /** By `ruleText`. */
  readonly rules: ReadonlyMap<string, SeenRule>
  /** The tags of security group rules, by id. */
  readonly ruleTags: ReadonlyMap<string, Tags>
  readonly tables: ReadonlyMap<string, SurveyedTable>
  /** By `pairText`, whoever asked. */
  readonly byPair: ReadonlyMap<string, readonly SeenPeering[]>
}

export interface SurveyedTable {
  readonly table: SeenTable
  readonly vpc: SeenVpc
  /** What somebody routed, by the block's text; prefix lists and propagated routes are not among them. */
  readonly routes: ReadonlyMap<string, SeenRoute>
  /** Every block for which there is a route, by its first address, the larger one first. */
  readonly blocks: readonly RoutedBlock[]
}

export interface RoutedBlock {
  readonly block: Cidr
  readonly route: SeenRoute
}

export const pairOf = (a: string, b: string): Pair => (a < b ? [a, b] : [b, a])
export const pairText = (a: string, b: string): string => pairOf(a, b).join('|')

export function surveyOf(landscape: Landscape): Survey {
  const { vpcs, peerings } = landscape
  const groups = vpcs.flatMap(vpc => vpc.groups)
  const tables = vpcs.flatMap(vpc => vpc.tables.map(table => surveyTable(vpc, table)))
  return {
    landscape,
    vpcs: new Map(vpcs.map(vpc => [vpc.id, vpc])),
    peerings: new Map(peerings.map(peering => [peering.id, peering])),
    groups: new Map(groups.map(group => [group.id, group])),
    rules: new Map(
      groups.flatMap(group => group.rules.map(rule => [ruleText(group.id, rule), rule] as const)),
    ),
    ruleTags: new Map(groups.flatMap(group => group.rules.map(rule => [rule.id, rule.tags] as const))),
    tables: new Map(tables.map(one => [one.table.id, one])),
    byPair: Map.groupBy(peerings, ({ requester, accepter }) => pairText(requester.vpcId, accepter.vpcId)),
  }
}

function surveyTable(vpc: SeenVpc, table: SeenTable): SurveyedTable {
  const made = table.routes.filter(route => !route.isPropagated && route.prefixListId === undefined)
  return {
    table,
    vpc,
    routes: new Map(made.flatMap(route => route.destinations.map(block => [block.text, route] as const))),
    blocks: table.routes
      .flatMap(route => route.destinations.map(block => ({ block, route })))
      .sort((a, b) => inOrder(a.block, b.block)),
  }
}

/** By family, first address and size; the larger block first. */
function inOrder(a: Cidr, b: Cidr): number {
  if (a.version !== b.version) return a.version - b.version
  if (a.start !== b.start) return a.start < b.start ? -1 : 1
  return a.prefix - b.prefix
}

/** The blocks that lie inside another one and are smaller, for which the table has a route. */
export function narrowerIn({ blocks }: SurveyedTable, outer: Cidr): readonly RoutedBlock[] {
  const found: RoutedBlock[] = []
  for (let at = firstAfter(blocks, outer); at < blocks.length; at++) {
    const one = blocks[at] as RoutedBlock
    if (one.block.version !== outer.version || one.block.start > outer.end) break
    found.push(one)
  }
  return found
}

/** Where those begin that come after a block in order. */
function firstAfter(blocks: readonly RoutedBlock[], outer: Cidr): number {
  let [low, high] = [0, blocks.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (inOrder((blocks[middle] as RoutedBlock).block, outer) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** What the landscape has by that id; a wish names nothing else. */
export function known<T>(among: ReadonlyMap<string, T>, id: string): T {
  const found = among.get(id)
  if (found === undefined) throw new Error(`${id} is not in the landscape`)
  return found
}
