/** The router of a VPC, with everything that decides about its packets. */
import { aclOf } from '../model/acl-rules.ts'
import type { Address } from '../model/cidr.ts'
import { connectedIn, hostOf } from '../model/connected.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { tableOf } from '../model/route-choice.ts'
import { gatewayOf, type Subnet } from '../model/subnet.ts'
import { blocksOf, ipv4BlocksOf, type Vpc } from '../model/vpc.ts'
import { METADATA, resolversOf } from '../model/vpc-services.ts'
import { carryingPeerings } from './carrying.ts'
import { networkAcl } from './compile-acl.ts'
import { guest, linkedTo, routesToLinked } from './compile-classic.ts'
import { addressesNamedBy, group } from './compile-groups.ts'
import { interfaceSpec } from './compile-interface.ts'
import { peeringEnd } from './compile-link.ts'
import { type Carriers, routeTable } from './compile-routes.ts'
import { uplinks } from './compile-uplinks.ts'
import type { AmazonServices, NatGatewaySpec, Router } from './fabric.ts'
import { subnetsOf } from './has-router.ts'
import { sorted, unique } from './order.ts'
import { partOfVpc } from './part-ids.ts'

export function router(network: Network, vpcId: string): Router | undefined {
  const vpc = network.vpcs.get(vpcId)
  const connected = sorted(connectedIn(network, vpcId))
  if (!vpc || connected.length === 0) return undefined
  const subnets = subnetsOf(network, connected)
  const peerings = sorted(carryingPeerings(network, vpcId))
  const ways = uplinks(network, vpcId, connected)
  const carriers: Carriers = {
    peerings: new Set(peerings.map(peering => peering.id)),
    gateways: new Set(ways.map(uplink => uplink.id)),
    interfaces: new Map(connected.map(one => [one.id, one])),
  }
  const guests = linkedTo(network, vpcId).flatMap(instance => guest(network, vpcId, instance))
  const interfaces = [...connected.map(one => interfaceSpec(network, one)), ...guests]
  const linked = routesToLinked(network, vpcId, peerings)
  const groups = unique(interfaces.flatMap(one => one.groups ?? [])).map(id => group(network, id))
  return {
    part: partOfVpc(vpcId),
    vpcId,
    blocks: blocksOf(vpc).map(block => block.text),
    gateways: subnets.map(subnet => gatewayOf(subnet).text),
    interfaces,
    routeTables: tablesOf(network, subnets, [...ways, ...guests]).map(table =>
      routeTable(network, table, carriers, linked),
    ),
    peerings: peerings.map(peering => peeringEnd(network, peering, vpcId)),
    uplinks: ways,
    natGateways: connected.flatMap(one => natGateway(network, vpc, one)),
    services: services(vpc),
    networkAcls: sorted([...new Set(subnets.map(subnet => aclOf(network, subnet)))]).map(networkAcl),
    groups,
    groupAddresses: addressesNamedBy(network, vpcId, groups),
  }
}

/** The tables that serve a subnet with an interface, an uplink, or a guest. */
function tablesOf(
  network: Network,
  subnets: readonly Subnet[],
  others: readonly { readonly routeTableId?: string }[],
) {
  const ofOthers = others.flatMap(({ routeTableId = '' }) => network.routeTables.get(routeTableId) ?? [])
  return sorted([...new Set([...subnets.map(subnet => tableOf(network, subnet)), ...ofOthers])])
}

function natGateway(network: Network, vpc: Vpc, one: NetworkInterface): readonly NatGatewaySpec[] {
  if (one.requester?.type !== 'nat_gateway') return []
  return [
    {
      id: hostOf(network, one) as string,
      addresses: one.addresses.map(address => address.text),
      sources: ipv4BlocksOf(vpc).map(block => block.text),
    },
  ]
}

/** In the families that the VPC has. */
function services(vpc: Vpc): AmazonServices {
  const versions = new Set(blocksOf(vpc).map(block => block.version))
  const served = (addresses: readonly Address[]) =>
    addresses.filter(({ version }) => versions.has(version)).map(({ text }) => text)
  return { resolver: served(resolversOf(vpc)), metadata: served(METADATA) }
}
