import type { CustomerGateway as Shown } from '@aws-sdk/client-ec2'
import type { CustomerGateway } from '../model/customer-gateway.ts'
import { showTags } from './tags.ts'

/** ASNs above this one are shown in a member of their own. */
const MOST_PLAIN_ASN = 2_147_483_647

/** A customer gateway on the wire. */
export const showCustomerGateway = (gateway: CustomerGateway): Shown => ({
  CustomerGatewayId: gateway.id,
  Type: 'ipsec.1',
  State: gateway.state,
  IpAddress: gateway.address,
  ...(gateway.asn > MOST_PLAIN_ASN
    ? { BgpAsnExtended: String(gateway.asn) }
    : { BgpAsn: String(gateway.asn) }),
  ...(gateway.deviceName !== undefined && { DeviceName: gateway.deviceName }),
  Tags: showTags(gateway.tags),
})
