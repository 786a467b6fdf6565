/** The words of rtnetlink that we use. Source: the kernel's uapi/linux headers rtnetlink, if_link, if_addr, neighbour, fib_rules, netconf. */
import type { Family } from './addresses.ts'

export const RTM = {
  newLink: 16,
  delLink: 17,
  getLink: 18,
  newAddress: 20,
  delAddress: 21,
  getAddress: 22,
  newRoute: 24,
  delRoute: 25,
  getRoute: 26,
  newNeighbour: 28,
  delNeighbour: 29,
  getNeighbour: 30,
  newRule: 32,
  delRule: 33,
  getRule: 34,
  getNeighbourTable: 66,
  setNeighbourTable: 67,
  getNetconf: 82,
} as const

export const IFLA = {
  address: 1,
  name: 3,
  mtu: 4,
  peer: 5,
  operationalState: 16,
  info: 18,
  alias: 20,
  byFamily: 26,
  namespace: 28,
  mask: 29,
  infoKind: 1,
  infoData: 2,
  vethPeer: 1,
  inetSettings: 1,
  inet6AddressMode: 8,
} as const
/** Who makes up a device's first IPv6 address, and how. */
export const ADDRESS_MODES = ['eui64', 'none', 'stable_secret', 'random']
/** Source: uapi/linux/ip.h. */
export const INET_SETTING: Readonly<Record<string, number>> = { forwarding: 1, proxy_arp: 3, rp_filter: 8 }
export const IFF_UP = 1
/** The device has a carrier, and the kernel has let packets onto it. */
export const OPERATIONAL = 6
/** Leaves out of a list of links what is counted on them. */
export const SKIP_STATISTICS = 8

export const IFA = { address: 1, local: 2, origin: 11 } as const
/** The kernel made it up for the link. */
export const OF_LINK = 3
/** No duplicate address detection: an address is usable at once. */
const NO_DAD = 2

export const RTA = { destination: 1, device: 4, gateway: 5, metric: 6, source: 7, table: 15 } as const
export const UNICAST = 1
export const ROUTE_TYPE: Readonly<Record<string, number>> = {
  unicast: UNICAST,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
}
export const SCOPE = { universe: 0, link: 253, host: 254, nowhere: 255 } as const
/** Who made a route: the kernel by itself, or somebody who said `ip route add`. */
export const PROTOCOL = { kernel: 2, boot: 3 } as const
export const ONLINK = 4

export const NDA = { destination: 1, linkAddress: 2 } as const
export const PERMANENT = 0x80

export const FRA = { destination: 1, source: 2, iif: 3, priority: 6, mark: 10, table: 15, mask: 16 } as const
export const RULE_ACTION = { lookup: 1, blackhole: 6 } as const

export const NDTA = { name: 1, parameters: 6 } as const
export const NDTPA = { device: 1, proxyDelay: 13 } as const

export const NETCONFA = { device: 1, forwarding: 2, rpFilter: 3, proxyNeighbour: 5 } as const
/** How netconf calls `all` and `default`. */
export const NETCONF_ALL = -1
export const NETCONF_DEFAULT = -2

/** The tables that have names. */
export const TABLES: Readonly<Record<string, number>> = { default: 253, main: 254, local: 255 }

export function linkBody(index: number, flags = 0, change = 0): Buffer {
  const body = Buffer.alloc(16)
  body.writeInt32LE(index, 4)
  body.writeUInt32LE(flags, 8)
  body.writeUInt32LE(change, 12)
  return body
}

export function addressBody(family: Family, length: number, device: number): Buffer {
  const body = Buffer.alloc(8)
  body.set([family, length, NO_DAD, 0])
  body.writeUInt32LE(device, 4)
  return body
}

export function routeBody(
  family: Family,
  length: number,
  of: { readonly protocol: number; readonly scope: number; readonly type: number; readonly flags: number },
): Buffer {
  const body = Buffer.alloc(12)
  body.set([family, length, 0, 0, 0, of.protocol, of.scope, of.type])
  body.writeUInt32LE(of.flags, 8)
  return body
}

export function neighbourBody(family: Family, device: number, state: number): Buffer {
  const body = Buffer.alloc(12)
  body[0] = family
  body.writeInt32LE(device, 4)
  body.writeUInt16LE(state, 8)
  return body
}

export function ruleBody(
  family: Family,
  lengths: readonly [destination: number, source: number],
  action: number,
) {
  const body = Buffer.alloc(12)
  body.set([family, ...lengths])
  body[7] = action
  return body
}

/** A body of a family and nothing else, of this size: what a list is asked for with. */
export function familyBody(family: number, size: number): Buffer {
  const body = Buffer.alloc(size)
  body[0] = family
  return body
}
