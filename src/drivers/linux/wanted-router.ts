/**
 * What a VPC shall have in the kernel: a router namespace, and a namespace per host.
 *
 * The order of routing in a router, by the priority of its rules: the router's own addresses; what the route table that
 * the packet's mark names says about the inside of the VPC; the local table 100 (every interface's address; elsewhere
 * inside the VPC's blocks nothing); then what came over a peering or an uplink ends; then the route table; then the end.
 * So what comes from outside sees nothing but the VPC's own interfaces.
 */
import type { Interface, NextHop, Router, RouteSpec } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { isIpv4Address, isIpv4Block } from './family.ts'
import { firewall } from './firewall.ts'
import { assemble, type Inventory } from './inventory.ts'
import { deviceLines, neighbour, ownAddress, ROUTING } from './lines.ts'
import { deviceName, interfaceAlias, type Names, overrideTable, tableNumbers } from './names.ts'
import { natFirewall } from './nat-firewall.ts'
import { towards } from './trunk.ts'
import { hostLines, interfaceLines } from './wanted-host.ts'

export function wantedRouter(names: Names, router: Router): Inventory {
  const namespace = names.namespace(router.vpcId)
  const own = router.interfaces.filter(one => !one.isGuest)
  const hosts = new Set(own.map(one => one.hostId))
  const nats = router.natGateways.filter(nat => hosts.has(nat.id))
  return assemble({
    cables: own.map(one => ({
      ends: [
        { namespace, device: deviceName(one.id) },
        { namespace: names.namespace(one.hostId), device: one.device },
      ],
    })),
    lines: [
      [namespace, routerLines(router)],
      ...[...hosts].map(host => [names.namespace(host), hostLines(host)] as const),
      ...own.map(one => [names.namespace(one.hostId), interfaceLines(one)] as const),
    ],
    rulesets: [
      [namespace, firewall(router)],
      ...nats.map(nat => [names.namespace(nat.id), natFirewall(nat)] as const),
    ],
  })
}

const LOCAL_TABLE = 100

const PRIORITY = { override: 50, local: 100, edge: 200, routeTable: 300, end: 400 } as const

function routerLines(router: Router): readonly string[] {
  const { resolver, metadata } = router.services
  return [
    ...ROUTING,
    ...[...router.gateways, ...resolver, ...metadata].filter(isIpv4Address).map(ownAddress),
    ...[...router.peerings, ...router.uplinks].map(edgeRule),
    'rule priority 0 lookup local',
    'rule6 priority 0 lookup local',
    command`rule priority ${PRIORITY.local} lookup ${LOCAL_TABLE}`,
    command`rule priority ${PRIORITY.end} blackhole`,
    ...router.blocks.filter(isIpv4Block).map(block => localRoute(command`blackhole ${block}`)),
    ...router.interfaces.flatMap(routerEnd),
    ...tableLines(router),
  ]
}

const edgeRule = ({ id }: { readonly id: string }): string =>
  command`rule priority ${PRIORITY.edge} iif ${deviceName(id)} blackhole`

/** The route tables, by the mark of the packets that they serve. */
function tableLines(router: Router): readonly string[] {
  const numbers = tableNumbers(router.routeTables.map(table => table.id))
  return router.routeTables.flatMap(({ id, routes, overrides }) => {
    const number = numbers.get(id) ?? LOCAL_TABLE
    return [
      markRule(PRIORITY.routeTable, number, number),
      ...routeLines(router, routes, number),
      ...(overrides.length > 0 ? [markRule(PRIORITY.override, number, overrideTable(number))] : []),
      ...routeLines(router, overrides, overrideTable(number)),
    ]
  })
}

const markRule = (priority: number, mark: number, table: number): string =>
  command`rule priority ${priority} fwmark ${`0x${mark.toString(16)}`} lookup ${table}`

const localRoute = (route: string): string => `route ${route} ${command`table ${LOCAL_TABLE}`}`

/** The router's end of an interface. All but the way to a guest is the guest's own part's. */
function routerEnd(one: Interface): readonly string[] {
  const device = deviceName(one.id)
  if (one.isGuest) return one.addresses.map(address => localRoute(command`${address}/32 dev ${device}`))
  return [
    ...deviceLines(device, interfaceAlias(one.id, one.hostId), one.mtu),
    ...one.addresses
      .filter(isIpv4Address)
      .flatMap(address => [
        neighbour(address, one.mac, device),
        localRoute(command`${address}/32 dev ${device}`),
      ]),
  ]
}

const routeLines = (router: Router, routes: readonly RouteSpec[], table: number): readonly string[] =>
  routes
    .filter(({ destination }) => isIpv4Block(destination))
    .map(({ destination, nextHop }) => {
      const way = nextHop && wayTo(router, nextHop)
      return way === undefined
        ? command`route blackhole ${destination} table ${table}`
        : `${command`route ${destination}`} ${way} ${command`table ${table}`}`
    })

/** Undefined for what this VPC has no end of: such a route leads nowhere. */
function wayTo(router: Router, nextHop: NextHop): string | undefined {
  if ('peering' in nextHop) {
    const end = router.peerings.find(({ id }) => id === nextHop.peering)
    return end && towards(end.side === 'requester' ? 'far' : 'near', end.id)
  }
  if ('gateway' in nextHop) {
    const uplink = router.uplinks.find(({ id }) => id === nextHop.gateway)
    return uplink && towards('far', uplink.id)
  }
  const one = router.interfaces.find(({ id }) => id === nextHop.interface)
  const address = one?.addresses.find(isIpv4Address)
  return one && address && command`via ${address} dev ${deviceName(one.id)} onlink`
}
