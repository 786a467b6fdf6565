/** The calls that make, accept, change and delete peerings. */
import { type Place, placeKey, type Tags } from '../model/owned.ts'
import { type Frame, goesTo, type PeeringRef, showTags, subjectOf, withPeering } from './calls.ts'
import type { SeenPeering } from './landscape.ts'
import type { Link, LinkEnd } from './link.ts'
import type { Switched } from './marks.ts'
import type { Call } from './plan.ts'

const placeOf = ({ member: { ownerId, region } }: LinkEnd): Place => ({ ownerId, region })

/** Whom a link joins, for people. */
export const endsOf = ({ requester, accepter }: Link): string =>
  `${requester.member.label} and ${accepter.member.label}`

export function askFor(link: Link, tags: Tags): Call {
  const { pair, requester, accepter } = link
  return {
    key: `CreateVpcPeeringConnection ${pair}`,
    operation: 'CreateVpcPeeringConnection',
    place: placeOf(requester),
    pair,
    after: [],
    what: `ask for a peering of ${endsOf(link)}`,
    input: {
      VpcId: requester.member.vpcId,
      PeerVpcId: accepter.member.vpcId,
      PeerOwnerId: accepter.member.ownerId,
      PeerRegion: accepter.member.region,
      TagSpecifications: [{ ResourceType: 'vpc-peering-connection', Tags: showTags(tags) }],
    },
  }
}

export const accept = (link: Link, peering: PeeringRef, after: readonly string[]): Call => ({
  key: `AcceptVpcPeeringConnection ${link.pair}`,
  operation: 'AcceptVpcPeeringConnection',
  place: placeOf(link.accepter),
  pair: link.pair,
  after,
  what: `accept the peering of ${endsOf(link)}`,
  input: withPeering(peering),
  ...goesTo(peering),
})

const option = (on: boolean) => ({ AllowDnsResolutionFromRemoteVpc: on })

/** None if no side is to be switched. */
export function setDns(
  frame: Frame,
  peering: PeeringRef,
  { requester, accepter }: Switched,
): readonly Call[] {
  if (requester === undefined && accepter === undefined) return []
  const words = Object.entries({ requester, accepter }).flatMap(([side, on]) =>
    on === undefined ? [] : [`${on ? 'on' : 'off'} for the ${side}`],
  )
  return [
    {
      key: `ModifyVpcPeeringConnectionOptions ${subjectOf(frame, peering)} ${placeKey(frame.place)}`,
      operation: 'ModifyVpcPeeringConnectionOptions',
      ...frame,
      what: `switch DNS resolution over ${peering.called} ${words.join(' and ')}`,
      input: {
        ...withPeering(peering),
        ...(requester !== undefined && { RequesterPeeringConnectionOptions: option(requester) }),
        ...(accepter !== undefined && { AccepterPeeringConnectionOptions: option(accepter) }),
      },
      ...goesTo(peering),
    },
  ]
}

export const deletePeering = (frame: Frame, { id, requester, accepter }: SeenPeering): Call => ({
  key: `DeleteVpcPeeringConnection ${id}`,
  operation: 'DeleteVpcPeeringConnection',
  ...frame,
  what: `delete ${id} of ${requester.vpcId} and ${accepter.vpcId}`,
  input: { VpcPeeringConnectionId: id },
})
