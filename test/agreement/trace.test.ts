/** The analyser and the fabric agree: `trace` says of every flow what a kernel would do that has only the fabric. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, parts } from '../../src/fabric/compile.ts'
import type { Part } from '../../src/fabric/fabric.ts'
import type { Network } from '../../src/model/network.ts'
import { type Probe, type Trace, trace } from '../../src/reach/trace.ts'
import { networkOf } from './draw-network.ts'
import type { Fabric } from './fabric-journey.ts'
import { answers, type Ping } from './fabric-walk.ts'
import { sketches } from './network-arbitrary.ts'
import { outcome } from './outcome.ts'
import { pairsIn } from './senders.ts'

const NETWORKS = 1000
const TIME_LIMIT = 60_000

const probes: readonly (readonly [Probe, Ping['probe']])[] = [
  [{ protocol: 'icmp' }, { name: 'icmp' }],
  [
    { protocol: 'tcp', port: 443 },
    { name: 'tcp', port: 443 },
  ],
  [
    { protocol: 'udp', port: 53 },
    { name: 'udp', port: 53 },
  ],
]

const fabricOf = (network: Network): Fabric =>
  new Map([...parts(network)].map(id => [id, compile(network, id) as Part]))

/** Every pair of a network, each with one probe after another, and with what the fabric does to it. */
function* flowsOf(network: Network): Iterable<readonly [Trace, boolean]> {
  const fabric = fabricOf(network)
  let turn = 0
  for (const pair of pairsIn(network, fabric)) {
    const [probe, ping] = probes[turn++ % probes.length] as (typeof probes)[number]
    yield [trace(network, { ...pair, ...probe }), answers(fabric, { ...pair, probe: ping })]
  }
}

/** The networks are worth looking at: flows reach, and end in each of these ways, many times. */
const OUTCOMES = [
  'reaches',
  'reaches peering',
  'reaches amazon',
  'reaches internet-gateway internet',
  'reaches internet internet-gateway',
  'reaches nat-gateway internet-gateway internet',
  'reaches egress-only-gateway internet internet-gateway',
  'reaches vpn-gateway site',
  'reaches site vpn-gateway',
  'reaches endpoint',
  'forward BAD_STATE_ROUTE',
  'forward ENI_SG_RULES_MISMATCH',
  'forward ENI_SOURCE_DEST_CHECK_RESTRICTION',
  'forward SUBNET_ACL_RESTRICTION',
  'return SUBNET_ACL_RESTRICTION',
  'forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
  'forward NGW_REQUIRES_SOURCE_IN_VPC',
  'forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
  'forward VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
  'return NO_ROUTE_TO_DESTINATION',
]

describe('trace and fabric', () => {
  it('agree on every flow of a random network', { timeout: TIME_LIMIT + 10_000 }, () => {
    const seen = new Map<string, number>()
    const check = fc.property(sketches, sketch => {
      for (const [traced, isAnswered] of flowsOf(networkOf(sketch).view)) {
        const of = outcome(traced)
        seen.set(of, (seen.get(of) ?? 0) + 1)
        expect({ ...traced.flow, of, reaches: traced.verdict.reaches }).toEqual({
          ...traced.flow,
          of,
          reaches: isAnswered,
        })
      }
    })
    fc.assert(check, { numRuns: NETWORKS, interruptAfterTimeLimit: TIME_LIMIT, markInterruptAsFailure: true })
    expect([...seen.keys()]).toEqual(expect.arrayContaining(OUTCOMES))
    expect([...seen.keys()].filter(of => /^reaches .*middlebox/.test(of))).not.toEqual([])
  })
})
