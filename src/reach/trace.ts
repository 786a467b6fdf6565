/**
 * Who reaches whom, and why not. `trace` follows a flow through the network, there and back, and names every step; it
 * predicts what a real packet does on the data plane that fabric/compile.ts describes. No packet is sent.
 */
import { type Address, parseAddress } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { ECHO, type Packet, type Payload } from '../model/packet.ts'
import { type CauseCode, causes } from './causes.ts'
import type { End, Hop, Hops, Journey } from './hop.ts'
import { walk } from './walk.ts'

/** `from` and `to`: the id of an instance (its primary interface) or of a network interface; `to` may be an address. */
export type Flow = { readonly from: string; readonly to: string } & Probe

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

export type Verdict =
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

/** A port that both Linux and Windows give to connections they open. */
const EPHEMERAL_PORT = 49_152

/** Follows a flow. A flow between things that do not exist, or are not running, is traced, too: it does not reach. */
export function trace(network: Network, flow: Flow): Trace {
  const source = interfaceOf(network, flow.from)
  if (!source) return { flow, steps: [], verdict: no(nowhere(network, flow.from), 'forward') }
  const target = interfaceOf(network, flow.to)
  const destination = target ? sameVersion(target, source.addresses[0]) : parseAddress(flow.to)
  if (!destination) return { flow, steps: [], verdict: no(nowhere(network, flow.to), 'forward') }
  const from = sameVersion(source, destination)
  if (from.version !== destination.version)
    return {
      flow,
      steps: [],
      verdict: no({ stopped: 'ENI_ADDRESS_RESTRICTION', about: source.id }, 'forward'),
    }
  const packet = { source: from, destination, payload: payloadOf(flow, from.version) }
  return { flow, ...thereAndBack(network, packet, source, target) }
}

function thereAndBack(
  network: Network,
  packet: Packet,
  source: NetworkInterface,
  target: NetworkInterface | undefined,
): Omit<Trace, 'flow'> {
  const there = follow('forward', { network, packet, isReply: false, target }, source)
  if ('stopped' in there.end) return { steps: there.steps, verdict: no(there.end, 'forward') }
  const reply = { network, packet: replyTo(packet), isReply: true, target: source }
  const back = follow('return', reply, there.end.arrived)
  const steps = [...there.steps, ...back.steps]
  return { steps, verdict: 'stopped' in back.end ? no(back.end, 'return') : { reaches: true } }
}

function follow(direction: Direction, journey: Journey, from: NetworkInterface) {
  const steps: Step[] = []
  const hops: Hops<End> = walk(journey, from)
  let hop = hops.next()
  for (; !hop.done; hop = hops.next()) steps.push({ direction, ...hop.value })
  return { steps, end: hop.value }
}

const no = (
  { stopped, about }: { readonly stopped: CauseCode; readonly about: string },
  direction: Direction,
): Verdict => ({ reaches: false, code: stopped, direction, about, ...causes[stopped] })

function interfaceOf(network: Network, id: string): NetworkInterface | undefined {
  const at = (one: NetworkInterface) => one.attachment?.deviceIndex ?? 0
  const [primary] = network.networkInterfaces.where('instance', id).toSorted((a, b) => at(a) - at(b))
  return primary ?? network.networkInterfaces.get(id)
}

/** Why an end of the flow cannot be found. A terminated instance is shown for a while, but has no interface any more. */
const nowhere = (network: Network, id: string) =>
  ({ stopped: network.instances.get(id) ? 'BAD_STATE' : 'NO_SOURCE_OR_DESTINATION', about: id }) as const

const sameVersion = ({ addresses }: NetworkInterface, { version }: Address): Address =>
  addresses.find(one => one.version === version) ?? addresses[0]

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

/** A trace as lines for people. */
export function traceText({ flow, steps, verdict }: Trace): string {
  const probe = flow.protocol === 'icmp' ? 'ICMP echo' : `${flow.protocol} ${flow.port}`
  const lines = steps.map(step => `${step.direction.padEnd(8)} ${hopText(step)}`)
  return [`${flow.from} → ${flow.to}, ${probe}`, ...lines, ...verdictText(verdict)].join('\n')
}

const verdictText = (verdict: Verdict): readonly string[] =>
  verdict.reaches
    ? ['It reaches, and the answer comes back.']
    : [
        `It does not reach: ${verdict.code} (${verdict.direction}, at ${verdict.about})`,
        verdict.sentence,
        `Next: ${verdict.next}`,
      ]

function hopText(hop: Hop): string {
  switch (hop.at) {
    case 'interface':
      return `${hop.interfaceId} ${hop.address} (${[hop.instanceId, hop.subnetId, hop.vpcId].filter(Boolean).join(', ')})`
    case 'groups':
      return `${hop.groupIds.join(', ')} ${hop.way}: ${hop.matched ? `passes by ${byWhat(hop.matched)}` : 'no rule matches'}`
    case 'network-acl':
      return `${hop.networkAclId} ${hop.way} of ${hop.subnetId}: entry ${hop.entry} ${hop.allow ? 'allows' : 'denies'}`
    case 'subnet':
      return `inside ${hop.subnetId}: no network ACL, no route`
    case 'route':
      return `${hop.routeTableId} of ${hop.subnetId}: ${routeText(hop.route)}`
    case 'peering':
      return `${hop.peeringId} from ${hop.fromVpcId} to ${hop.toVpcId}`
  }
}

const byWhat = (matched: string): string => (matched === 'connection' ? 'its connection' : matched)

function routeText(route: Extract<Hop, { readonly at: 'route' }>['route']): string {
  if (!route) return 'no route'
  const target = route.target.kind === 'local' ? 'local' : route.target.id
  return `${route.destination} → ${target}${route.state === 'blackhole' ? ' (blackhole)' : ''}`
}
