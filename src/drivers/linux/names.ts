/**
 * What things are called in the kernel, and how a fresh process knows them as ours: the mark, 6–8 hexadecimal digits
 * that belong to one data directory, stands in the name of every namespace, and whatever is inside one of our routers
 * is ours.
 *
 * | object | name | what tells whose it is |
 * |---|---|---|
 * | router of a VPC | namespace `isthmus-{mark}-vpc-0abc…` | its name |
 * | instance, NAT gateway, interface endpoint | namespace `…-i-0abc…`, `…-nat-0abc…`, `…-vpce-0abc…` | its name; its VPC: the register, and the alias of the router's end |
 * | virtual private gateway, gateway endpoint | namespace `…-vgw-0abc…`, `…-vpce-0abc…` | its name |
 * | site on premises | namespace `…-vpn-0abc…` | its name; its gateway: the register, and the alias of the gateway's end |
 * | the Internet | namespace `…-internet` | its name |
 * | peering between Regions | namespace `…-pcx-0abc…`, with its two processes of wireguard-go, if the kernel has no WireGuard | its name |
 * | network interface | `eni-…` in the router, `eth0` in its host | alias `eni-…/i-…` of the router's end |
 * | peering, gateway, VPN connection, ClassicLink | `pcx-…`, `igw-…` … at both ends | alias `pcx-…`, `igw-…` … |
 * | side of a peering between Regions | `pcx-…` in its router | alias `pcx-…/requester`, `pcx-…/accepter` |
 * | address, route, rule, neighbour | no name | the namespace it is in, or the device it is about |
 * | route table | number, also the packet mark | it is in a router |
 * | firewall | `table inet isthmus` | it is in a router, a NAT gateway or the Internet |
 *
 * A device's name has at most 15 characters: it keeps the last digits of the id; the alias has all of it.
 */
import { join } from 'node:path'
import type { PartId } from '../../fabric/fabric.ts'
import { SIDES, type Side } from './tunnel/keys.ts'

/** Where `ip netns` keeps the files of namespaces. */
export const NETNS_DIRECTORY = '/run/netns'

export const netnsFile = (namespace: string): string => join(NETNS_DIRECTORY, namespace)

export interface Names {
  /** What the names of all our namespaces begin with. */
  readonly prefix: string
  /** The namespace of what has this id: `vpc-…`, `i-…`, `vgw-…` …, `internet`. */
  readonly namespace: (id: string) => string
}

export function createNames(mark: string): Names {
  if (!/^[0-9a-f]{6,8}$/.test(mark)) throw new Error(`a mark has 6 to 8 hexadecimal digits: ${mark}`)
  const prefix = `isthmus-${mark}-`
  return { prefix, namespace: id => prefix + id }
}

const DEVICE_LENGTH = 15

/** The device of an interface, a peering or a gateway, unique in its router: `eni-89abcdef012`. */
export function deviceName(id: string): string {
  const [kind = '', digits = ''] = id.split('-')
  return `${kind}-${digits.slice(kind.length + 1 - DEVICE_LENGTH)}`
}

export const interfaceAlias = (interfaceId: string, hostId: string): string => `${interfaceId}/${hostId}`

/** Of the device of one side of a peering between Regions. */
export const tunnelAlias = (peeringId: string, side: Side): string => `${peeringId}/${side}`

/** Which side of a peering between Regions a device is, from its alias. */
export const sideOfAlias = (alias: string): Side | undefined => SIDES.find(side => alias.endsWith(`/${side}`))

/** Whose interface it is, from the alias of the router's device. */
export const hostOfAlias = (alias: string): string | undefined =>
  /^eni-[0-9a-f]+\/((?:i|nat|vpce)-[0-9a-f]+)$/.exec(alias)?.[1]

/** Who has a namespace at the other end of a device that belongs to the same part, from its alias: a host, or a site. */
export const idBehind = (alias: string): string | undefined =>
  hostOfAlias(alias) ?? /^vpn-[0-9a-f]+$/.exec(alias)?.[0]

/** `vpc/vpc-0abc…` → `vpc-0abc…` */
export const idOf = (part: PartId): string => part.slice(part.indexOf('/') + 1)

/** The kernel's reserved tables end at 255, our local one is 100: route tables are numbered from here on. */
const FIRST_TABLE = 0x10000000

/**
 * The number of each route table, also the mark of packets it serves: 0x1 and the last seven digits of its id, so that
 * an engineer who reads `fwmark 0x1abcdef0` knows the table. Should two tables of a router end alike, the later id
 * takes the next free number.
 */
export function tableNumbers(routeTableIds: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const taken = new Set<number>()
  for (const id of [...routeTableIds].sort()) {
    let number = FIRST_TABLE + Number.parseInt(id.slice(-7), 16)
    while (taken.has(number)) number++
    taken.add(number)
    numbers.set(id, number)
  }
  return numbers
}

/** Where the overrides of a route table are: 0x2 and the same seven digits. */
export const overrideTable = (routeTable: number): number => routeTable + FIRST_TABLE
