/** A VPC has a router as long as something in it can send or answer. */
import { isConnected } from '../model/connected.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Subnet } from '../model/subnet.ts'
import { unique } from './order.ts'

export const hasRouter = (network: Network, vpcId: string): boolean =>
  network.networkInterfaces.where('vpc', vpcId).some(one => isConnected(network, one))

/** The subnets of these interfaces. */
export const subnetsOf = (network: Network, interfaces: readonly NetworkInterface[]): readonly Subnet[] =>
  unique(interfaces.map(one => one.subnetId)).map(id => network.subnets.get(id) as Subnet)
