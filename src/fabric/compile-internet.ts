/** The simulated Internet: there while a gateway that carries packets leads to it. */
import { INTERNET_HOST } from '../model/internet.ts'
import type { Network } from '../model/network.ts'
import type { Internet } from './fabric.ts'
import { hasRouter } from './has-router.ts'
import { INTERNET } from './part-ids.ts'

export const internet = (network: Network): Internet | undefined =>
  isLedTo(network) ? { part: INTERNET, addresses: INTERNET_HOST.map(address => address.text) } : undefined

function isLedTo(network: Network): boolean {
  const { internetGateways, egressOnlyGateways } = network
  for (const { vpcId } of [...internetGateways.values(), ...egressOnlyGateways.values()])
    if (vpcId !== undefined && hasRouter(network, vpcId)) return true
  return false
}
