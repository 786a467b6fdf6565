/**
 * Who reaches whom, and why not. `trace` follows a flow through the network, there and back, and names every step; it
 * predicts what a real packet does on the data plane that fabric/compile.ts describes. No packet is sent.
 */
import type { Network } from '../model/network.ts'
import { ECHO, type Packet, type Payload } from '../model/packet.ts'
import { type CauseCode, causes } from './causes.ts'
import { type Ends, endsOf, type Question } from './ends.ts'
import type { Hop } from './hop.ts'
import type { End, Hops, Journey, Stopped, Terminus } from './journey.ts'
import { walk } from './walk.ts'

export type Flow = Question & Probe

/** What is tried: an ICMP echo, or a connection to a port. `sourcePort` matters to network ACLs only. */
export type Probe =
  | { readonly protocol: 'icmp' }
  | { readonly protocol: 'tcp' | 'udp'; readonly port: number; readonly sourcePort?: number }

export type Direction = 'forward' | 'return'
export type Step = { readonly direction: Direction } & Hop

export interface Trace {
  readonly flow: Flow
  readonly steps: readonly Step[]
  readonly verdict: Verdict
}

/**
 * `provided`: instances on the way that must send on what they get, as it is. That they do only their owner knows.
 * `beyond`: an address on the machine's own network, of which nothing is known here.
 */
export type Verdict = { readonly provided?: readonly string[]; readonly beyond?: string } & (
  | { readonly reaches: true }
  | {
      readonly reaches: false
      readonly code: CauseCode
      readonly direction: Direction
      /** The id of the object that stopped the packet, or what was asked for and does not exist. */
      readonly about: string
      readonly sentence: string
      readonly next: string
    }
)

/** A port that both Linux and Windows give to connections they open. */
const EPHEMERAL_PORT = 49_152

/** What counts beside the network: whether the Internet leads out to the machine's own network. */
export interface Surroundings {
  readonly egress: boolean
}

/** Follows a flow. A flow between things that do not exist, or are not running, is traced, too: it does not reach. */
export function trace(network: Network, flow: Flow, { egress }: Surroundings = { egress: false }): Trace {
  const ends = endsOf(network, flow)
  if ('stopped' in ends) return { flow, steps: [], verdict: no(ends, 'forward') }
  return { flow, ...thereAndBack({ network, egress }, flow, ends) }
}

function thereAndBack(
  given: Pick<Journey, 'network' | 'egress'>,
  probe: Probe,
  ends: Ends,
): Omit<Trace, 'flow'> {
  const { from, source, destination, target } = ends
  const packet = { source, destination, payload: payloadOf(probe, source.version) }
  const asked = { ...given, packet, isReply: false, translations: [], sentOn: [], ...(target && { target }) }
  const there = follow('forward', asked, from)
  if ('stopped' in there.end) return judged(there.steps, no(there.end, 'forward'))
  const { arrived, journey } = there.end
  const reply = { ...journey, packet: replyTo(journey.packet), isReply: true, sentOn: [], target: from }
  const back = follow('return', reply, arrived)
  const steps = [...there.steps, ...back.steps]
  return judged(steps, 'stopped' in back.end ? no(back.end, 'return') : { reaches: true })
}

function judged(steps: readonly Step[], verdict: Verdict): Omit<Trace, 'flow'> {
  const middleboxes = steps.flatMap(step => (step.at === 'middlebox' ? [step.instanceId] : []))
  const provided = [...new Set(middleboxes)]
  const [beyond] = steps.flatMap(step => (step.at === 'egress' ? [step.to] : []))
  return {
    steps,
    verdict: { ...verdict, ...(provided.length > 0 && { provided }), ...(beyond && { beyond }) },
  }
}

function follow(direction: Direction, journey: Journey, from: Terminus) {
  const steps: Step[] = []
  const hops: Hops<End> = walk(journey, from)
  let hop = hops.next()
  for (; !hop.done; hop = hops.next()) steps.push({ direction, ...hop.value })
  return { steps, end: hop.value }
}

const no = ({ stopped, about }: Stopped, direction: Direction): Verdict => ({
  reaches: false,
  code: stopped,
  direction,
  about,
  ...causes[stopped],
})

function payloadOf(probe: Probe, version: 4 | 6): Payload {
  if (probe.protocol === 'icmp') {
    const protocol = version === 4 ? 'icmp' : 'icmpv6'
    return { protocol, type: ECHO[protocol].request, code: 0 }
  }
  const { protocol, port, sourcePort = EPHEMERAL_PORT } = probe
  return { protocol, port, sourcePort }
}

const replyTo = ({ source, destination, payload }: Packet): Packet => ({
  source: destination,
  destination: source,
  payload:
    'port' in payload
      ? { ...payload, port: payload.sourcePort, sourcePort: payload.port }
      : { ...payload, type: ECHO[payload.protocol].reply },
})
