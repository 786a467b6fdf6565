import { parseAddress } from '../model/cidr.ts'
import { type Device, isSameDevice } from '../model/customer-gateway.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotCustomerAsn, whyNotExtendedAsn } from '../model/vpn-rules.ts'
import type { Decide, Input } from './decide.ts'
import { showCustomerGateway } from './show-customer-gateway.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

const DEFAULT_ASN = 65_000

/**
 * A device that is known already is not made again: the reply shows the gateway there is. Refuses: what `tagsFor` refuses,
 * UnsupportedOperation (a certificate), MissingParameter, InvalidParameterValue, InvalidParameterCombination,
 * CustomerGatewayLimitExceeded.
 */
export const CreateCustomerGateway: Decide<'CreateCustomerGateway'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const tags = tagsFor('customer-gateway', input.TagSpecifications)
  refuseUnsupported(input, { CertificateArn: [] })
  const device = readDevice(input)
  const here = network.customerGateways
    .where('place', placeKey(placeOf(caller)))
    .filter(one => one.state !== 'deleted')
  const known = here.find(one => isSameDevice(one, device))
  if (known) return { reply: { CustomerGateway: showCustomerGateway(known) } }
  if (here.length >= quotas['customer-gateways-per-region']) throw refuse('CustomerGatewayLimitExceeded')
  const gateway = {
    kind: 'customer-gateway',
    id: newId('cgw'),
    ...placeOf(caller),
    ...device,
    state: 'available',
    since: now,
    tags,
  } as const
  return { changes: [put(gateway)], reply: { CustomerGateway: showCustomerGateway(gateway) } }
}

/** `PublicIp` is the old name of `IpAddress`. */
function readDevice(input: Input<'CreateCustomerGateway'>): Device {
  const { IpAddress, PublicIp, DeviceName: deviceName } = input
  const text = IpAddress ?? PublicIp
  if (text === undefined) throw refuse('MissingParameter', 'ipAddress')
  const address = parseAddress(text)
  if (!address) throw refuse('InvalidParameterValue/address', text, 'ipAddress')
  return { address: address.text, asn: readAsn(input), ...(deviceName !== undefined && { deviceName }) }
}

function readAsn({ BgpAsn: asn, BgpAsnExtended: extended }: Input<'CreateCustomerGateway'>): number {
  if (asn !== undefined && extended !== undefined) throw refuse('InvalidParameterCombination/customer-asn')
  const no = extended === undefined ? whyNotCustomerAsn(asn ?? DEFAULT_ASN) : whyNotExtendedAsn(extended)
  if (no) throw no
  return extended ?? asn ?? DEFAULT_ASN
}
