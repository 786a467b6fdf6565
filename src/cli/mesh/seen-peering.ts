/** A peering, from AWS's shape as each of its sides shows it to `SeenPeering`. */
import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2'
import type { SeenPeering, SeenSide } from '../../mesh/landscape.ts'
import { type Place, placeKey } from '../../model/owned.ts'
import { seenTags } from './seen.ts'

/** `by`: the account and Region that saw it, whose tags these are. */
export const seenPeering = (by: Place, peering: VpcPeeringConnection): SeenPeering => ({
  id: peering.VpcPeeringConnectionId ?? '',
  state: peering.Status?.Code ?? 'initiating-request',
  message: peering.Status?.Message ?? '',
  requester: seenSide(peering.RequesterVpcInfo),
  accepter: seenSide(peering.AccepterVpcInfo),
  ...(peering.ExpirationTime && { expiresAt: peering.ExpirationTime.getTime() }),
  tags: { [placeKey(by)]: seenTags(peering.Tags) },
})

const seenSide = (side: VpcPeeringConnectionVpcInfo | undefined): SeenSide => ({
  ownerId: side?.OwnerId ?? '',
  region: side?.Region ?? '',
  vpcId: side?.VpcId ?? '',
  dnsResolution: side?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc ?? false,
})

/** One peering as both sides show it: each knows its own options and tags best, the accepter's the state. */
export function merged(one: SeenPeering, other: SeenPeering): SeenPeering {
  const sees = (peering: SeenPeering, side: 'requester' | 'accepter') =>
    placeKey(peering[side]) in peering.tags
  const accepters = sees(one, 'accepter') ? one : other
  const requesters = sees(one, 'requester') ? one : other
  return {
    ...accepters,
    requester: requesters.requester,
    tags: { ...one.tags, ...other.tags },
  }
}
