/**
 * Private names of instances. The IP name says its address, so it is answered for every private address of the Region,
 * whoever has it; for any other address, or one of another Region, only if its VPC is open to the one that asks. The
 * resource name is answered as the instance's options say. Sources: VPC User Guide, "DNS hostnames for EC2 instances"; EC2
 * User Guide, "EC2 instance hostname types".
 */
import { type Address, cidr, holds, parseAddress } from '../model/cidr.ts'
import { regionOfPrivate } from '../model/dns-names.ts'
import { addressesOf } from '../model/network-interface.ts'
import { primaryOf } from '../model/primary-interface.ts'
import { hasHostNames } from '../model/vpc-dns.ts'
import { METADATA } from '../model/vpc-services.ts'
import { type Asking, addressData, type Data, type Family } from './meaning.ts'
import { isOpen, openVpcWith } from './open-vpcs.ts'

/** RFC 1918. */
const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(cidr)
export const isPrivate = (one: Address): boolean => PRIVATE_BLOCKS.some(block => holds(block, one))

/** The host where instances find their metadata. */
export const METADATA_NAME = 'instance-data'
const METADATA_HOST = METADATA.filter(one => one.version === 4).map(addressData)

export const privateNames: Family = (asking, name) => {
  const [, host, zone = ''] = /^(?:(.+)\.)?(ec2\.internal|[^.]+\.compute\.internal)$/.exec(name) ?? []
  const region = regionOfPrivate(zone)
  if (region === undefined) return undefined
  if (!hasHostNames(asking.vpc)) return { zone }
  const data = host === undefined ? [] : hostData(asking, region, host)
  return data ? { zone, data } : { zone }
}

function hostData(asking: Asking, region: string, host: string): readonly Data[] | undefined {
  if (host === METADATA_NAME && region === asking.vpc.region) return METADATA_HOST
  const [, digits] = /^ip-(\d+-\d+-\d+-\d+)$/.exec(host) ?? []
  return digits === undefined ? resourceData(asking, region, host) : ipData(asking, region, digits)
}

function ipData({ network, vpc }: Asking, region: string, digits: string): readonly Data[] | undefined {
  const said = parseAddress(digits.replaceAll('-', '.'))
  if (!said) return undefined
  const isNear = region === vpc.region && isPrivate(said)
  return isNear || openVpcWith(network, vpc, said)?.region === region ? [addressData(said)] : undefined
}

function resourceData({ network, vpc }: Asking, region: string, id: string): readonly Data[] | undefined {
  const instance = network.instances.get(id)
  if (!instance || instance.region !== region || !isOpen(network, vpc, instance.vpcId)) return undefined
  const { resourceNameDnsA, resourceNameDnsAAAA } = instance
  const primary = primaryOf(network, id)
  if (!primary || !(resourceNameDnsA || resourceNameDnsAAAA)) return undefined
  return [
    ...(resourceNameDnsA ? addressesOf(primary, 4).slice(0, 1) : []),
    ...(resourceNameDnsAAAA ? addressesOf(primary, 6).slice(0, 1) : []),
  ].map(addressData)
}
