/**
 * From an address to its name. Private addresses have their IP name, in the Region of the open VPC that holds them, else in
 * that of the one that asks; IPv6 addresses the resource name of an instance that answers for it; public addresses the
 * name that their owner gave them, else their public name. Sources: Route 53 Developer Guide, "Forwarding rules for reverse
 * DNS queries in Resolver"; EC2 User Guide, "Use reverse DNS for email applications".
 */
import { type Address, holds, parseAddress } from '../model/cidr.ts'
import { ipName, privateDomain, publicName, resourceName } from '../model/dns-names.ts'
import type { Network } from '../model/network.ts'
import { addressKey } from '../model/network-interface.ts'
import { privateOf } from '../model/public-mapping.ts'
import { PUBLIC_POOL } from '../model/public-pool.ts'
import type { Vpc } from '../model/vpc.ts'
import { hasHostNames } from '../model/vpc-dns.ts'
import { METADATA } from '../model/vpc-services.ts'
import { type Asking, type Family, type Meaning, pointer, within } from './meaning.ts'
import { openVpcWith } from './open-vpcs.ts'
import { isPrivate, METADATA_NAME } from './private-names.ts'

const ZONE = { 4: 'in-addr.arpa', 6: 'ip6.arpa' } as const

export const reverseNames: Family = (asking, name) => {
  const one = addressOf(name)
  if (!one) return undefined
  if (holds(PUBLIC_POOL, one)) return named(one, publicPointer(asking.network, one))
  const owner = openVpcWith(asking.network, asking.vpc, one)
  if (one.version === 6) return owner && named(one, resourcePointer(asking.network, owner, one))
  if (!owner && !isPrivate(one) && !isMetadata(one)) return undefined
  return named(one, hasHostNames(asking.vpc) ? privatePointer(asking, owner, one) : undefined)
}

const isMetadata = ({ text }: Address): boolean => METADATA.some(one => one.text === text)

const named = ({ version }: Address, name: string | undefined): Meaning => ({
  zone: ZONE[version],
  ...(name !== undefined && { data: [pointer(name)] }),
})

/** The address that a whole reverse name says; undefined for a part of one. */
function addressOf(name: string): Address | undefined {
  const octets = within(ZONE[4], name)
  if (octets !== undefined) return parseAddress(octets.split('.').reverse().join('.'))
  const nibbles = within(ZONE[6], name)
  if (nibbles === undefined || !/^([0-9a-f]\.){31}[0-9a-f]$/.test(nibbles)) return undefined
  const digits = nibbles.split('.').reverse().join('')
  return parseAddress(digits.replace(/.{4}(?!$)/g, '$&:'))
}

const privatePointer = ({ vpc }: Asking, owner: Vpc = vpc, one: Address): string =>
  isMetadata(one) ? `${METADATA_NAME}.${privateDomain(vpc.region)}` : ipName(owner.region, one)

function resourcePointer(network: Network, owner: Vpc, one: Address): string | undefined {
  const [holder] = network.networkInterfaces.where('address', addressKey(owner.id, one))
  const instance = holder?.attachment && network.instances.get(holder.attachment.instanceId)
  return instance?.resourceNameDnsAAAA ? resourceName(instance.region, instance.id) : undefined
}

function publicPointer(network: Network, one: Address): string | undefined {
  const end = privateOf(network, one)
  const given = network.elasticAddresses.where('address', one.text)[0]?.domainName
  if (given !== undefined) return given.replace(/\.$/, '')
  const owner = end && network.vpcs.get(end.interface.vpcId)
  return owner && hasHostNames(owner) ? publicName(owner.region, one) : undefined
}
