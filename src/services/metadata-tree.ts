/**
 * All that an instance can read about itself: what the network knows, and what goes without saying for a plain Linux
 * instance. There is no IAM role and no signature: nobody here could sign as Amazon. Every version has everything.
 * Source: EC2 User Guide, "Instance metadata categories", "Dynamic data categories".
 */

import { guestName } from '../model/guest.ts'
import type { Instance } from '../model/instance.ts'
import { instanceTypeNamed } from '../model/instance-types.ts'
import { architectureOf, rootDeviceOf } from '../model/machine.ts'
import type { Network } from '../model/network.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { placeKey } from '../model/owned.ts'
import { dnsSuffixOf, partitionOf, zoneId } from '../model/regions.ts'
import type { Vpc } from '../model/vpc.ts'
import { type Directory, directory, directoryOf, type Entry, type Rows } from './directory.ts'
import { groupNames, interfaceDirectory, publicHostName, publicIpv4s } from './interface-tree.ts'

interface Self {
  readonly network: Network
  readonly instance: Instance
  readonly vpc: Vpc
  readonly interfaces: readonly NetworkInterface[]
  readonly primary: NetworkInterface
}

/** An instance that is up has a primary interface and a VPC. Throws otherwise. */
export function metadataTree(network: Network, instance: Instance): Directory {
  const interfaces = network.networkInterfaces.where('instance', instance.id)
  const primary = interfaces.find(one => one.attachment?.deviceIndex === 0)
  const vpc = network.vpcs.get(instance.vpcId)
  if (!primary || !vpc) throw new Error(`${instance.id} has no place in the network`)
  const entries = [...directoryOf(topics, { network, instance, vpc, interfaces, primary }).entries]
  return directory(VERSIONS.map(version => [version, directory(entries, version)]))
}

const VERSIONS = [
  ...['1.0', '2007-01-19', '2007-03-01', '2007-08-29', '2007-10-10', '2007-12-15', '2008-02-01'],
  ...['2008-09-01', '2009-04-04', '2011-01-01', '2011-05-01', '2012-01-12', '2014-02-25', '2014-11-05'],
  ...['2015-10-20', '2016-04-19', '2016-06-30', '2016-09-02', '2018-03-28', '2018-08-17', '2018-09-24'],
  ...['2019-10-01', '2020-10-27', '2021-01-03', '2021-03-23', 'latest'],
]

const topics: Rows<Self> = {
  dynamic: self => listedAs('dynamic', directoryOf(dynamic, self)),
  'meta-data': self => listedAs('meta-data', directoryOf(metaData, self)),
  'user-data': ({ instance }) => instance.userData && bytesOf(instance.userData),
}

const listedAs = (name: string, { entries }: Directory): Directory => ({ entries, listedAs: name })

/** From Base64 as a user gives it: spaces do not matter. */
const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64.replace(/\s/g, '')), character => character.charCodeAt(0))

const dynamic: Rows<Self> = {
  fws: ({ instance: { monitoring } }) =>
    directory([['instance-monitoring', monitoring ? 'enabled' : 'disabled']]),
  'instance-identity': self => directory([['document', identityDocument(self)]]),
}

const metaData: Rows<Self> = {
  'ami-id': ({ instance }) => instance.imageId,
  'ami-launch-index': ({ instance }) => String(instance.launchIndex),
  'ami-manifest-path': () => '(unknown)',
  'block-device-mapping': ({ instance }) =>
    directory([
      ['ami', rootDeviceOf(instance)],
      ['root', rootDeviceOf(instance)],
    ]),
  events: () => directory([['maintenance', directory([...NO_EVENTS])]]),
  hibernation: () => directory([['configured', 'false']]),
  hostname: self => ownName(self),
  'instance-action': () => 'none',
  'instance-id': ({ instance }) => instance.id,
  'instance-life-cycle': () => 'on-demand',
  'instance-type': ({ instance }) => instance.type,
  ipv6: ({ primary }) => addressesOf(primary, 6)[0]?.text,
  'local-hostname': self => ownName(self),
  'local-ipv4': ({ primary }) => primary.addresses[0].text,
  mac: ({ primary }) => primary.mac,
  network: self => directory([['interfaces', directory([['macs', macs(self)]])]]),
  placement: ({ instance: { region, zone } }) =>
    directory([
      ['availability-zone', zone],
      ['availability-zone-id', zoneId(region, zone)],
      ['region', region],
    ]),
  profile: () => 'default-hvm',
  'public-hostname': ({ network, primary }) => publicHostName(network, primary),
  'public-ipv4': ({ network, primary }) => publicIpv4s(network, primary)[0]?.open,
  'public-keys': self => publicKeys(self),
  'reservation-id': ({ instance }) => instance.reservationId,
  'security-groups': ({ network, primary }) => groupNames(network, primary),
  services: ({ instance: { region } }) =>
    directory([
      ['domain', dnsSuffixOf(region)],
      ['partition', partitionOf(region)],
    ]),
  system: ({ instance }) => instanceTypeNamed(instance.type)?.family.hypervisor,
  tags: ({ instance: { metadata, tags } }) =>
    metadata.tags === 'enabled' ? directory([['instance', directory(Object.entries(tags))]]) : undefined,
}

const NO_EVENTS = [
  ['history', '[]'],
  ['scheduled', '[]'],
] as const

const ownName = ({ network, vpc, instance, primary }: Self): string =>
  guestName(network, vpc, instance, primary.addresses[0])

const macs = ({ network, vpc, interfaces }: Self): Directory =>
  directory(interfaces.map(one => [one.mac, interfaceDirectory(network, vpc, one)]))

/** The key that the instance was launched with, as long as its owner keeps it. */
function publicKeys({ network, instance }: Self): Entry | undefined {
  const { keyName = '' } = instance
  const [key] = network.keyPairs.where('name', `${placeKey(instance)}/${keyName}`)
  return (
    key && directory([['0', directory([['openssh-key', `${key.publicKey} ${keyName}`]], `0=${keyName}`)]])
  )
}

/** JSON as AWS writes it. Source: EC2 User Guide, "Instance identity documents". */
function identityDocument({ instance, primary }: Self): string {
  const fields = {
    accountId: instance.ownerId,
    architecture: architectureOf(instance),
    availabilityZone: instance.zone,
    billingProducts: null,
    devpayProductCodes: null,
    marketplaceProductCodes: null,
    imageId: instance.imageId,
    instanceId: instance.id,
    instanceType: instance.type,
    kernelId: null,
    pendingTime: new Date(instance.launchedAt).toISOString().replace(/\.\d+/, ''),
    privateIp: primary.addresses[0].text,
    ramdiskId: null,
    region: instance.region,
    version: '2017-09-30',
  }
  const lines = Object.entries(fields).map(([name, value]) => `  "${name}" : ${JSON.stringify(value)}`)
  return `{\n${lines.join(',\n')}\n}`
}
