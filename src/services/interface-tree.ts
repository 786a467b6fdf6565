/** What an instance can read about one of its network interfaces. Source: EC2 User Guide, "Instance metadata categories". */
import { ipName, publicName } from '../model/dns-names.ts'
import { isClassic } from '../model/ec2-classic.ts'
import type { Network } from '../model/network.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { publicOf } from '../model/public-mapping.ts'
import type { Subnet } from '../model/subnet.ts'
import { held, ipv4BlocksOf, type Vpc } from '../model/vpc.ts'
import { hasHostNames } from '../model/vpc-dns.ts'
import { instanceBehind } from './asker.ts'
import { type Directory, directory, directoryOf, type Rows } from './directory.ts'

interface Own {
  readonly network: Network
  readonly vpc: Vpc
  readonly one: NetworkInterface
  readonly subnet: Subnet | undefined
}

/** In EC2-Classic it has nothing of what belongs to a VPC. */
export function interfaceDirectory(network: Network, vpc: Vpc, one: NetworkInterface): Directory {
  const own = { network, vpc, one, subnet: network.subnets.get(one.subnetId) }
  const { entries } = directoryOf(rows, own)
  if (!isClassic(network, one)) return { entries }
  return directory([...entries].filter(([name]) => CLASSIC_ROWS.has(name)))
}

const CLASSIC_ROWS: ReadonlySet<string> = new Set([
  ...['device-number', 'local-hostname', 'local-ipv4s', 'mac', 'owner-id', 'public-hostname'],
  'public-ipv4s',
])

const lines = (texts: readonly string[]): string => texts.join('\n')

const rows: Rows<Own> = {
  'device-number': ({ one }) => String(one.attachment?.deviceIndex),
  'interface-id': ({ one }) => one.id,
  'ipv4-associations': ({ network, one }) =>
    directory(publicIpv4s(network, one).map(({ open, closed }) => [open, closed])),
  ipv6s: ({ one }) => lines(addressesOf(one, 6).map(address => address.text)),
  'local-hostname': ({ one }) => ipName(one.region, one.addresses[0]),
  'local-ipv4s': ({ one }) => lines(addressesOf(one, 4).map(address => address.text)),
  mac: ({ one }) => one.mac,
  'network-card': () => '0',
  'owner-id': ({ network, one }) => instanceBehind(network, one)?.ownerId,
  'public-hostname': ({ network, one }) => publicHostName(network, one),
  'public-ipv4s': ({ network, one }) => lines(publicIpv4s(network, one).map(({ open }) => open)),
  'security-group-ids': ({ one }) => lines(one.groups),
  'security-groups': ({ network, one }) => groupNames(network, one),
  'subnet-id': ({ one }) => one.subnetId,
  'subnet-ipv4-cidr-block': ({ subnet }) => subnet?.cidr.text,
  'subnet-ipv6-cidr-blocks': ({ subnet }) =>
    lines((subnet?.ipv6Blocks ?? []).filter(held).map(({ cidr }) => cidr.text)),
  'vpc-id': ({ vpc }) => vpc.id,
  'vpc-ipv4-cidr-block': ({ vpc }) => vpc.blocks[0].cidr.text,
  'vpc-ipv4-cidr-blocks': ({ vpc }) => lines(ipv4BlocksOf(vpc).map(block => block.text)),
  'vpc-ipv6-cidr-blocks': ({ vpc }) => lines(vpc.ipv6Blocks.filter(held).map(({ cidr }) => cidr.text)),
}

/** The public addresses of an interface, and the private ones that they stand for. */
export const publicIpv4s = (network: Network, one: NetworkInterface) =>
  addressesOf(one, 4).flatMap(address => {
    const mapping = publicOf(network, one, address)
    return mapping ? [{ open: mapping.address.text, closed: address.text }] : []
  })

/** The public name of its primary address, where the VPC gives host names. */
export function publicHostName(network: Network, one: NetworkInterface): string | undefined {
  const vpc = network.vpcs.get(one.vpcId)
  const mapping = publicOf(network, one, one.addresses[0])
  return vpc && mapping && hasHostNames(vpc) ? publicName(one.region, mapping.address) : undefined
}

export const groupNames = (network: Network, { groups }: NetworkInterface): string =>
  lines(groups.map(id => network.securityGroups.get(id)?.name ?? id))
