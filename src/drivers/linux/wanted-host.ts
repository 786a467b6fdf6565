/** What a host of a VPC shall have in its namespace: an instance what DHCP would give it, a NAT gateway its forwarding. */
import type { Interface } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { only } from './family.ts'
import { alone, BIRTH_RULES, LOOPBACK_UP, neighbour, onlyStated } from './lines.ts'
import { ENDS } from './trunk.ts'

/**
 * The lines of one of the interfaces. A second one's default routes stand behind the first's, but what has its address goes
 * out by it, as Amazon's images have it: by the first it would be taken for forged.
 */
export function interfaceLines(one: Interface): readonly string[] {
  const nth = Number(one.device.replace(/^\D*/, ''))
  return [
    command`link dev ${one.device} address ${one.mac.toLowerCase()}`,
    command`link dev ${one.device} mtu ${one.mtu}`,
    onlyStated(one.device),
    command`link dev ${one.device} up`,
    ...ipv4Lines(one, nth),
    ...ipv6Lines(one, nth),
    ...(nth === 0 ? [] : ownWayOut(one, SOURCE_TABLE + nth)),
  ]
}

/** The routing tables of second interfaces, and the priorities of the rules that lead there, are numbered from here on. */
const SOURCE_TABLE = 10_000

function ownWayOut({ device, gateway, addresses }: Interface, table: number): readonly string[] {
  const [ipv4, ipv6] = [only(4, addresses), only(6, addresses)]
  const rule = (kind: string, address: string) =>
    `${kind} ${command`priority ${table}`} from ${alone(address)} ${command`lookup ${table}`}`
  return [
    ...ipv4.map(address => rule('rule', address)),
    ...ipv6.map(address => rule('rule6', address)),
    ...(ipv4.length > 0 ? [command`route 0.0.0.0/0 via ${gateway} dev ${device} table ${table}`] : []),
    ...(ipv6.length > 0 ? [command`route ::/0 via ${ENDS.near[6]} dev ${device} table ${table}`] : []),
  ]
}

function ipv4Lines({ device, prefix, gateway, addresses }: Interface, nth: number): readonly string[] {
  const [primary, ...secondary] = only(4, addresses)
  if (primary === undefined) return []
  const metric = nth === 0 ? '' : command` metric ${nth}`
  return [
    command`address ${primary}/${prefix} dev ${device}`,
    command`route 0.0.0.0/0 via ${gateway} dev ${device} table main` + metric + command` src ${primary}`,
    ...secondary.map(address => command`address ${address}/32 dev ${device}`),
  ]
}

/** What the kernel takes if none is said. */
const METRIC = 1024

/** Everybody else is behind the router, also who is in the subnet. */
function ipv6Lines({ device, addresses }: Interface, nth: number): readonly string[] {
  const [primary] = only(6, addresses)
  if (primary === undefined) return []
  const metric = nth === 0 ? '' : command` metric ${METRIC + nth}`
  return [
    ...only(6, addresses).map(address => `address ${alone(address)} ${command`dev ${device}`}`),
    neighbour(ENDS.near[6], ENDS.near.mac, device),
    command`route ::/0 via ${ENDS.near[6]} dev ${device} table main` + metric + command` src ${primary}`,
  ]
}

/** What a host has before it has any interface. In an instance the tenant is free to route as he likes. */
export function hostLines(hostId: string): readonly string[] {
  if (hostId.startsWith('i-')) return [LOOPBACK_UP]
  return [LOOPBACK_UP, ...BIRTH_RULES, ...(hostId.startsWith('nat-') ? FORWARDING : [])]
}

/** Its packets come and go by one interface. */
const FORWARDING = ['all', 'default'].map(device => command`sysctl net.ipv4.conf.${device}.forwarding=1`)
