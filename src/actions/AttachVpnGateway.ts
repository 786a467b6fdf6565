import { put } from '../model/network.ts'
import { attachedTo } from '../model/vpn-gateway.ts'
import { whyNotAttachVpn } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { findVpn } from './find-vpn.ts'

/**
 * `attaching` at first. A gateway that the VPC has already is attached again without a change (what AWS does then is not
 * documented). Refuses: as `find`, VpnGatewayAttachmentLimitExceeded, InvalidVpcState.
 */
export const AttachVpnGateway: Decide<'AttachVpnGateway'> = (situation, input) => {
  const { network, now } = situation
  const gateway = findVpn(situation, 'vpn-gateway', input.VpnGatewayId)
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotAttachVpn(network, gateway, vpc)
  if (no) throw no
  const { attachment: before } = gateway
  if (before && attachedTo(gateway) === vpc.id)
    return { reply: { VpcAttachment: { VpcId: vpc.id, State: before.state } } }
  const attachment = { vpcId: vpc.id, state: 'attaching' } as const
  return {
    changes: [put({ ...gateway, attachment, since: now })],
    reply: { VpcAttachment: { VpcId: vpc.id, State: attachment.state } },
  }
}
