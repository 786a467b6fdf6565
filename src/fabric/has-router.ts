/** A VPC has a router as long as something in it can send or answer. */
import { isConnected } from '../model/connected.ts'
import type { Network } from '../model/network.ts'

export const hasRouter = (network: Network, vpcId: string): boolean =>
  network.networkInterfaces.where('vpc', vpcId).some(one => isConnected(network, one))
