/**
 * The firewall of a NAT gateway, in a namespace of its own: what comes from the VPC goes on as from one of the gateway's
 * addresses, replies come back, and nobody outside can begin anything. Nobody speaks to the gateway itself.
 */
import type { NatGatewaySpec } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { only } from './family.ts'
import { BEGINNINGS, REPLIES } from './packet-match.ts'
import { baseChain, type Ruleset, rulesetOf } from './ruleset.ts'

export function natFirewall({ addresses, sources }: NatGatewaySpec): Ruleset {
  const own = only(4, sources).map(block => command`ip saddr ${block}`)
  const translated = spread(only(4, addresses))
  return rulesetOf([
    baseChain('input', 'filter hook input priority 0', 'drop'),
    baseChain('forward', 'filter hook forward priority 0', 'drop', [
      `${REPLIES} accept`,
      ...own.map(source => `${source} ${BEGINNINGS} accept`),
    ]),
    baseChain(
      'translate',
      'nat hook postrouting priority 100',
      'accept',
      own.map(source => `${source} snat ip to ${translated}`),
    ),
    baseChain('output', 'filter hook output priority 0', 'accept', [NO_REDIRECTS]),
  ])
}

/** What came in by the one interface goes out by it again: the kernel would tell the sender of a shorter way. */
const NO_REDIRECTS = 'icmp type 5 drop'

/** Each connection has the next of the addresses. */
function spread(addresses: readonly string[]): string {
  const choices = addresses.map((address, at) => command`${at} : ${address}`)
  return choices.length === 1
    ? command`${addresses[0] ?? ''}`
    : `numgen inc mod ${choices.length} map { ${choices.join(', ')} }`
}
