/** A network interface comes into being, and is attached to an instance. */
import type { Birth } from './birth.ts'
import { macOf } from './mac-address.ts'
import type { Attachment, NetworkInterface } from './network-interface.ts'
import type { Subnet } from './subnet.ts'

export type NewInterface = { readonly subnet: Subnet } & Pick<NetworkInterface, 'addresses' | 'groups'> &
  Partial<Pick<NetworkInterface, 'description' | 'tags' | 'primaryIpv6'>>

/** Attached to nothing. It belongs to whom its subnet belongs. */
export function newNetworkInterface(
  { now, newId }: Omit<Birth, 'place'>,
  wish: NewInterface,
): NetworkInterface {
  const id = newId('eni')
  const { subnet, addresses, groups, description = '', tags = {}, primaryIpv6 } = wish
  return {
    kind: 'network-interface',
    id,
    ownerId: subnet.ownerId,
    region: subnet.region,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    zone: subnet.zone,
    mac: macOf(id),
    description,
    addresses,
    ...(primaryIpv6 && { primaryIpv6 }),
    groups,
    sourceDestCheck: true,
    createdAt: now,
    tags,
  }
}

/** The interface as a device of an instance, from now on. */
export const attached = (
  { now, newId }: Pick<Birth, 'now' | 'newId'>,
  one: NetworkInterface,
  to: Pick<Attachment, 'instanceId' | 'deviceIndex' | 'deleteOnTermination'>,
): NetworkInterface => ({ ...one, attachment: { id: newId('eni-attach'), ...to, attachedAt: now } })
