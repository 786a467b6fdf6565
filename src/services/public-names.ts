/**
 * Public names of instances: the private address where the VPC that asks is the instance's own or one it is open to, else
 * the public one. There is one only where the VPC gives host names. Addresses that are none of ours are asked elsewhere.
 * Sources: VPC User Guide, "DNS hostnames for EC2 instances"; EC2 User Guide, "Enabling ClassicLink DNS support".
 */
import { type Address, holds, parseAddress } from '../model/cidr.ts'
import { regionOfPublic } from '../model/dns-names.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { privateOf } from '../model/public-mapping.ts'
import { PUBLIC_POOL } from '../model/public-pool.ts'
import type { Vpc } from '../model/vpc.ts'
import { hasHostNames } from '../model/vpc-dns.ts'
import { instanceBehind } from './asker.ts'
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

function publicData(asking: Asking, region: string, said: Address): Data | undefined {
  const { network, vpc } = asking
  const end = privateOf(network, said)
  const owner = end && network.vpcs.get(end.interface.vpcId)
  if (!owner || owner.region !== region || !hasHostNames(owner)) return undefined
  const isClose = isOpen(network, vpc, owner.id) || isLinked(asking, end.interface, owner)
  return addressData(isClose ? end.address : said)
}

/** One of the two is an instance of EC2-Classic that is linked to the other's VPC, which has ClassicLink DNS support. */
function isLinked({ network, vpc, asker }: Asking, one: NetworkInterface, owner: Vpc): boolean {
  const linkedTo = (end: NetworkInterface) => instanceBehind(network, end)?.classicLink?.vpcId
  const isLink = (end: NetworkInterface, to: Vpc) => linkedTo(end) === to.id && to.classicLinkDns === true
  return isLink(asker, owner) || isLink(one, vpc)
}
