/**
 * From a part's specification to what the kernel shall have. A VPC is a router namespace and a namespace per instance;
 * a peering is a veth between two routers.
 *
 * The order of routing in a router, by the priority of its rules: the local table 100 before all (every interface's
 * address; elsewhere inside the VPC's blocks nothing), then what came over a peering ends, then the route table that
 * the packet's mark names, then the end. So a peering sees nothing but the VPC's own interfaces.
 */
import type { Interface, Link, Part, Router, RouteSpec } from '../../fabric/fabric.ts'
import { parseCidr } from '../../model/cidr.ts'
import { command } from './command.ts'
import { firewall } from './firewall.ts'
import { cablesByText, type Inventory, NOTHING } from './inventory.ts'
import { deviceName, interfaceAlias, type Names, tableNumbers } from './names.ts'

/** Gateways and what is behind them are not built yet. */
export function wantedInventory(names: Names, part: Part): Inventory {
  if ('interfaces' in part) return routerInventory(names, part)
  return 'requesterVpcId' in part ? linkInventory(names, part) : NOTHING
}

function routerInventory(names: Names, router: Router): Inventory {
  const namespace = names.router(router.vpcId)
  const lines = new Map([[namespace, new Set(routerLines(router))]])
  for (const one of router.interfaces) {
    const instance = names.instance(one.hostId)
    lines.set(instance, new Set([...(lines.get(instance) ?? [LOOPBACK_UP]), ...instanceLines(one)]))
  }
  return {
    namespaces: new Set(lines.keys()),
    cables: cablesByText(
      router.interfaces.map(one => ({
        ends: [
          { namespace, device: deviceName(one.id) },
          { namespace: names.instance(one.hostId), device: one.device },
        ],
      })),
    ),
    strays: [],
    lines,
    rulesets: new Map([[namespace, firewall(router)]]),
  }
}

const LOOPBACK_UP = 'link dev lo up'

const LOCAL_TABLE = 100

const PRIORITY = { local: 100, peering: 200, routeTable: 300, end: 400 } as const

function routerLines(router: Router): readonly string[] {
  const numbers = tableNumbers(router.routeTables.map(table => table.id))
  return [
    LOOPBACK_UP,
    ...['all', 'default', 'lo'].flatMap(settings),
    ...router.gateways.filter(isIpv4Address).map(gateway => command`address ${gateway}/32 dev lo`),
    ...ruleLines(router, [...numbers.values()]),
    ...router.blocks.filter(isIpv4Block).map(block => localRoute(command`blackhole ${block}`)),
    ...router.interfaces.flatMap(interfaceLines),
    ...router.routeTables.flatMap(table =>
      table.routes
        .filter(route => isIpv4Block(route.destination))
        .map(route => routeLine(router, route, numbers.get(table.id) ?? LOCAL_TABLE)),
    ),
  ]
}

/** Forwarding and proxy ARP on; no reverse path filter, for routing is by mark and the firewall knows who may send. */
const settings = (device: string): readonly string[] => [
  command`sysctl net.ipv4.conf.${device}.forwarding=1`,
  command`sysctl net.ipv4.conf.${device}.proxy_arp=1`,
  command`sysctl net.ipv4.conf.${device}.rp_filter=0`,
]

function ruleLines(router: Router, tables: readonly number[]): readonly string[] {
  return [
    'rule priority 0 lookup local',
    command`rule priority ${PRIORITY.local} lookup ${LOCAL_TABLE}`,
    ...router.peerings.map(
      ({ id }) => command`rule priority ${PRIORITY.peering} iif ${deviceName(id)} blackhole`,
    ),
    ...tables.map(
      number =>
        command`rule priority ${PRIORITY.routeTable} fwmark ${`0x${number.toString(16)}`} lookup ${number}`,
    ),
    command`rule priority ${PRIORITY.end} blackhole`,
  ]
}

const localRoute = (route: string): string => `route ${route} ${command`table ${LOCAL_TABLE}`}`

/**
 * The router's end of an interface. Its neighbours are stated, not asked for; the delay of proxy ARP (0.8 s by default)
 * would make the first packet to a neighbour in the subnet wait.
 */
function interfaceLines(one: Interface): readonly string[] {
  const device = deviceName(one.id)
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

const deviceLines = (device: string, alias: string, mtu: number): readonly string[] => [
  command`link dev ${device} alias ${alias}`,
  command`link dev ${device} mtu ${mtu}`,
  command`link dev ${device} up`,
  command`ntable name arp_cache dev ${device} proxy_delay 0`,
  ...settings(device),
]

const neighbour = (address: string, mac: string, device: string): string =>
  command`neighbour ${address} lladdr ${mac.toLowerCase()} dev ${device} nud permanent`

/** A route to a peering that this VPC has no end of leads nowhere. */
function routeLine(router: Router, route: RouteSpec, table: number): string {
  const { nextHop } = route
  const end =
    nextHop && 'peering' in nextHop ? router.peerings.find(({ id }) => id === nextHop.peering) : undefined
  if (!end) return command`route blackhole ${route.destination} table ${table}`
  const { address } = LINK_END[end.side === 'requester' ? 'accepter' : 'requester']
  return command`route ${route.destination} via ${address} dev ${deviceName(end.id)} onlink table ${table}`
}

/** Inside the instance: what DHCP would give it. A second interface's default route stands behind the first's. */
function instanceLines(one: Interface): readonly string[] {
  const [primary, ...secondary] = one.addresses.filter(isIpv4Address)
  const metric = one.device === 'eth0' ? '' : command` metric ${one.device.replace(/^\D*/, '')}`
  return [
    command`link dev ${one.device} address ${one.mac.toLowerCase()}`,
    command`link dev ${one.device} mtu ${one.mtu}`,
    command`link dev ${one.device} up`,
    ...(primary === undefined
      ? []
      : [
          command`address ${primary}/${one.prefix} dev ${one.device}`,
          command`route 0.0.0.0/0 via ${one.gateway} dev ${one.device} table main src ${primary}` + metric,
        ]),
    ...secondary.map(address => command`address ${address}/32 dev ${one.device}`),
  ]
}

/**
 * The two ends of every peering have the same two addresses and link-layer addresses: nobody but the other end ever
 * sees them. They are stated as neighbours and are nobody's own address: a router that is requester of one peering and
 * accepter of another would otherwise take its neighbour's question for its own and not answer.
 */
const LINK_END = {
  requester: { address: '169.254.0.1', mac: '02:00:a9:fe:00:01' },
  accepter: { address: '169.254.0.2', mac: '02:00:a9:fe:00:02' },
} as const

function linkInventory(names: Names, link: Link): Inventory {
  const device = deviceName(link.id)
  const requester = names.router(link.requesterVpcId)
  const accepter = names.router(link.accepterVpcId)
  const lines = (own: keyof typeof LINK_END, other: keyof typeof LINK_END) =>
    new Set([
      ...deviceLines(device, link.id, link.mtu),
      command`link dev ${device} address ${LINK_END[own].mac}`,
      neighbour(LINK_END[other].address, LINK_END[other].mac, device),
    ])
  return {
    namespaces: new Set([requester, accepter]),
    cables: cablesByText([
      {
        ends: [
          { namespace: requester, device },
          { namespace: accepter, device },
        ],
      },
    ]),
    strays: [],
    lines: new Map([
      [requester, lines('requester', 'accepter')],
      [accepter, lines('accepter', 'requester')],
    ]),
    rulesets: new Map(),
  }
}

const isIpv4Address = (address: string): boolean => !address.includes(':')

const isIpv4Block = (block: string): boolean => parseCidr(block)?.version === 4
