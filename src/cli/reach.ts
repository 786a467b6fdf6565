/** `isthmus reach FROM TO`: the verdict of the model, step by step. No packet is sent. */
import { Command, Option } from '@commander-js/extra-typings'
import type { Trace } from '../reach/trace.ts'
import { connect } from './connection.ts'
import { endpointOption, examples, jsonOption, readPort } from './options.ts'
import { print } from './output.ts'

export const reachCommand = () =>
  new Command('reach')
    .summary('say whether a packet gets there, and what stops it')
    .description(
      'Say whether a packet gets there and back, by the rules alone, and if not, what stops it. Exits with 0 if it does, with 1 if not.',
    )
    .argument(
      '<from>',
      'instance, network interface, VPN connection (i-…, eni-…, vpn-…: the site at its other end) or address on the Internet',
    )
    .argument('<to>', 'the same, or any IP address')
    .addOption(
      new Option('--tcp <port>', 'a connection to this port')
        .argParser(readPort(1))
        .conflicts(['udp', 'icmp']),
    )
    .addOption(
      new Option('--udp <port>', 'a datagram to this port').argParser(readPort(1)).conflicts(['tcp', 'icmp']),
    )
    .addOption(new Option('--icmp', 'a ping; this is what is tried if nothing is named'))
    .addOption(new Option('--ipv6', 'by IPv6; else by IPv4 where both ends have it'))
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples({
        'reach i-0aaaaaaaaaaaaaaaa i-0bbbbbbbbbbbbbbbb': 'would a ping be answered?',
        'reach i-0aaaaaaaaaaaaaaaa 10.2.1.234 --tcp 3306': 'would the database be reached?',
        'reach 198.51.100.10 i-0aaaaaaaaaaaaaaaa --tcp 443': 'would the web server, from the Internet?',
        'reach vpn-0aaaaaaaaaaaaaaaa 10.1.1.12': 'would an instance, from on premises?',
      }),
    )
    .action(async (from, to, { endpoint, json, tcp, udp, ipv6 }) => {
      const query = new URLSearchParams({ from, to, ...probe(tcp, udp) })
      if (ipv6) query.set('version', '6')
      const connection = await connect(endpoint)
      const { trace, text } = await connection.get<{ readonly trace: Trace; readonly text: string }>(
        `/reach?${query}`,
      )
      print(trace, `${text.trimEnd()}\n`, json)
      if (!trace.verdict.reaches) process.exitCode = 1
    })

function probe(tcp: number | undefined, udp: number | undefined): Record<string, string> {
  if (tcp !== undefined) return { protocol: 'tcp', port: String(tcp) }
  if (udp !== undefined) return { protocol: 'udp', port: String(udp) }
  return { protocol: 'icmp' }
}
