/**
 * Public names of instances: the private address where the VPC that asks is the instance's own or one it is open to, else
 * the public one. There is one only where the VPC gives host names. Addresses that are none of ours are asked elsewhere.
 * Source: VPC User Guide, "DNS hostnames for EC2 instances".
 */
import { type Address, holds, parseAddress } from '../model/cidr.ts'
import { regionOfPublic } from '../model/dns-names.ts'
import { privateOf } from '../model/public-mapping.ts'
import { PUBLIC_POOL } from '../model/public-pool.ts'
import { hasHostNames } from '../model/vpc-dns.ts'
import { type Asking, addressData, type Data, type Family } from './meaning.ts'
import { isOpen } from './open-vpcs.ts'

export const publicNames: Family = (asking, name) => {
  const [, digits = '', zone = ''] = /^ec2-(\d+-\d+-\d+-\d+)\.(.+)$/.exec(name) ?? []
  const region = regionOfPublic(zone)
  const said = parseAddress(digits.replaceAll('-', '.'))
  if (region === undefined || !said || !holds(PUBLIC_POOL, said)) return undefined
  const data = publicData(asking, region, said)
  return data ? { zone, data: [data] } : { zone }
}

function publicData({ network, vpc }: Asking, region: string, said: Address): Data | undefined {
  const end = privateOf(network, said)
  const owner = end && network.vpcs.get(end.interface.vpcId)
  if (!owner || owner.region !== region || !hasHostNames(owner)) return undefined
  return addressData(isOpen(network, vpc, owner.id) ? end.address : said)
}
