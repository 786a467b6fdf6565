/** The vocabulary of a walk: what a packet meets on its way, and how the way ends. */

import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Packet } from '../model/packet.ts'
import type { EffectiveRoute } from '../model/route-choice.ts'
import type { CauseCode } from './causes.ts'

export type Way = 'egress' | 'ingress'

/** One thing the packet met. The last hop of a walk that stopped is where it stopped. */
export type Hop =
  | {
      readonly at: 'interface'
      readonly interfaceId: string
      readonly instanceId?: string
      readonly address: string
      readonly subnetId: string
      readonly vpcId: string
    }
  | {
      readonly at: 'groups'
      readonly interfaceId: string
      readonly groupIds: readonly string[]
      readonly way: Way
      /** The rule that let it pass (`sgr-…`), or that it belongs to a connection that was let pass. */
      readonly matched?: string | 'connection'
    }
  | {
      readonly at: 'network-acl'
      readonly networkAclId: string
      readonly subnetId: string
      readonly way: Way
      readonly entry: number | '*'
      readonly allow: boolean
    }
  /** Source and destination are in one subnet: no network ACL, no route. */
  | { readonly at: 'subnet'; readonly subnetId: string }
  | {
      readonly at: 'route'
      readonly routeTableId: string
      readonly subnetId: string
      /** The route that wins; absent if none holds the destination. */
      readonly route?: Pick<EffectiveRoute, 'target' | 'state'> & { readonly destination: string }
    }
  | {
      readonly at: 'peering'
      readonly peeringId: string
      readonly fromVpcId: string
      readonly toVpcId: string
    }

export interface Journey {
  readonly network: Network
  readonly packet: Packet
  /** It answers a packet that was let pass: the groups keep state. */
  readonly isReply: boolean
  /** Whom it is meant for; absent: whoever has the address. */
  readonly target?: NetworkInterface
}

export type End =
  | { readonly arrived: NetworkInterface }
  /** `about`: the id of the object that stopped it. */
  | { readonly stopped: CauseCode; readonly about: string }

/** A part of a walk: yields its hops, and says how it went. */
export type Hops<Result> = Generator<Hop, Result>
export type Stopped = Extract<End, { readonly stopped: CauseCode }>

export const stop = (stopped: CauseCode, about: string): Stopped => ({ stopped, about })

export const meant = ({ target }: Journey, vpcId: string): boolean => !target || target.vpcId === vpcId
