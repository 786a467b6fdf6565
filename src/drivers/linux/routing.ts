/**
 * The routing of a VPC's router. Its order, by the priority of its rules: the router's own addresses; what the route table
 * that the packet's mark names says about the inside of the VPC; the local table 100 (every interface's address; elsewhere
 * inside the VPC's blocks nothing); then what came over an uplink ends; then the route table; then the end. What came over
 * a peering bears no mark, so no table is for it. So what comes from outside sees nothing but the VPC's own interfaces.
 */
import type { NextHop, Router, RouteSpec } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { BOTH, FAMILIES, type Family, familiesIn, familyOf, only } from './family.ts'
import { alone } from './lines.ts'
import { deviceName, overrideTable, tableNumbers } from './names.ts'
import { towards } from './trunk.ts'

const LOCAL_TABLE = 100

const PRIORITY = { own: 0, override: 50, local: 100, edge: 200, routeTable: 300, end: 400 } as const

export const routing = (router: Router): readonly string[] => [
  ...BOTH.map(family => rule(family, PRIORITY.own, 'lookup local')),
  ...familiesIn(router.blocks).flatMap(family => rules(router, family)),
  ...router.blocks.map(block => command`route blackhole ${block} table ${LOCAL_TABLE}`),
  ...router.interfaces.flatMap(({ id, addresses }) =>
    addresses.map(
      address => `route ${alone(address)} ${command`dev ${deviceName(id)} table ${LOCAL_TABLE}`}`,
    ),
  ),
  ...tablesOf(router).flatMap(({ routes, overrides, number }) => [
    ...routes.map(route => routeLine(router, route, number)),
    ...overrides.map(route => routeLine(router, route, overrideTable(number))),
  ]),
]

const tablesOf = ({ routeTables }: Router) => {
  const numbers = tableNumbers(routeTables.map(table => table.id))
  return routeTables.map(table => ({ ...table, number: numbers.get(table.id) ?? LOCAL_TABLE }))
}

const rules = (router: Router, family: Family): readonly string[] => [
  ...tablesOf(router).flatMap(({ number, overrides }) => [
    ...(overrides.length > 0 ? [marked(family, PRIORITY.override, number, overrideTable(number))] : []),
    marked(family, PRIORITY.routeTable, number, number),
  ]),
  rule(family, PRIORITY.local, command`lookup ${LOCAL_TABLE}`),
  ...router.uplinks.map(({ id }) => rule(family, PRIORITY.edge, command`iif ${deviceName(id)} blackhole`)),
  rule(family, PRIORITY.end, 'blackhole'),
]

const rule = (family: Family, priority: number, rest: string): string =>
  `${FAMILIES[family].rule} ${command`priority ${priority}`} ${rest}`

const marked = (family: Family, priority: number, mark: number, table: number): string =>
  rule(family, priority, command`fwmark ${`0x${mark.toString(16)}`} lookup ${table}`)

function routeLine(router: Router, { destination, nextHop }: RouteSpec, table: number): string {
  const way = nextHop && wayTo(router, nextHop, familyOf(destination))
  return way === undefined
    ? command`route blackhole ${destination} table ${table}`
    : `${command`route ${destination}`} ${way} ${command`table ${table}`}`
}

/** Undefined for what this VPC has no end of: such a route leads nowhere. */
function wayTo(router: Router, nextHop: NextHop, family: Family): string | undefined {
  if ('peering' in nextHop) {
    const end = router.peerings.find(({ id }) => id === nextHop.peering)
    return end && towards(end.side === 'requester' ? 'far' : 'near', end.id, family)
  }
  if ('gateway' in nextHop) {
    const uplink = router.uplinks.find(({ id }) => id === nextHop.gateway)
    return uplink && towards('far', uplink.id, family)
  }
  const one = router.interfaces.find(({ id }) => id === nextHop.interface)
  const [address] = one ? only(family, one.addresses) : []
  if (!one || address === undefined) return undefined
  return family === 6
    ? towards('far', one.id, family)
    : command`via ${address} dev ${deviceName(one.id)} onlink`
}
