/** Lines that several kinds of namespaces have. */
import { command } from './command.ts'
import { FAMILIES, type Family, familyOf } from './family.ts'

export const LOOPBACK_UP = 'link dev lo up'

/** What a new namespace has of itself. */
export const BIRTH_RULES = [
  'rule priority 0 lookup local',
  'rule priority 32766 lookup main',
  'rule priority 32767 lookup default',
  'rule6 priority 0 lookup local',
  'rule6 priority 32766 lookup main',
]

/** Forwarding and proxy ARP on; no reverse path filter, for routing is by mark and the firewall knows who may send. */
export const forwarding = (device: string): readonly string[] => [
  command`sysctl net.ipv4.conf.${device}.forwarding=1`,
  command`sysctl net.ipv4.conf.${device}.proxy_arp=1`,
  command`sysctl net.ipv4.conf.${device}.rp_filter=0`,
]

/**
 * A namespace that routes in these families. In IPv4 each device forwards or does not, and has the stricter of two reverse path
 * filters: its own, or that of `all`. In IPv6 `all` decides.
 */
export const routingIn = (families: readonly Family[]): readonly string[] => [
  LOOPBACK_UP,
  'sysctl net.ipv4.conf.all.rp_filter=0',
  `sysctl net.ipv6.conf.all.forwarding=${families.includes(6) ? 1 : 0}`,
]

/** It has the IPv6 addresses that are stated, and no other: then it asks for no router, nor whether an address is taken. */
export const onlyStated = (device: string): string => command`link dev ${device} addrgenmode none`

/**
 * A device of a namespace that routes. The delay of proxy ARP (0.8 s by default) would make the first packet to a
 * neighbour in the subnet wait. A device of WireGuard has no link-layer address.
 */
export const deviceLines = (
  device: string,
  alias: string,
  mac: string | undefined,
  mtu: number,
): readonly string[] => [
  command`link dev ${device} alias ${alias}`,
  ...(mac === undefined ? [] : [command`link dev ${device} address ${mac}`]),
  command`link dev ${device} mtu ${mtu}`,
  onlyStated(device),
  command`link dev ${device} up`,
  command`ntable name arp_cache dev ${device} proxy_delay 0`,
  ...forwarding(device),
]

/** Stated, not asked for. */
export const neighbour = (address: string, mac: string, device: string): string =>
  command`neighbour ${address} lladdr ${mac.toLowerCase()} dev ${device} nud permanent`

/** The block that has nothing but this address. */
export const alone = (address: string): string => command`${address}/${FAMILIES[familyOf(address)].host}`

/** An address of the namespace, at no device in particular. */
export const ownAddress = (address: string): string => `address ${alone(address)} dev lo`
