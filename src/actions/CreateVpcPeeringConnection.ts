import { isAccountId } from '../model/account.ts'
import { isId, malformed } from '../model/identities.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf, type Tags } from '../model/owned.ts'
import type { Peering, PeeringOptions } from '../model/peering.ts'
import { standingRequest, whyNotRequest } from '../model/peering-rules.ts'
import { refuse } from '../model/refusals.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { showPeering } from './show-peering.ts'
import { tagsFor } from './tags.ts'

const ALL_OFF: PeeringOptions = {
  dnsResolution: false,
  classicLinkToRemoteVpc: false,
  vpcToRemoteClassicLink: false,
}

/**
 * Asks for a peering. Only the requester's VPC is looked at: a wrong peer, owner or Region, or an overlap, makes a
 * peering that fails. Asked again in the same direction, answers with the one there is.
 * Refuses: MissingParameter, ids, InvalidParameterValue (peered with itself, no account), the two quotas.
 */
export const CreateVpcPeeringConnection: Decide<'CreateVpcPeeringConnection'> = (situation, input) => {
  const { network, caller, quotas } = situation
  const vpc = find(situation, 'vpc', input.VpcId)
  const peerVpcId = peerOf(vpc, input)
  const tags = tagsFor('vpc-peering-connection', input.TagSpecifications)
  const standing = standingRequest(network, vpc.id, peerVpcId)
  if (standing) return { reply: { VpcPeeringConnection: showPeering(network, caller, standing) } }
  const no = whyNotRequest(network, vpc, quotas)
  if (no) throw no
  const peering = request(situation, vpc, { ...input, PeerVpcId: peerVpcId }, tags)
  return { changes: [put(peering)], reply: { VpcPeeringConnection: showPeering(network, caller, peering) } }
}

function peerOf(
  vpc: Vpc,
  { PeerVpcId: id, PeerOwnerId: owner }: Input<'CreateVpcPeeringConnection'>,
): string {
  if (id === undefined) throw refuse('MissingParameter', 'peerVpcId')
  if (!isId('vpc', id)) throw malformed('vpc', id)
  if (id === vpc.id) throw refuse('InvalidParameterValue/self-peering', id)
  if (owner !== undefined && !isAccountId(owner))
    throw refuse('InvalidParameterValue/account', owner, 'peerOwnerId')
  return id
}

function request(
  { caller, now, newId }: Situation,
  vpc: Vpc,
  input: Input<'CreateVpcPeeringConnection'> & { PeerVpcId: string },
  tags: Tags,
): Peering {
  const place = placeOf(caller)
  return {
    kind: 'peering',
    id: newId('pcx'),
    state: 'initiating-request',
    since: now,
    createdAt: now,
    requester: { ...place, vpcId: vpc.id, options: ALL_OFF },
    accepter: {
      ownerId: input.PeerOwnerId ?? caller.accountId,
      region: input.PeerRegion ?? caller.region,
      vpcId: input.PeerVpcId,
      options: ALL_OFF,
    },
    tags: { [placeKey(place)]: tags },
  }
}
