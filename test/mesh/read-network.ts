/** A network as the API shows it to all of its accounts: what the mesh tool reads. */
import type * as Ec2 from '@aws-sdk/client-ec2'
import type { PrefixLists } from '../../src/cli/mesh/read-prefix-lists.ts'
import { cidrs } from '../../src/cli/mesh/seen.ts'
import { seenGroup } from '../../src/cli/mesh/seen-group.ts'
import { merged, seenPeering } from '../../src/cli/mesh/seen-peering.ts'
import { seenVpc } from '../../src/cli/mesh/seen-vpc.ts'
import type { Landscape, SeenPeering, SeenVpc } from '../../src/mesh/landscape.ts'
import type { Place } from '../../src/model/owned.ts'
import type { World } from './world.ts'

export function readNetwork(world: World, places: readonly Place[]): Landscape {
  const peerings = new Map<string, SeenPeering>()
  for (const one of places.flatMap(place => readPeerings(world, place))) {
    const before = peerings.get(one.id)
    peerings.set(one.id, before ? merged(before, one) : one)
  }
  return { vpcs: places.flatMap(place => readVpcs(world, place)), peerings: [...peerings.values()] }
}

const readPeerings = (world: World, place: Place): readonly SeenPeering[] =>
  (
    world.call<Ec2.DescribeVpcPeeringConnectionsResult>(place, 'DescribeVpcPeeringConnections', {})
      .VpcPeeringConnections ?? []
  ).map(peering => seenPeering(place, peering))

function readVpcs(world: World, place: Place): readonly SeenVpc[] {
  const { Vpcs = [] } = world.call<Ec2.DescribeVpcsResult>(place, 'DescribeVpcs', {})
  const { Subnets = [] } = world.call<Ec2.DescribeSubnetsResult>(place, 'DescribeSubnets', {})
  const { RouteTables = [] } = world.call<Ec2.DescribeRouteTablesResult>(place, 'DescribeRouteTables', {})
  const { SecurityGroups = [] } = world.call<Ec2.DescribeSecurityGroupsResult>(
    place,
    'DescribeSecurityGroups',
    {},
  )
  const { SecurityGroupRules = [] } = world.call<Ec2.DescribeSecurityGroupRulesResult>(
    place,
    'DescribeSecurityGroupRules',
    {},
  )
  const prefixLists = readPrefixLists(world, place)
  const groupOf = (group: Ec2.SecurityGroup) =>
    seenGroup(
      group,
      SecurityGroupRules.filter(rule => rule.GroupId === group.GroupId),
      prefixLists,
    )
  return Vpcs.map(vpc =>
    seenVpc(place, vpc, {
      ...readDns(world, place, vpc.VpcId ?? ''),
      subnets: Subnets.filter(subnet => subnet.VpcId === vpc.VpcId),
      tables: RouteTables.filter(table => table.VpcId === vpc.VpcId),
      groups: SecurityGroups.filter(group => group.VpcId === vpc.VpcId).map(groupOf),
      prefixLists,
    }),
  )
}

function readDns(world: World, place: Place, VpcId: string) {
  const ask = (Attribute: Ec2.VpcAttributeName) =>
    world.call<Ec2.DescribeVpcAttributeResult>(place, 'DescribeVpcAttribute', { VpcId, Attribute })
  return {
    dnsSupport: ask('enableDnsSupport').EnableDnsSupport?.Value ?? false,
    dnsHostnames: ask('enableDnsHostnames').EnableDnsHostnames?.Value ?? false,
  }
}

function readPrefixLists(world: World, place: Place): PrefixLists {
  const { PrefixLists: lists = [] } = world.call<Ec2.DescribeManagedPrefixListsResult>(
    place,
    'DescribeManagedPrefixLists',
    {},
  )
  const own = lists.filter(list => list.OwnerId === place.ownerId)
  return new Map(
    own.map(({ PrefixListId: id = '', AddressFamily, MaxEntries: maxEntries }) => {
      const { Entries = [] } = world.call<Ec2.GetManagedPrefixListEntriesResult>(
        place,
        'GetManagedPrefixListEntries',
        { PrefixListId: id },
      )
      const family = AddressFamily === 'IPv6' ? (6 as const) : (4 as const)
      return [
        id,
        {
          id,
          family,
          blocks: cidrs(Entries.map(entry => entry.Cidr)),
          ...(maxEntries !== undefined && { maxEntries }),
        },
      ]
    }),
  )
}
