/**
 * What a data plane is. The loop asks a driver what there is (`observe`), has the difference to the fabric worked out
 * as text (`plan`, pure), and lets it make that real (`apply`, the only line that changes the world).
 *
 * Laws, each a test in test/conformance/driver-laws.ts:
 * mark – a fresh process finds all that is ours · twice is once – after plan and apply, plan is empty · only ours is
 * touched · fail closed – the drop is there before the port is up · small blast radius – a failure names its part and
 * stops no other · order – what is needed comes first.
 */
import type { Socket } from 'node:dgram'
import type { Socket as Connection, Server } from 'node:net'
import type { Part, PartId } from '../fabric/fabric.ts'

export interface Driver<
  Observed = unknown,
  Step extends { readonly part: PartId } = { readonly part: PartId },
> {
  readonly name: string
  /** Every part of which anything exists, made by this process or an earlier one. */
  list(): Promise<readonly PartId[]>
  /** What there is of these parts. */
  observe(parts: readonly PartId[]): Promise<Observed>
  /** The steps from what is to what should be, in order. A wanted part without a specification is to go. Pure. */
  plan(wanted: ReadonlyMap<PartId, Part | undefined>, observed: Observed): readonly Step[]
  /** Takes the steps. What failed, by part; a part that is not named has succeeded. */
  apply(steps: readonly Step[]): Promise<readonly Failure[]>
  /** A step as a line of text. */
  describe(step: Step): string
  /** Where a local operator can run commands: inside an instance, a gateway, a site …; undefined if it is not there. */
  locate(id: string): Promise<Location | undefined>
  /** Where all packets of a VPC's network interface pass; undefined if it is not there. */
  tap(vpcId: string, interfaceId: string): Promise<Tap | undefined>
  /**
   * A socket in the router of a VPC or in a gateway's own namespace, bound to one of its addresses or to all of a family
   * (`0.0.0.0`, `::`); or, if a host is named, in that host's. Absent: this data plane has none. Rejects if the namespace is
   * not there.
   */
  listen?(part: PartId, at: SocketAddress, hostId?: string): Promise<Socket | Server>
  /**
   * What the server sends over a connection that has come in at such a socket passes so many hops from now on, at most: 1 to
   * 255, to the host itself is one. Rejects if the connection has ended.
   */
  limitHops?(connection: Connection, hops: number): Promise<void>
  /** Takes everything away that bears our mark. */
  down(): Promise<void>
}

export interface Failure {
  readonly part: PartId
  readonly reason: string
}

export interface SocketAddress {
  readonly protocol: 'udp' | 'tcp'
  readonly address: string
  readonly port: number
}

/** The file of a network namespace. */
export interface Location {
  readonly netns: string
}

/** A device in a network namespace. */
export interface Tap extends Location {
  readonly device: string
}
