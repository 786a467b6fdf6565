/**
 * Which parts may differ after a change: what the loop is told. It may name a part that turns out not to differ, but
 * never leaves one out that does; and it costs what the change touches, not the size of the network. Parts are also
 * named when a life cycle waits for them: a peering that is accepted or ended, an instance that comes or goes.
 */
import { connectedIn } from '../model/connected.ts'
import type { Applied, Document, DocumentOf, Kind, Network } from '../model/network.ts'
import { isAccepted, peerOf, sidesOf } from '../model/peering.ts'
import { entriesOf } from '../model/prefix-list.ts'
import { propagatedBy } from '../model/route-propagation.ts'
import { blocksOf } from '../model/vpc.ts'
import { attachedTo } from '../model/vpn-gateway.ts'
import { partOfPeering, partOfVpc } from './compile.ts'
import type { PartId } from './fabric.ts'

/** What the fabric reads of a document, and the parts it reads it for. A kind that is not here is not read. */
interface Reading<D> {
  readonly reads: (document: D) => unknown
  readonly parts: (network: Network, document: D) => readonly PartId[]
}

const ofItsVpc = (_: Network, { vpcId }: { readonly vpcId: string }): readonly PartId[] => [partOfVpc(vpcId)]

const readings: { readonly [K in Kind]?: Reading<DocumentOf<K>> } = {
  vpc: {
    reads: vpc => [vpc.classicLink ?? false, blocksOf(vpc).map(block => block.text)],
    parts: (network, { id }) => [partOfVpc(id), ...neighbours(network, id)],
  },
  subnet: { reads: subnet => subnet.cidr.text, parts: ofItsVpc },
  'route-table': { reads: table => table.propagates ?? [], parts: ofItsVpc },
  'route-table-association': { reads: one => [one.routeTableId, one.subnetId], parts: ofItsVpc },
  route: { reads: route => route.target, parts: ofItsVpc },
  'vpn-gateway': {
    reads: gateway => attachedTo(gateway),
    parts: (_, gateway) => [attachedTo(gateway)].flatMap(vpcId => (vpcId ? [partOfVpc(vpcId)] : [])),
  },
  'vpn-connection': {
    reads: connection => [connection.vpnGatewayId, propagatedBy(connection).map(block => block.text)],
    parts: (network, { vpnGatewayId }) => {
      const vpcId = vpnGatewayId && attachedTo(network.vpnGateways.get(vpnGatewayId))
      return vpcId ? [partOfVpc(vpcId)] : []
    },
  },
  'prefix-list': {
    reads: list => entriesOf(list).map(entry => entry.cidr.text),
    parts: (network, { id }) =>
      [...network.routes.where('list', id), ...network.securityGroupRules.where('list', id)].flatMap(one =>
        ofItsVpc(network, one),
      ),
  },
  peering: {
    reads: peering => [peering.state, sidesOf(peering).map(side => side.options.vpcToRemoteClassicLink)],
    parts: (_, peering) => [
      partOfPeering(peering.id),
      ...(isAccepted(peering) ? sidesOf(peering).map(side => partOfVpc(side.vpcId)) : []),
    ],
  },
  'network-acl': { reads: acl => acl.entries, parts: ofItsVpc },
  'network-acl-association': { reads: one => [one.networkAclId, one.subnetId], parts: ofItsVpc },
  'security-group-rule': { reads: rule => [rule.direction, rule.protocol, rule.peer], parts: ofItsVpc },
  'network-interface': {
    reads: ({ attachment, addresses, groups, mac, sourceDestCheck }) => [
      attachment?.instanceId,
      attachment?.deviceIndex,
      addresses,
      groups,
      mac,
      sourceDestCheck,
    ],
    parts: (network, { id, vpcId, groups }) => [
      partOfVpc(vpcId),
      ...groups.flatMap(group =>
        network.securityGroupRules.where('refers', group).flatMap(rule => ofItsVpc(network, rule)),
      ),
      ...neighboursOfRouter(network, vpcId, first => first.id === id),
    ],
  },
  instance: {
    reads: instance => instance.state,
    parts: (network, { id, vpcId }) => [
      partOfVpc(vpcId),
      ...neighboursOfRouter(network, vpcId, first => first.attachment?.instanceId === id),
    ],
  },
}

/** The parts that may differ after a change. `network` is as it is after it, and after what was committed with it. */
export function affected(network: Network, { before, after }: Applied): ReadonlySet<PartId> {
  const kind = (after ?? before)?.kind
  const reading = kind && (readings[kind] as Reading<Document> | undefined)
  if (!reading) return new Set()
  const read = (document: Document | undefined) => document && JSON.stringify(reading.reads(document))
  if (read(before) === read(after)) return new Set()
  return new Set([before, after].flatMap(document => (document ? reading.parts(network, document) : [])))
}

/** What depends on whether a VPC has a router, and on its blocks: its links and its peers. */
const neighbours = (network: Network, vpcId: string): readonly PartId[] =>
  network.peerings
    .where('vpc', vpcId)
    .filter(isAccepted)
    .flatMap(peering => [partOfPeering(peering.id), partOfVpc(peerOf(peering, vpcId).vpcId)])

/**
 * The neighbours, if the change of an interface may have brought the router of its VPC or taken it away. One that came
 * is first of the connected ones; where another one is first, the router was there before or that one brings it.
 */
function neighboursOfRouter(
  network: Network,
  vpcId: string,
  isChanged: (first: ReturnType<typeof connectedIn>[number]) => boolean,
): readonly PartId[] {
  const [first] = connectedIn(network, vpcId)
  return !first || isChanged(first) ? neighbours(network, vpcId) : []
}
