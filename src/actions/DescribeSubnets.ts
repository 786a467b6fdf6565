import { arnOf } from '../model/arn.ts'
import { zoneId } from '../model/regions.ts'
import type { Subnet } from '../model/subnet.ts'
import { availableAddresses } from '../model/subnet-blocks.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showSubnet } from './show-subnet.ts'
import { blockState } from './show-vpc.ts'

/** Refuses: InvalidSubnetId.Malformed, InvalidSubnetID.NotFound, and what `describe` refuses. */
export const DescribeSubnets: Decide<'DescribeSubnets'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.SubnetIds })
  return { reply: { Subnets: found.map(subnet => showSubnet(situation.network, subnet)), NextToken } }
}

type Filters = Catalogue<Subnet>['filters']

/** What exists under two names, and under three: AWS takes older spellings too. */
const zone = (subnet: Subnet) => subnet.zone
const zoneIdOf = (subnet: Subnet) => zoneId(subnet.region, subnet.zone)
const block = (subnet: Subnet) => subnet.cidr.text
const isDefault = (subnet: Subnet) => subnet.isDefault
const places: Filters = {
  'availability-zone': zone,
  availabilityZone: zone,
  'availability-zone-id': zoneIdOf,
  availabilityZoneId: zoneIdOf,
  cidr: block,
  'cidr-block': block,
  cidrBlock: block,
  'default-for-az': isDefault,
  defaultForAz: isDefault,
}

const ipv6: Filters = {
  'ipv6-cidr-block-association.association-id': subnet => subnet.ipv6Blocks.map(one => one.id),
  'ipv6-cidr-block-association.ipv6-cidr-block': subnet => subnet.ipv6Blocks.map(one => one.cidr.text),
  'ipv6-cidr-block-association.state': subnet => subnet.ipv6Blocks.map(blockState),
  'ipv6-native': () => false,
}

const onLaunch: Filters = {
  'map-public-ip-on-launch': subnet => subnet.mapPublicIpOnLaunch,
  'private-dns-name-options-on-launch.hostname-type': subnet => subnet.hostnameType,
  'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': subnet => subnet.resourceNameDnsA,
  'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': subnet =>
    subnet.resourceNameDnsAAAA,
}

/** Filters on what no subnet has here: Outposts with their address pools and local network interfaces. */
const outposts: Filters = {
  'customer-owned-ipv4-pool': () => undefined,
  'enable-lni-at-device-index': () => undefined,
  'map-customer-owned-ip-on-launch': () => false,
  'outpost-arn': () => undefined,
}

const catalogue = (situation: Situation): Catalogue<Subnet> =>
  ownedCatalogue(situation, 'subnet', {
    filters: {
      ...places,
      ...ipv6,
      ...onLaunch,
      ...outposts,
      'available-ip-address-count': subnet => availableAddresses(situation.network, subnet),
      'enable-dns64': subnet => subnet.dns64,
      'owner-id': subnet => subnet.ownerId,
      state: () => 'available',
      'subnet-arn': subnet => arnOf('subnet', subnet),
      'subnet-id': subnet => subnet.id,
      'vpc-id': subnet => subnet.vpcId,
    },
    indexes: { 'vpc-id': 'vpc' },
  })
