/** What the four operations that change the addresses of a NAT gateway do alike. */
import type { NatGatewayAddress, NatGatewayAddressStatus } from '@aws-sdk/client-ec2'
import type { NatAddress, NatGateway } from '../model/nat-gateway.ts'
import { type MoreAddresses, withMore, withoutSome } from '../model/nat-gateway-addresses.ts'
import { whyNotReaddress, whyNotSoMany, whyNotTakeAway } from '../model/nat-gateway-rules.ts'
import { Refusal } from '../model/refusals.ts'
import type { Decision, Situation } from './decide.ts'
import { find } from './find.ts'
import { showNatAddress } from './show-nat-gateway.ts'

interface Reply {
  readonly NatGatewayId: string
  readonly NatGatewayAddresses: NatGatewayAddress[]
}

/** The caller's gateway, if its addresses may change so. Refuses: as `find` and `whyNotReaddress`. */
export function findToReaddress(
  situation: Situation,
  id: string | undefined,
  connectivity: NatGateway['connectivity'],
): NatGateway {
  const gateway = find(situation, 'nat-gateway', id, 'natGatewayId')
  const no = whyNotReaddress(gateway, connectivity)
  if (no) throw no
  return gateway
}

/** Refuses: AddressLimitExceeded, PrivateIpAddressLimitExceeded, and as `takeAddresses`. */
export function addAddresses(
  { network, newId, quotas }: Situation,
  gateway: NatGateway,
  more: MoreAddresses,
): Decision<Reply> {
  const count = gateway.addresses.length + more.secondary.length + more.secondaryCount
  const no = whyNotSoMany(gateway.connectivity, count, quotas)
  if (no) throw no
  const made = withMore(network, { newId }, gateway, more)
  if (made instanceof Refusal) throw made
  const [addresses, changes] = made
  const status = gateway.connectivity === 'public' ? 'associating' : 'assigning'
  return { changes, reply: reply(gateway, addresses, status) }
}

/** Refuses: InvalidParameterValue (the primary one). */
export function takeAddressesAway(
  { network }: Situation,
  gateway: NatGateway,
  going: readonly NatAddress[],
): Decision<Reply> {
  const no = whyNotTakeAway(gateway, going)
  if (no) throw no
  const status = gateway.connectivity === 'public' ? 'disassociating' : 'unassigning'
  return { changes: withoutSome(network, gateway, going), reply: reply(gateway, going, status) }
}

const reply = (
  gateway: NatGateway,
  addresses: readonly NatAddress[],
  status: NatGatewayAddressStatus,
): Reply => ({
  NatGatewayId: gateway.id,
  NatGatewayAddresses: addresses.map(one => showNatAddress(gateway, one, status)),
})
