/** The links of instances of EC2-Classic, as packets meet them. */
import type { Address } from '../model/cidr.ts'
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { hasAddress } from './interface.ts'
import type { Linked } from './journey.ts'

/** The link of the instance that has this interface, if it has one. */
export function linkOf(network: Network, one: NetworkInterface): Linked | undefined {
  const instance = one.attachment && network.instances.get(one.attachment.instanceId)
  return instance && linkedBy(one, instance)
}

/** What is linked to a VPC and has this address. */
export function linkedAt(network: Network, vpcId: string, at: Address): Linked | undefined {
  for (const instance of network.instances.where('linked', vpcId)) {
    const one = network.networkInterfaces.where('instance', instance.id).find(own => hasAddress(own, at))
    if (one) return linkedBy(one, instance)
  }
  return undefined
}

const linkedBy = (one: NetworkInterface, { id, classicLink }: Instance): Linked | undefined =>
  classicLink && { one, instanceId: id, link: classicLink }
