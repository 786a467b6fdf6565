/** When an instance may be changed. Source: API Reference, "ModifyInstanceAttribute". */

import { isClassic, whyNotClassicType } from './ec2-classic.ts'
import type { Instance } from './instance.ts'
import { instanceTypeNamed } from './instance-types.ts'
import { whyNotAddresses, whyNotDevices } from './interface-rules.ts'
import type { Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { type Refusal, refuse } from './refusals.ts'

/** Some attributes can only be changed in a stopped instance. Refuses: IncorrectInstanceState. */
export const whyNotStopped = ({ id, state }: Instance): Refusal | undefined =>
  state === 'stopped' ? undefined : refuse('IncorrectInstanceState', id)

/** What is on its way out cannot be changed any more. Refuses: IncorrectInstanceState. */
export const whyNotAlive = ({ id, state }: Instance): Refusal | undefined =>
  state === 'terminated' || state === 'shutting-down'
    ? refuse('IncorrectInstanceState/modify', id, state)
    : undefined

/**
 * Why a stopped instance may not become one of another type. Refuses: IncorrectInstanceState, VPCResourceNotSpecified
 * (EC2-Classic), InvalidParameterValue (another architecture), AttachmentLimitExceeded, PrivateIpAddressLimitExceeded.
 */
export function whyNotType(network: Network, instance: Instance, type: string): Refusal | undefined {
  const interfaces = network.networkInterfaces.where('instance', instance.id)
  return (
    whyNotStopped(instance) ??
    (isClassic(network, instance) ? whyNotClassicType(type) : undefined) ??
    whyNotArchitecture(instance.type, type) ??
    whyNotDevices(type, interfaces.length) ??
    interfaces.map(one => whyNotAddresses(type, one.addresses)).find(no => no !== undefined)
  )
}

function whyNotArchitecture(before: string, after: string): Refusal | undefined {
  const [had, has] = [before, after].map(name => instanceTypeNamed(name)?.family.architecture)
  return had && has && had !== has ? refuse('InvalidParameterValue/architecture', has, had) : undefined
}

/**
 * The interface whose attribute an instance has: it must have one only, and it has none of its own in EC2-Classic. Refuses:
 * InvalidParameterCombination, InvalidInstanceID, InvalidParameterValue (terminated).
 */
export function onlyInterface(
  network: Network,
  instance: Instance,
  attribute: 'groupSet' | 'sourceDestCheck',
): NetworkInterface | Refusal {
  const { id } = instance
  if (isClassic(network, instance))
    return refuse('InvalidParameterCombination/vpc-attribute', 'modify', attribute)
  const [one, another] = network.networkInterfaces.where('instance', id)
  if (another) return refuse('InvalidInstanceID/interfaces', id)
  return one ?? refuse('InvalidParameterValue/instance-without-interface', id)
}
