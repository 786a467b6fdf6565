/** What a host of a VPC shall have in its namespace: an instance what DHCP would give it, a NAT gateway its forwarding. */
import type { Interface } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { isIpv4Address } from './family.ts'
import { BIRTH_RULES, LOOPBACK_UP } from './lines.ts'

/** The lines of one of the interfaces. A second one's default route stands behind the first's. */
export function interfaceLines(one: Interface): readonly string[] {
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

/** What a host has before it has any interface. In an instance the tenant is free to route as he likes. */
export function hostLines(hostId: string): readonly string[] {
  if (hostId.startsWith('i-')) return [LOOPBACK_UP]
  return [LOOPBACK_UP, ...BIRTH_RULES, ...(hostId.startsWith('nat-') ? FORWARDING : [])]
}

/** Its packets come and go by one interface. */
const FORWARDING = ['all', 'default'].map(device => command`sysctl net.ipv4.conf.${device}.forwarding=1`)
