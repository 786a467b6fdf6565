/** Who may do what with a peering, and how many there may be. Source: VPC Peering Guide; messages as seen from AWS. */
import { whyNotRouteToClassic } from './classic-link.ts'
import type { Network } from './network.ts'
import { type Place, placeKey } from './owned.ts'
import { isAccepted, isInterRegion, type Peering, pairKey, type SideName } from './peering.ts'
import { whyNotMove } from './peering-lifecycle.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { Vpc } from './vpc.ts'

/** The peering that two VPCs have or wait for in this direction: asking again answers with it. */
export function standingRequest(
  network: Network,
  requesterVpcId: string,
  accepterVpcId: string,
): Peering | undefined {
  const pair = network.peerings.where('pair', pairKey(requesterVpcId, accepterVpcId))
  return pair.find(peering => STANDING.has(peering.state))
}

const STANDING: ReadonlySet<Peering['state']> = new Set([
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
])

/** Why this VPC may not ask for a peering. Where AWS raises the two quotas is not documented: both when asking. */
export function whyNotRequest(network: Network, requester: Vpc, quotas: QuotaLimits): Refusal | undefined {
  return whyNotOneMore(network, requester.id, quotas) ?? whyNotOutstanding(network, requester, quotas)
}

function whyNotOutstanding(network: Network, place: Place, quotas: QuotaLimits): Refusal | undefined {
  return network.peerings.count('outstanding', placeKey(place)) >= quotas['outstanding-peerings']
    ? refuse('OutstandingVpcPeeringConnectionLimitExceeded')
    : undefined
}

function whyNotOneMore(network: Network, vpcId: string, quotas: QuotaLimits): Refusal | undefined {
  return network.peerings.count('accepted', vpcId) >= quotas['peerings-per-vpc']
    ? refuse('ActiveVpcPeeringConnectionPerVpcLimitExceeded', vpcId)
    : undefined
}

/** Why a caller may not accept: not theirs to accept, wrong Region, wrong state, the pair is joined already, quota. */
export function whyNotAccept(
  network: Network,
  peering: Peering,
  caller: Place,
  quotas: QuotaLimits,
): Refusal | undefined {
  const { requester, accepter } = peering
  return (
    whyNotAnswer(peering, caller, 'accept') ??
    whyNotMove(peering, 'accept') ??
    whyNotJoined(network, peering) ??
    whyNotOneMore(network, accepter.vpcId, quotas) ??
    whyNotOneMore(network, requester.vpcId, quotas)
  )
}

export const whyNotReject = (peering: Peering, caller: Place): Refusal | undefined =>
  whyNotAnswer(peering, caller, 'reject') ?? whyNotMove(peering, 'reject')

/** Only the accepter's account answers a request, in the accepter's Region. */
function whyNotAnswer(peering: Peering, caller: Place, answer: 'accept' | 'reject'): Refusal | undefined {
  const { id, accepter } = peering
  if (accepter.ownerId !== caller.ownerId)
    return refuse('OperationNotPermitted/not-a-party', caller.ownerId, answer, id)
  if (accepter.region !== caller.region)
    return refuse(`OperationNotPermitted/${answer}-region`, caller.region, id, accepter.region)
  return undefined
}

/** Two VPCs have at most one accepted peering, whichever of them asked. */
function whyNotJoined(network: Network, { requester, accepter }: Peering): Refusal | undefined {
  const joined = [
    ...network.peerings.where('pair', pairKey(requester.vpcId, accepter.vpcId)),
    ...network.peerings.where('pair', pairKey(accepter.vpcId, requester.vpcId)),
  ].find(isAccepted)
  return joined && refuse('VpcPeeringConnectionAlreadyExists', joined.id)
}

/** Either owner deletes an active peering; a request that waits only its requester. */
export function whyNotDelete(peering: Peering, caller: Place): Refusal | undefined {
  const no = whyNotMove(peering, 'delete')
  if (no) return no
  return peering.state === 'pending-acceptance' && peering.requester.ownerId !== caller.ownerId
    ? refuse('OperationNotPermitted/not-a-party', caller.ownerId, 'delete', peering.id)
    : undefined
}

/** The options that a call sets on one side. */
export interface OptionsWish {
  readonly dnsResolution?: boolean | undefined
  readonly classicLinkToRemoteVpc?: boolean | undefined
  readonly vpcToRemoteClassicLink?: boolean | undefined
}

/**
 * Why a caller may not set these options: inactive peering, the other's side, ClassicLink, DNS hostnames off.
 * `classicLink`: whether there is ClassicLink at all.
 */
export function whyNotModify(
  network: Network,
  peering: Peering,
  caller: Place,
  wishes: Readonly<Partial<Record<SideName, OptionsWish>>>,
  classicLink: boolean,
): Refusal | undefined {
  if (peering.state !== 'active') return refuse('OperationNotPermitted/not-active', peering.id)
  const sides = Object.keys(wishes) as SideName[]
  const foreign = sides.find(side => placeKey(peering[side]) !== placeKey(caller))
  if (foreign) return refuse('OperationNotPermitted/other-side', caller.ownerId, foreign)
  for (const side of sides) {
    const wish = wishes[side] ?? {}
    const no =
      whyNotClassicLink(network, peering, side, wish, classicLink) ?? whyNotOptions(network, peering, wish)
    if (no) return no
  }
  return undefined
}

/** To let linked instances out, one's own VPC has to be enabled; to reach those of the peer, it needs the route there. */
function whyNotClassicLink(
  network: Network,
  peering: Peering,
  side: SideName,
  { classicLinkToRemoteVpc: out, vpcToRemoteClassicLink: over }: OptionsWish,
  isOffered: boolean,
): Refusal | undefined {
  if (isInterRegion(peering) && (out !== undefined || over !== undefined))
    return refuse('OperationNotPermitted/classic-link-between-regions')
  if (!out && !over) return undefined
  const vpc = network.vpcs.get(peering[side].vpcId)
  if (!isOffered || !vpc) return refuse('UnsupportedOperation/classic-link')
  if (out && !vpc.classicLink) return refuse('InvalidVpcState/classic-link-off', vpc.id)
  return over ? whyNotRouteToClassic(network, vpc) : undefined
}

function whyNotOptions(network: Network, peering: Peering, wish: OptionsWish): Refusal | undefined {
  return wish.dnsResolution && !bothResolve(network, peering)
    ? refuse('InvalidVpcPeeringConnectionState.DnsHostnamesDisabled')
    : undefined
}

/** AWS's documentation asks for DNS hostnames and DNS support in both VPCs, whichever side is being changed. */
function bothResolve(network: Network, { requester, accepter }: Peering): boolean {
  return [requester, accepter].every(side => {
    const vpc = network.vpcs.get(side.vpcId)
    return vpc?.dnsHostnames && vpc.dnsSupport
  })
}
