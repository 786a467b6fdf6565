/**
 * A peering connection in plain words: what its state means, who must do what next, why it failed (which AWS does not
 * tell), and what is still missing for traffic on each side.
 */
import type { Network } from '../model/network.ts'
import {
  isAccepted,
  type Peering,
  type PeeringFailure,
  type PeeringState,
  type SideName,
} from '../model/peering.ts'
import type { QuotaLimits } from '../model/quotas.ts'
import { explainSide, type SideExplanation, sideText } from './explain-side.ts'

export interface Explanation {
  readonly peeringId: string
  readonly state: PeeringState
  readonly meaning: string
  /** Why it failed, a sentence each. */
  readonly reasons: readonly string[]
  /** What is to be done, and by whom. */
  readonly next: readonly string[]
  /** Only of a peering that is active. */
  readonly sides: readonly SideExplanation[]
}

/** Explains a peering. With the quotas in force it also says whether accepting would exceed one. */
export function explainPeering(network: Network, peering: Peering, limits?: QuotaLimits): Explanation {
  const { id, state, failure } = peering
  const names: readonly SideName[] = state === 'active' ? ['requester', 'accepter'] : []
  return {
    peeringId: id,
    state,
    meaning: meanings[state],
    reasons: failure ? reasonsOf(peering, failure) : [],
    next: [...nextSteps[state](peering), ...(limits ? quotaSteps(network, peering, limits) : [])],
    sides: names.map(name => explainSide(network, peering, name)),
  }
}

/** Source: VPC Peering Guide, "VPC peering connection lifecycle". */
const meanings: Readonly<Record<PeeringState, string>> = {
  'initiating-request': 'The request has been made and is on its way to the accepter.',
  'pending-acceptance':
    'The owner of the accepter VPC has been asked, and has 7 days to answer. No traffic flows.',
  provisioning: 'It has been accepted and is being built. No traffic flows yet.',
  active: 'It is up: traffic flows where both sides have routes and their security groups let it pass.',
  deleting: 'One of the owners has deleted it, and it is being taken away. No traffic flows.',
  deleted: 'One of the owners has deleted it. No traffic flows; routes to it are blackholes.',
  rejected: 'The owner of the accepter VPC has refused the request. No traffic flows.',
  failed:
    'The request has failed. It can be neither accepted, rejected nor deleted, and disappears by itself.',
  expired: 'Nobody accepted the request within 7 days.',
}

const wait = () => ['Nothing: wait.']
const askAgain = ({ requester, accepter }: Peering) => [
  `To peer ${requester.vpcId} with ${accepter.vpcId}, ask anew: create another peering connection.`,
]

const nextSteps: Readonly<Record<PeeringState, (peering: Peering) => readonly string[]>> = {
  'initiating-request': wait,
  'pending-acceptance': ({ id, accepter }) => [
    `Account ${accepter.ownerId} accepts it in ${accepter.region}: accept-vpc-peering-connection --vpc-peering-connection-id ${id}.`,
  ],
  provisioning: wait,
  active: () => [],
  deleting: wait,
  deleted: askAgain,
  rejected: askAgain,
  failed: () => ['Remove the reason, then create another peering connection.'],
  expired: askAgain,
}

function reasonsOf({ requester, accepter }: Peering, failure: PeeringFailure): readonly string[] {
  switch (failure.why) {
    case 'no such VPC':
      return [`There is no ${accepter.vpcId} in account ${accepter.ownerId}, Region ${accepter.region}.`]
    case 'wrong account':
      return [`${accepter.vpcId} belongs to account ${failure.ownerId}, not to ${accepter.ownerId}.`]
    case 'wrong Region':
      return [`${accepter.vpcId} is in Region ${failure.region}, not in ${accepter.region}.`]
    case 'other partition':
      return [
        `${requester.region} and ${accepter.region} are in different partitions of AWS, which never peer.`,
      ]
    case 'overlap':
      return failure.pairs.map(
        ([own, other]) => `${own.text} of ${requester.vpcId} overlaps ${other.text} of ${accepter.vpcId}.`,
      )
  }
}

/** Whose quota of peerings would not allow this one to be accepted. */
function quotaSteps(network: Network, peering: Peering, limits: QuotaLimits): readonly string[] {
  if (peering.state !== 'pending-acceptance') return []
  const most = limits['peerings-per-vpc']
  const inUse = (vpcId: string) => network.peerings.where('vpc', vpcId).filter(isAccepted).length
  return [peering.requester.vpcId, peering.accepter.vpcId]
    .filter(vpcId => inUse(vpcId) >= most)
    .map(
      vpcId =>
        `${vpcId} has ${most} active peering connections, as many as its quota allows: delete one first.`,
    )
}

/** An explanation as lines for people. */
export function explainText({ peeringId, state, meaning, reasons, next, sides }: Explanation): string {
  return [
    `${peeringId} is ${state}. ${meaning}`,
    ...reasons.map(reason => `Why: ${reason}`),
    ...next.map(step => `Next: ${step}`),
    ...sides.flatMap(sideText),
  ].join('\n')
}
