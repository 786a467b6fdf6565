/** The flow that a question about reachability means. */

import { parseAddress } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { Flow } from '../reach/trace.ts'

export type FlowQuery = Readonly<Record<string, string | undefined>>

/** `from`, `to`, `protocol` (icmp if absent), `port` → the flow; or a sentence that says what is wrong with them. */
export function flowOf(network: Network, { from, to, protocol = 'icmp', port }: FlowQuery): Flow | string {
  if (!from || !to)
    return 'A flow goes from an instance or a network interface to another one, or to an IP address.'
  if (!isEnd(network, from)) return `There is no instance or network interface ${from}.`
  if (!isEnd(network, to) && !parseAddress(to))
    return `There is no instance or network interface ${to}, and it is no IP address.`
  if (protocol === 'icmp') return { from, to, protocol }
  if (protocol !== 'tcp' && protocol !== 'udp')
    return `A flow is icmp, tcp or udp: '${protocol}' is not known.`
  if (!port || !/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return `A ${protocol} flow goes to a port from 0 to 65535.`
  return { from, to, protocol, port: Number(port) }
}

const isEnd = (network: Network, id: string): boolean =>
  network.instances.get(id) !== undefined || network.networkInterfaces.get(id) !== undefined
