/** Lines that several kinds of namespaces have. */
import { command } from './command.ts'

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
const settings = (device: string): readonly string[] => [
  command`sysctl net.ipv4.conf.${device}.forwarding=1`,
  command`sysctl net.ipv4.conf.${device}.proxy_arp=1`,
  command`sysctl net.ipv4.conf.${device}.rp_filter=0`,
]

/** A namespace that routes. New devices have the settings of `default`. */
export const ROUTING = [LOOPBACK_UP, ...['all', 'default', 'lo'].flatMap(settings)]

/**
 * A device of a namespace that routes. The delay of proxy ARP (0.8 s by default) would make the first packet to a
 * neighbour in the subnet wait.
 */
export const deviceLines = (device: string, alias: string, mtu: number): readonly string[] => [
  command`link dev ${device} alias ${alias}`,
  command`link dev ${device} mtu ${mtu}`,
  command`link dev ${device} up`,
  command`ntable name arp_cache dev ${device} proxy_delay 0`,
  ...settings(device),
]

/** Stated, not asked for. */
export const neighbour = (address: string, mac: string, device: string): string =>
  command`neighbour ${address} lladdr ${mac.toLowerCase()} dev ${device} nud permanent`

/** An address that no device has alone. */
export const ownAddress = (address: string): string => command`address ${address}/32 dev lo`
