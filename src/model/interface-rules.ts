/**
 * What may be done with a network interface. Sources: EC2 User Guide, "Elastic network interfaces" and "Maximum IP
 * addresses per network interface".
 */
import type { Address } from './cidr.ts'
import type { Instance } from './instance.ts'
import { instanceTypeNamed } from './instance-types.ts'
import type { Network } from './network.ts'
import { addressesOf, type NetworkInterface } from './network-interface.ts'
import { type Refusal, refuse } from './refusals.ts'

/**
 * Why an interface may not become that device of an instance. Refuses: InvalidNetworkInterface.InUse,
 * IncorrectInstanceState, InvalidParameterValue (another VPC, device index in use), InvalidParameterCombination (another
 * zone), AttachmentLimitExceeded, PrivateIpAddressLimitExceeded.
 */
export function whyNotAttach(
  network: Network,
  one: NetworkInterface,
  instance: Instance,
  deviceIndex: number,
): Refusal | undefined {
  const { id, state, type, vpcId, zone } = instance
  const no = whyNotManage(one)
  if (no) return no
  const there = network.networkInterfaces.where('instance', id)
  if (one.attachment) return refuse('InvalidNetworkInterface.InUse', one.id)
  if (state !== 'running' && state !== 'stopped') return refuse('IncorrectInstanceState/attach', id, state)
  if (one.vpcId !== vpcId) return refuse('InvalidParameterValue/different-networks', one.id, id)
  if (one.zone !== zone) return refuse('InvalidParameterCombination/attach-zone')
  if (there.some(other => other.attachment?.deviceIndex === deviceIndex))
    return refuse('InvalidParameterValue/device-in-use', id, deviceIndex)
  return whyNotDevices(type, there.length + 1) ?? whyNotAddresses(type, one.addresses)
}

/** Why the owner may not change an interface: a service made it. Refuses: AuthFailure. */
export const whyNotManage = ({ requester }: NetworkInterface): Refusal | undefined =>
  requester && refuse('AuthFailure/managed')

/** Why an instance of a type may not have as many interfaces. Refuses: AttachmentLimitExceeded. */
export function whyNotDevices(type: string, count: number): Refusal | undefined {
  const most = instanceTypeNamed(type)?.interfaces ?? Number.POSITIVE_INFINITY
  return count > most ? refuse('AttachmentLimitExceeded', count, type) : undefined
}

/** Why an interface of an instance of a type may not have these addresses. Refuses: PrivateIpAddressLimitExceeded. */
export function whyNotAddresses(type: string, addresses: readonly Address[]): Refusal | undefined {
  const most = instanceTypeNamed(type)?.addressesPerInterface ?? Number.POSITIVE_INFINITY
  const isTooMany = ([4, 6] as const).some(version => addressesOf({ addresses }, version).length > most)
  return isTooMany ? refuse('PrivateIpAddressLimitExceeded') : undefined
}

/** Why an interface may not have these addresses where it is. Refuses: PrivateIpAddressLimitExceeded. */
export function whyNotGrow(
  network: Network,
  { attachment, addresses }: NetworkInterface,
): Refusal | undefined {
  const instance = attachment && network.instances.get(attachment.instanceId)
  return instance && whyNotAddresses(instance.type, addresses)
}

/** Why these addresses may not be taken from an interface. Refuses: InvalidParameterValue, OperationNotPermitted. */
export function whyNotUnassign(one: NetworkInterface, given: readonly Address[]): Refusal | undefined {
  const [primary] = one.addresses
  const strange = given.filter(address => !one.addresses.some(own => own.at === address.at))
  if (strange.length > 0)
    return refuse('InvalidParameterValue/not-its-address', strange.map(({ text }) => text).join(', '), one.id)
  if (given.some(({ at }) => at === primary.at))
    return refuse('InvalidParameterValue/address-primary', primary.text)
  const [primary6] = addressesOf(one, 6)
  return one.primaryIpv6 && given.some(({ at }) => at === primary6?.at)
    ? refuse('OperationNotPermitted/primary-ipv6')
    : undefined
}

/** Why an interface may not be detached. Refuses: OperationNotPermitted. */
export const whyNotDetach = ({ attachment }: NetworkInterface): Refusal | undefined =>
  attachment?.deviceIndex === 0 ? refuse('OperationNotPermitted/detach-primary') : undefined

/** Why an interface may not be deleted. Refuses: InvalidParameterValue. */
export const whyNotDeleteInterface = ({
  id,
  attachment,
  requester,
}: NetworkInterface): Refusal | undefined =>
  attachment || requester ? refuse('InvalidParameterValue/interface-in-use', id) : undefined
