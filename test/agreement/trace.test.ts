/** The analyser and the fabric agree: `trace` says of every flow what a kernel would do that has only the fabric. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, parts } from '../../src/fabric/compile.ts'
import type { Part, PartId } from '../../src/fabric/fabric.ts'
import type { Network } from '../../src/model/network.ts'
import { type Probe, type Trace, trace } from '../../src/reach/trace.ts'
import { addressesIn, networkOf } from './draw-network.ts'
import { answers, type Ping } from './fabric-walk.ts'
import { sketches } from './network-arbitrary.ts'

const NETWORKS = 1500

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

const fabricOf = (network: Network): ReadonlyMap<PartId, Part> =>
  new Map([...parts(network)].map(id => [id, compile(network, id) as Part]))

/** Every flow of a network, each with what the fabric does to it. */
function* flowsOf(network: Network): Iterable<readonly [Trace, boolean]> {
  const fabric = fabricOf(network)
  for (const { id } of network.networkInterfaces.values())
    for (const to of addressesIn(network))
      for (const [probe, ping] of probes)
        yield [
          trace(network, { from: id, to, ...probe }),
          answers(fabric, { fromInterface: id, to, probe: ping }),
        ]
}

const outcome = ({ verdict, steps }: Trace): string => {
  if (!verdict.reaches) return `${verdict.direction} ${verdict.code}`
  return steps.some(step => step.at === 'peering') ? 'reaches a peer' : 'reaches'
}

describe('trace and fabric', () => {
  it('agree on every flow of a random network', () => {
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
    fc.assert(check, { numRuns: NETWORKS, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: true })
    // The networks are worth looking at: flows reach, and end in each of these ways, many times.
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining([
        'reaches',
        'reaches a peer',
        'forward BAD_STATE_ROUTE',
        'forward ENI_SG_RULES_MISMATCH',
        'forward SUBNET_ACL_RESTRICTION',
        'return SUBNET_ACL_RESTRICTION',
        'forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
        'return NO_ROUTE_TO_DESTINATION',
      ]),
    )
  })
})
