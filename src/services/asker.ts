/** Who asks, by the address that a packet has come from. */
import { parseAddress } from '../model/cidr.ts'
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import { addressKey, type NetworkInterface } from '../model/network-interface.ts'

/** The interface of a VPC that has an address; undefined if nobody has it. */
export function interfaceAt(network: Network, vpcId: string, from: string): NetworkInterface | undefined {
  const address = parseAddress(from)
  return address && network.networkInterfaces.where('address', addressKey(vpcId, address))[0]
}

/** The instance behind an interface; those of Amazon's services have none. */
export const instanceBehind = (network: Network, { attachment }: NetworkInterface): Instance | undefined =>
  attachment && network.instances.get(attachment.instanceId)
