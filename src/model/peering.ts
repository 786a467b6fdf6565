/** A VPC peering connection: a layer-3 link between exactly two VPCs. Its life cycle is in `peering-lifecycle.ts`. */
import type { Cidr } from './cidr.ts'
import type { Place, Tags } from './owned.ts'
import { placeKey } from './owned.ts'

export interface Peering {
  readonly kind: 'peering'
  readonly id: string
  readonly state: PeeringState
  /** When it came into this state. */
  readonly since: number
  readonly createdAt: number
  readonly requester: PeeringSide
  readonly accepter: PeeringSide
  /** Tags belong to the account and Region that set them; the other side does not see them. By `placeKey`. */
  readonly tags: Readonly<Record<string, Tags>>
  /** Whoever deleted it, as a `placeKey`: it disappears sooner for them. */
  readonly endedBy?: string
  /** Why it failed. AWS does not tell; `isthmus explain` does. */
  readonly failure?: PeeringFailure
}

export type PeeringState =
  | 'initiating-request'
  | 'pending-acceptance'
  | 'provisioning'
  | 'active'
  | 'deleting'
  | 'deleted'
  | 'rejected'
  | 'failed'
  | 'expired'

/** One end, as the requester named it: the accepter's VPC need not exist. */
export interface PeeringSide extends Place {
  readonly vpcId: string
  readonly options: PeeringOptions
}

export interface PeeringOptions {
  readonly dnsResolution: boolean
  readonly classicLinkToRemoteVpc: boolean
  readonly vpcToRemoteClassicLink: boolean
}

export type PeeringFailure =
  | { readonly why: 'no such VPC' }
  | { readonly why: 'wrong account'; readonly ownerId: string }
  | { readonly why: 'wrong Region'; readonly region: string }
  | { readonly why: 'other partition' }
  | { readonly why: 'overlap'; readonly pairs: readonly (readonly [requester: Cidr, accepter: Cidr])[] }

export type SideName = 'requester' | 'accepter'

export const sidesOf = (peering: Peering) => [peering.requester, peering.accepter] as const

/** The sides that an account has in a Region: none, one or both. */
export const sidesAt = (peering: Peering, place: Place): readonly SideName[] =>
  (['requester', 'accepter'] as const).filter(name => placeKey(peering[name]) === placeKey(place))

/** The other end, seen from one of the two VPCs. */
export const peerOf = (peering: Peering, vpcId: string): PeeringSide =>
  peering.requester.vpcId === vpcId ? peering.accepter : peering.requester

export const isInterRegion = (peering: Peering): boolean =>
  peering.requester.region !== peering.accepter.region

export const pairKey = (requesterVpcId: string, accepterVpcId: string): string =>
  `${requesterVpcId}|${accepterVpcId}`

/** Asked for, and nobody has answered yet. */
export const isOutstanding = ({ state }: Peering): boolean =>
  state === 'initiating-request' || state === 'pending-acceptance'

/** Accepted and not ended. */
export const isAccepted = ({ state }: Peering): boolean => state === 'provisioning' || state === 'active'
