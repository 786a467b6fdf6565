/** What an instance is told of names, as a machine reads it. */
import { guestName, nameServers, searchDomains } from '../model/guest.ts'
import type { Network } from '../model/network.ts'
import { primaryOf } from '../model/primary-interface.ts'
import type { Vpc } from '../model/vpc.ts'

export interface Guest {
  readonly address: string
  readonly hostName: string
  /** As /etc/resolv.conf has it. */
  readonly resolvConf: string
}

/** Undefined: there is no such instance, or it has no network interface. */
export function guestOf(network: Network, instanceId: string): Guest | undefined {
  const instance = network.instances.get(instanceId)
  const vpc = instance && network.vpcs.get(instance.vpcId)
  const [address] = (instance && primaryOf(network, instanceId)?.addresses) ?? []
  if (!vpc || !address) return undefined
  return {
    address: address.text,
    hostName: guestName(network, vpc, instance, address),
    resolvConf: resolvConf(network, vpc),
  }
}

function resolvConf(network: Network, vpc: Vpc): string {
  const domains = searchDomains(network, vpc)
  const lines = [
    ...(domains.length > 0 ? [`search ${domains.join(' ')}`] : []),
    ...nameServers(network, vpc).map(server => `nameserver ${server}`),
  ]
  return lines.map(line => `${line}\n`).join('')
}
