/** What the fabric reads of each kind of document, and the parts it reads it for. */
import { hostOf } from '../model/connected.ts'
import { networksOf } from '../model/customer-site.ts'
import { stateOf } from '../model/endpoint-lifecycle.ts'
import { vpcsServed } from '../model/group-association.ts'
import { interfaceOf } from '../model/nat-gateway.ts'
import type { DocumentOf, Kind, Network } from '../model/network.ts'
import { isAccepted, peerOf, sidesOf } from '../model/peering.ts'
import { entriesOf } from '../model/prefix-list.ts'
import type { SecurityGroupRule } from '../model/security-group.ts'
import { blocksOf } from '../model/vpc.ts'
import { attachedTo } from '../model/vpn-gateway.ts'
import type { PartId } from './fabric.ts'
import { holdersOfPublic, linkedParts, neighbours, neighboursOfRouter } from './neighbours.ts'
import { INTERNET, partOfClassicLink, partOfGateway, partOfPeering, partOfVpc } from './part-ids.ts'

export interface Reading<D> {
  readonly reads: (document: D) => unknown
  readonly parts: (network: Network, document: D) => readonly PartId[]
}

const ofItsVpc = (_: Network, { vpcId }: { readonly vpcId: string }): readonly PartId[] => [partOfVpc(vpcId)]

/** A rule is read wherever its group may be used. */
const whereRuled = (network: Network, { groupId: id, vpcId }: SecurityGroupRule): readonly PartId[] =>
  vpcsServed(network, { id, vpcId }).map(partOfVpc)

/** A kind that is not here is not read. */
export const readings: { readonly [K in Kind]?: Reading<DocumentOf<K>> } = {
  vpc: {
    reads: vpc => [vpc.classicLink ?? false, vpc.dnsSupport, blocksOf(vpc).map(block => block.text)],
    parts: (network, { id }) => [partOfVpc(id), ...neighbours(network, id)],
  },
  subnet: { reads: subnet => subnet.cidr.text, parts: ofItsVpc },
  'route-table': { reads: table => table.propagates ?? [], parts: ofItsVpc },
  'route-table-association': {
    reads: one => [one.routeTableId, one.subnetId, one.gatewayId],
    parts: ofItsVpc,
  },
  route: { reads: route => route.target, parts: ofItsVpc },
  'internet-gateway': {
    reads: gateway => gateway.vpcId,
    parts: (network, { id, vpcId }) => [partOfGateway(id), ...ofAttachment(network, vpcId), INTERNET],
  },
  'egress-only-gateway': {
    reads: gateway => gateway.vpcId,
    parts: (network, { id, vpcId }) => [partOfGateway(id), ...ofAttachment(network, vpcId), INTERNET],
  },
  'vpn-gateway': {
    reads: gateway => gateway.attachment,
    parts: (network, gateway) => [partOfGateway(gateway.id), ...ofAttachment(network, attachedTo(gateway))],
  },
  'vpn-connection': {
    reads: connection => [
      connection.vpnGatewayId,
      connection.state,
      connection.routes,
      networksOf(connection),
    ],
    parts: (network, { id, vpnGatewayId = id }) => [
      partOfGateway(vpnGatewayId),
      ...ofAttachment(network, attachedTo(network.vpnGateways.get(vpnGatewayId))),
    ],
  },
  'vpc-endpoint': {
    reads: endpoint => [stateOf(endpoint), endpoint.type === 'Interface' ? endpoint.interfaceIds : []],
    parts: (network, { id, vpcId, type }) => [
      partOfVpc(vpcId),
      ...(type === 'Gateway' ? [partOfGateway(id)] : neighboursOfHost(network, vpcId, id)),
    ],
  },
  'nat-gateway': {
    reads: gateway => [gateway.state, interfaceOf(gateway)],
    parts: (network, { id, vpcId }) => [
      ...holdersOfPublic(network, vpcId),
      ...neighboursOfHost(network, vpcId, id),
    ],
  },
  'elastic-address': {
    reads: ({ address, association }) => [
      address.text,
      association?.networkInterfaceId,
      association?.privateAddress,
    ],
    parts: (network, { association }) => {
      const one = network.networkInterfaces.get(association?.networkInterfaceId ?? '')
      return one ? holdersOfPublic(network, one.vpcId) : []
    },
  },
  'prefix-list': {
    reads: list => entriesOf(list).map(entry => entry.cidr.text),
    parts: (network, { id }) => [
      ...network.routes.where('list', id).flatMap(route => ofItsVpc(network, route)),
      ...network.securityGroupRules.where('list', id).flatMap(rule => whereRuled(network, rule)),
    ],
  },
  peering: {
    reads: peering => [
      peering.state,
      sidesOf(peering).map(({ options }) => [options.vpcToRemoteClassicLink, options.classicLinkToRemoteVpc]),
    ],
    parts: (network, peering) => [
      partOfPeering(peering.id),
      ...(isAccepted(peering)
        ? sidesOf(peering).flatMap(({ vpcId }) => [partOfVpc(vpcId), ...linkedParts(network, vpcId)])
        : []),
    ],
  },
  'network-acl': { reads: acl => acl.entries, parts: ofItsVpc },
  'network-acl-association': { reads: one => [one.networkAclId, one.subnetId], parts: ofItsVpc },
  'security-group-rule': { reads: rule => [rule.direction, rule.protocol, rule.peer], parts: whereRuled },
  'group-association': { reads: () => true, parts: ofItsVpc },
  'network-interface': {
    reads: ({ attachment, addresses, groups, mac, sourceDestCheck, publicAddress }) => [
      attachment?.instanceId,
      attachment?.deviceIndex,
      addresses,
      groups,
      mac,
      sourceDestCheck,
      publicAddress?.text,
    ],
    parts: (network, { id, vpcId, groups }) => [
      ...holdersOfPublic(network, vpcId),
      ...groups.flatMap(group => referring(network, group)),
      ...neighboursOfRouter(network, vpcId, first => first.id === id),
    ],
  },
  instance: {
    reads: instance => [instance.state, instance.classicLink],
    parts: (network, { id, vpcId, classicLink }) => [
      ...holdersOfPublic(network, vpcId),
      ...(classicLink?.groups ?? []).flatMap(group => referring(network, group)),
      ...(classicLink
        ? [partOfClassicLink(id), partOfVpc(classicLink.vpcId), ...peersOf(network, classicLink.vpcId)]
        : []),
      ...neighboursOfHost(network, vpcId, id),
    ],
  },
}

/** The VPCs that a VPC is peered with. */
const peersOf = (network: Network, vpcId: string): readonly PartId[] =>
  network.peerings
    .where('vpc', vpcId)
    .filter(isAccepted)
    .map(peering => partOfVpc(peerOf(peering, vpcId).vpcId))

/** The VPCs in which rules name a group. */
const referring = (network: Network, group: string): readonly PartId[] =>
  network.securityGroupRules.where('refers', group).flatMap(rule => whereRuled(network, rule))

/** Where a gateway is attached, the other gateways of the VPC may lead back differently. */
const ofAttachment = (network: Network, vpcId: string | undefined): readonly PartId[] =>
  vpcId === undefined
    ? []
    : [partOfVpc(vpcId), ...network.egressOnlyGateways.where('vpc', vpcId).map(({ id }) => partOfGateway(id))]

const neighboursOfHost = (network: Network, vpcId: string, hostId: string): readonly PartId[] =>
  neighboursOfRouter(network, vpcId, first => hostOf(network, first) === hostId)
