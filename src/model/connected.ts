/** Which network interfaces take part in the data plane: those attached to an instance that is up. */
import { isUp } from './instance.ts'
import type { Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'

export function isConnected(network: Network, { attachment }: NetworkInterface): boolean {
  const instance = attachment && network.instances.get(attachment.instanceId)
  return instance !== undefined && isUp(instance)
}

export const connectedIn = (network: Network, vpcId: string): readonly NetworkInterface[] =>
  network.networkInterfaces.where('vpc', vpcId).filter(one => isConnected(network, one))
