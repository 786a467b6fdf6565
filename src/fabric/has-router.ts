/** A VPC has a router as long as something in it can send or answer. */
import { connectedIn, isConnected } from '../model/connected.ts'
import type { Network } from '../model/network.ts'
import type { Subnet } from '../model/subnet.ts'
import { unique } from './order.ts'

export const hasRouter = (network: Network, vpcId: string): boolean =>
  network.networkInterfaces.where('vpc', vpcId).some(one => isConnected(network, one))

/** The subnets in which something can. */
export const subnetsOf = (network: Network, vpcId: string): readonly Subnet[] =>
  unique(connectedIn(network, vpcId).map(one => one.subnetId)).map(id => network.subnets.get(id) as Subnet)
