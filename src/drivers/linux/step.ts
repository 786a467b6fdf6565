/**
 * A step: one command in one place. The phases are the order for all parts together: first it is written down where
 * things will be, and what changes is shut, routes (shutting.ts) and public addresses (translation.ts); then what must not
 * carry packets any more is unplugged and its namespaces go; then come the new namespaces with their firewall, settings and
 * routing rules, while no cable is in yet; then the cables, the ends of peerings (routes go over them), the routers' side,
 * and the instances' side: before that no interface has a carrier. Last it is awaited that what came up carries packets.
 */
import type { PartId } from '../../fabric/fabric.ts'

const PHASES = [
  'record',
  'shut',
  'unplug',
  'vacate',
  'dismiss',
  'found',
  'guard',
  'cable',
  'link',
  'router',
  'instance',
  'settle',
  'forget',
] as const

export interface Step {
  readonly part: PartId
  readonly phase: (typeof PHASES)[number]
  /**
   * `vacate` ends what runs in a namespace; `register` notes where things are; `carrier` waits until a device carries packets;
   * `egress` begins or ends what leads the Internet out to the machine's network. Of a tunnel: `begin` makes the device of an end, `tunnel` gives it its keys, `handshake` waits until it carries packets.
   */
  readonly tool:
    | 'register'
    | 'vacate'
    | 'ip'
    | 'nft'
    | 'sysctl'
    | 'carrier'
    | 'egress'
    | 'begin'
    | 'tunnel'
    | 'handshake'
  /** Where; absent: where the server runs. */
  readonly namespace?: string
  readonly command: string
  /** The order within its phase; 0 if absent. */
  readonly rank?: number
  /** Something is to go: if it is gone already, so much the better. */
  readonly removes?: true
}

/** A step of a part that is not named yet. */
export type PartStep = Omit<Step, 'part'>

export const byOrder = (a: Step, b: Step): number =>
  PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || (a.rank ?? 0) - (b.rank ?? 0)

export function describe({ part, tool, namespace, command }: Step): string {
  return `${part}: ${namespace === undefined ? '' : `${namespace}: `}${tool} ${command}`
}
