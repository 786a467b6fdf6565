import type { VpnGateway as Shown } from '@aws-sdk/client-ec2'
import type { VpnGateway } from '../model/vpn-gateway.ts'
import { showTags } from './tags.ts'

/** A virtual private gateway on the wire. */
export const showVpnGateway = (gateway: VpnGateway): Shown => ({
  VpnGatewayId: gateway.id,
  Type: 'ipsec.1',
  State: gateway.state,
  AmazonSideAsn: gateway.asn,
  ...(gateway.zone !== undefined && { AvailabilityZone: gateway.zone }),
  VpcAttachments: gateway.attachment
    ? [{ VpcId: gateway.attachment.vpcId, State: gateway.attachment.state }]
    : [],
  Tags: showTags(gateway.tags),
})
