/**
 * What an instance is told of names when it starts: its own, and where to ask for others'. Sources: VPC User Guide, "DNS
 * attributes in your VPC", "DHCP option sets in Amazon VPC".
 */
import type { Address } from './cidr.ts'
import { AMAZON_DNS, type DhcpOptionName } from './dhcp-options.ts'
import { hostName, privateDomain } from './dns-names.ts'
import type { Instance } from './instance.ts'
import type { Network } from './network.ts'
import type { Vpc } from './vpc.ts'
import { hasHostNames } from './vpc-dns.ts'
import { resolverOf } from './vpc-services.ts'

/** The domains that names without a dot are looked for in: the DHCP options' `domain-name`, which may be several. */
export const searchDomains = (network: Network, vpc: Vpc): readonly string[] =>
  optionOf(network, vpc, 'domain-name').flatMap(text => text.split(/\s+/).filter(domain => domain !== ''))

/** The name servers of the DHCP options, Amazon's by its address; none if the options name none. */
export const nameServers = (network: Network, vpc: Vpc): readonly string[] =>
  optionOf(network, vpc, 'domain-name-servers').map(one => (one === AMAZON_DNS ? resolverOf(vpc).text : one))

/** The host name of an instance. A domain of the owner's takes the place of Amazon's only where Amazon gives no names. */
export function guestName(network: Network, vpc: Vpc, instance: Instance, primary: Address): string {
  const name = hostName(instance, primary)
  if (hasHostNames(vpc)) return name
  const [domain = privateDomain(vpc.region)] = searchDomains(network, vpc)
  return `${name.slice(0, name.indexOf('.'))}.${domain}`
}

function optionOf(network: Network, { dhcpOptionsId }: Vpc, name: DhcpOptionName): readonly string[] {
  const options = network.dhcpOptions.get(dhcpOptionsId)?.options ?? []
  return options.find(option => option.key === name)?.values ?? []
}
