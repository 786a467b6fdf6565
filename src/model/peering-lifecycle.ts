/**
 * The life cycle of a peering: which event leads from which state to which, how long an ended one is still shown, and
 * what time alone makes happen. Source: VPC Peering Guide, "VPC peering connection lifecycle".
 */
import { overlaps } from './cidr.ts'
import type { Network } from './network.ts'
import { placeKey } from './owned.ts'
import {
  isInterRegion,
  type Peering,
  type PeeringFailure,
  type PeeringState,
  type SideName,
} from './peering.ts'
import { type Refusal, refuse } from './refusals.ts'
import { partitionOf } from './regions.ts'
import { blocksOf, type Vpc } from './vpc.ts'

export type PeeringEvent =
  /** The request has reached the accepter. */
  | 'arrive'
  /** The VPCs cannot be peered, from the start or since one of them got another block. */
  | 'fail'
  | 'accept'
  | 'reject'
  | 'expire'
  | 'delete'
  /** The data plane has built the link, or taken it away. */
  | 'built'
  | 'removed'

export const lifecycle = {
  'initiating-request': { arrive: 'pending-acceptance', fail: 'failed' },
  'pending-acceptance': {
    accept: 'provisioning',
    reject: 'rejected',
    expire: 'expired',
    delete: 'deleted',
    fail: 'failed',
  },
  provisioning: { built: 'active' },
  active: { delete: 'deleted' },
  deleting: { removed: 'deleted' },
  deleted: {},
  rejected: {},
  failed: {},
  expired: {},
} as const satisfies Record<PeeringState, Partial<Record<PeeringEvent, PeeringState>>>

/** Between Regions a deletion takes a while, and can be seen. */
const deletionBetweenRegions: PeeringState = 'deleting'

/** Where an event leads from a state; undefined if it cannot happen there. */
export function nextState(peering: Peering, event: PeeringEvent): PeeringState | undefined {
  const to = (lifecycle[peering.state] as Partial<Record<PeeringEvent, PeeringState>>)[event]
  return to && event === 'delete' && isInterRegion(peering) ? deletionBetweenRegions : to
}

/** The peering after an event that can happen in its state. Throws if it cannot: ask `whyNotMove` first. */
export function move(
  peering: Peering,
  event: PeeringEvent,
  now: number,
  extra: Pick<Peering, 'endedBy' | 'failure'> = {},
): Peering {
  const state = nextState(peering, event)
  if (!state) throw new Error(`${peering.id}: no ${event} in state ${peering.state}`)
  return { ...peering, ...extra, state, since: now }
}

/** What an owner asked for, as AWS names the state it would lead to when it refuses. The first two are not documented. */
const attempted = { accept: 'provisioning', reject: 'rejected', delete: 'deleting' } as const

export function whyNotMove(peering: Peering, event: keyof typeof attempted): Refusal | undefined {
  if (nextState(peering, event)) return undefined
  return refuse('InvalidStateTransition', peering.id, peering.state, attempted[event])
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A request waits for its acceptance this long; not adjustable. */
const PENDING_FOR = 7 * DAY

export const expiresAt = (peering: Peering): number => peering.createdAt + PENDING_FOR

/** How long an ended peering is shown, after it came into its state, to the side that ended it and to the other one. */
const shown: Partial<Record<PeeringState, { readonly ender: number; readonly other: number }>> = {
  failed: { ender: 2 * HOUR, other: 0 },
  expired: { ender: 2 * DAY, other: 2 * DAY },
  rejected: { ender: 2 * HOUR, other: 2 * DAY },
  deleted: { ender: 2 * HOUR, other: 2 * DAY },
}

/** Until when a side sees the peering; for ever while it lives. */
function visibleUntil(peering: Peering, side: SideName): number {
  if (peering.state === 'initiating-request') return side === 'requester' ? Number.POSITIVE_INFINITY : 0
  const window = shown[peering.state]
  if (!window) return Number.POSITIVE_INFINITY
  const { requester, accepter } = peering
  const isEnder = endedBySide(peering, side)
  const sameAccount = requester.ownerId === accepter.ownerId && peering.state !== 'failed'
  return peering.since + (isEnder || sameAccount ? window.ender : window.other)
}

/** The request fails on the requester's side, a rejection is the accepter's, a deletion bears its author. */
function endedBySide(peering: Peering, side: SideName): boolean {
  if (peering.state === 'failed') return side === 'requester'
  if (peering.state === 'rejected') return side === 'accepter'
  return peering.endedBy === placeKey(peering[side])
}

export const isVisible = (peering: Peering, side: SideName, now: number): boolean =>
  now < visibleUntil(peering, side)

/** When time alone next changes a peering: it arrives or fails, expires, disappears. */
export function whenPeeringDue(peering: Peering): number | undefined {
  if (peering.state === 'initiating-request') return peering.since
  if (peering.state === 'pending-acceptance') return expiresAt(peering)
  const gone = Math.max(visibleUntil(peering, 'requester'), visibleUntil(peering, 'accepter'))
  return Number.isFinite(gone) ? gone : undefined
}

/** What a peering becomes when its time has come; undefined if it disappears. */
export function peeringWhenDue(network: Network, peering: Peering, now: number): Peering | undefined {
  if (peering.state === 'pending-acceptance') return move(peering, 'expire', expiresAt(peering))
  if (peering.state !== 'initiating-request') return undefined
  const failure = whyFailed(network, peering)
  return failure ? move(peering, 'fail', now, { failure }) : move(peering, 'arrive', now)
}

/** Why two VPCs cannot be peered. AWS answers all of these alike, with a failed peering and one sentence. */
export function whyFailed(network: Network, { requester, accepter }: Peering): PeeringFailure | undefined {
  if (partitionOf(requester.region) !== partitionOf(accepter.region)) return { why: 'other partition' }
  const peer = network.vpcs.get(accepter.vpcId)
  if (!peer) return { why: 'no such VPC' }
  if (peer.ownerId !== accepter.ownerId) return { why: 'wrong account', ownerId: accepter.ownerId }
  if (peer.region !== accepter.region) return { why: 'wrong Region', region: accepter.region }
  const own = network.vpcs.get(requester.vpcId)
  return own && overlapOf(own, peer)
}

/** The blocks, of any family, that two VPCs both have; even one forbids the peering. */
export function overlapOf(requester: Vpc, accepter: Vpc): PeeringFailure | undefined {
  const pairs = blocksOf(requester).flatMap(ours =>
    blocksOf(accepter)
      .filter(theirs => overlaps(ours, theirs))
      .map(theirs => [ours, theirs] as const),
  )
  return pairs.length > 0 ? { why: 'overlap', pairs } : undefined
}
