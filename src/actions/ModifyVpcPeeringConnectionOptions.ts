import type { PeeringConnectionOptionsRequest } from '@aws-sdk/client-ec2'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { Peering, PeeringOptions } from '../model/peering.ts'
import { type OptionsWish, whyNotModify } from '../model/peering-rules.ts'
import type { Decide } from './decide.ts'
import { findPeering } from './find-peering.ts'

/**
 * Sets options of the caller's side, or of both if both are the caller's. Echoes what was given.
 * Refuses: ids, OperationNotPermitted (not active, the other's side, ClassicLink between Regions),
 * UnsupportedOperation and InvalidVpcState (ClassicLink), InvalidVpcPeeringConnectionState.DnsHostnamesDisabled.
 */
export const ModifyVpcPeeringConnectionOptions: Decide<'ModifyVpcPeeringConnectionOptions'> = (
  situation,
  input,
) => {
  const { AccepterPeeringConnectionOptions: accepter, RequesterPeeringConnectionOptions: requester } = input
  const peering = findPeering(situation, input.VpcPeeringConnectionId)
  const wishes = {
    ...(accepter && { accepter: wishOf(accepter) }),
    ...(requester && { requester: wishOf(requester) }),
  }
  const no = whyNotModify(
    situation.network,
    peering,
    placeOf(situation.caller),
    wishes,
    situation.classicLink,
  )
  if (no) throw no
  return {
    changes: [put(withOptions(peering, wishes))],
    reply: { AccepterPeeringConnectionOptions: accepter, RequesterPeeringConnectionOptions: requester },
  }
}

const wishOf = (options: PeeringConnectionOptionsRequest): OptionsWish => ({
  dnsResolution: options.AllowDnsResolutionFromRemoteVpc,
  classicLinkToRemoteVpc: options.AllowEgressFromLocalClassicLinkToRemoteVpc,
  vpcToRemoteClassicLink: options.AllowEgressFromLocalVpcToRemoteClassicLink,
})

function withOptions(peering: Peering, wishes: { accepter?: OptionsWish; requester?: OptionsWish }): Peering {
  const set = (before: PeeringOptions, wish: OptionsWish = {}): PeeringOptions => ({
    dnsResolution: wish.dnsResolution ?? before.dnsResolution,
    classicLinkToRemoteVpc: wish.classicLinkToRemoteVpc ?? before.classicLinkToRemoteVpc,
    vpcToRemoteClassicLink: wish.vpcToRemoteClassicLink ?? before.vpcToRemoteClassicLink,
  })
  const { requester, accepter } = peering
  return {
    ...peering,
    requester: { ...requester, options: set(requester.options, wishes.requester) },
    accepter: { ...accepter, options: set(accepter.options, wishes.accepter) },
  }
}
