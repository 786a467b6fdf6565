/** The flow that a question about reachability means. */

import { parseAddress } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { Flow, Probe } from '../reach/trace.ts'

export type FlowQuery = Readonly<Record<string, string | undefined>>

/**
 * `from`, `to`, `protocol` (icmp if absent), `port`, `version` (4 or 6 if it has to be that one) → the flow; or a sentence
 * that says what is wrong with them.
 */
export function flowOf(network: Network, query: FlowQuery): Flow | string {
  const { from, to, version } = query
  if (!from || !to) return `A flow goes from ${ENDS}, to another one.`
  const unknown = [from, to].find(id => !isEnd(network, id))
  if (unknown !== undefined) return `There is no ${unknown}: a flow goes from ${ENDS}, to another one.`
  if (version !== undefined && version !== '4' && version !== '6') return 'The version of IP is 4 or 6.'
  const probe = probeOf(query)
  if (typeof probe === 'string') return probe
  return { from, to, ...probe, ...(version && { version: version === '6' ? 6 : 4 }) }
}

const ENDS = 'an instance, a network interface, a VPN connection (the site at its other end) or an IP address'

const isEnd = (network: Network, id: string): boolean =>
  network.instances.get(id) !== undefined ||
  network.networkInterfaces.get(id) !== undefined ||
  network.vpnConnections.get(id) !== undefined ||
  parseAddress(id) !== undefined

function probeOf({ protocol = 'icmp', port }: FlowQuery): Probe | string {
  if (protocol === 'icmp') return { protocol }
  if (protocol !== 'tcp' && protocol !== 'udp')
    return `A flow is icmp, tcp or udp: '${protocol}' is not known.`
  if (!port || !/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return `A ${protocol} flow goes to a port from 0 to 65535.`
  return { protocol, port: Number(port) }
}
