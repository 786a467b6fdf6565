import type { Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'

/** The interface by which an instance is where it is; a terminated one has none. */
export const primaryOf = (network: Network, instanceId: string): NetworkInterface | undefined =>
  network.networkInterfaces.where('instance', instanceId).find(one => one.attachment?.deviceIndex === 0)
