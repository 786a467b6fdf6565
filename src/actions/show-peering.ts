/** A peering on the wire. Which fields are there depends on the state, as recorded from AWS. */
import type {
  VpcPeeringConnection,
  VpcPeeringConnectionStateReason,
  VpcPeeringConnectionVpcInfo,
} from '@aws-sdk/client-ec2'
import type { Network } from '../model/network.ts'
import { type Caller, placeKey, placeOf } from '../model/owned.ts'
import type { Peering, PeeringOptions, PeeringSide, PeeringState } from '../model/peering.ts'
import { expiresAt } from '../model/peering-lifecycle.ts'
import { ipv4BlocksOf, type Vpc } from '../model/vpc.ts'
import { showTags } from './tags.ts'

/**
 * Whose blocks and options are shown, and whether it still has a time to expire. AWS shows the accepter's block only once
 * it has accepted. What it shows of requests that came to nothing is not documented: as before they did.
 */
const shown: Readonly<
  Record<
    PeeringState,
    { readonly requester: boolean; readonly accepter: boolean; readonly expiration: boolean }
  >
> = {
  'initiating-request': { requester: true, accepter: false, expiration: true },
  'pending-acceptance': { requester: true, accepter: false, expiration: true },
  provisioning: { requester: true, accepter: true, expiration: false },
  active: { requester: true, accepter: true, expiration: false },
  deleting: { requester: true, accepter: true, expiration: false },
  deleted: { requester: false, accepter: false, expiration: false },
  rejected: { requester: true, accepter: false, expiration: true },
  failed: { requester: true, accepter: false, expiration: true },
  expired: { requester: true, accepter: false, expiration: true },
}

/** The texts for rejected, expired and deleting have no recorded source. */
const messages: Readonly<Record<PeeringState, (peering: Peering) => string>> = {
  'initiating-request': ({ accepter }) => `Initiating Request to ${accepter.ownerId}`,
  'pending-acceptance': ({ accepter }) => `Pending Acceptance by ${accepter.ownerId}`,
  provisioning: () => 'Provisioning',
  active: () => 'Active',
  deleting: () => 'Deleting',
  deleted: ({ endedBy, requester }) => `Deleted by ${endedBy?.split('/', 1)[0] ?? requester.ownerId}`,
  rejected: ({ accepter }) => `Rejected by ${accepter.ownerId}`,
  failed: () => 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range',
  expired: () => 'Expired',
}

export const showStatus = (peering: Peering): VpcPeeringConnectionStateReason => ({
  Code: peering.state,
  Message: messages[peering.state](peering),
})

export function showPeering(network: Network, caller: Caller, peering: Peering): VpcPeeringConnection {
  const fields = shown[peering.state]
  return {
    AccepterVpcInfo: showSide(network, peering.accepter, fields.accepter),
    ...(fields.expiration && { ExpirationTime: new Date(expiresAt(peering)) }),
    RequesterVpcInfo: showSide(network, peering.requester, fields.requester),
    Status: showStatus(peering),
    Tags: showTags(peering.tags[placeKey(placeOf(caller))] ?? {}),
    VpcPeeringConnectionId: peering.id,
  }
}

function showSide(network: Network, side: PeeringSide, full: boolean): VpcPeeringConnectionVpcInfo {
  const vpc = full ? network.vpcs.get(side.vpcId) : undefined
  return {
    ...(vpc && showBlocks(vpc)),
    OwnerId: side.ownerId,
    ...(vpc && { PeeringOptions: showOptions(side.options) }),
    VpcId: side.vpcId,
    Region: side.region,
  }
}

function showBlocks(vpc: Vpc): VpcPeeringConnectionVpcInfo {
  const ipv6 = vpc.ipv6Blocks.filter(block => block.disassociatedAt === undefined)
  return {
    CidrBlock: vpc.blocks[0].cidr.text,
    ...(ipv6.length > 0 && { Ipv6CidrBlockSet: ipv6.map(block => ({ Ipv6CidrBlock: block.cidr.text })) }),
    CidrBlockSet: ipv4BlocksOf(vpc).map(block => ({ CidrBlock: block.text })),
  }
}

const showOptions = (options: PeeringOptions) => ({
  AllowDnsResolutionFromRemoteVpc: options.dnsResolution,
  AllowEgressFromLocalClassicLinkToRemoteVpc: options.classicLinkToRemoteVpc,
  AllowEgressFromLocalVpcToRemoteClassicLink: options.vpcToRemoteClassicLink,
})
