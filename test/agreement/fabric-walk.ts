/**
 * What a kernel would do with a packet, told from the fabric alone: router by router, table by table. It shares no code
 * with src/reach beyond address arithmetic, so that the two can be held against each other.
 */
import type { AclEntry, Interface, Link, Part, PartId, Router, Rule } from '../../src/fabric/fabric.ts'
import { address, type Cidr, cidr, holds } from '../../src/model/cidr.ts'

export type Fabric = ReadonlyMap<PartId, Part>

export interface Ping {
  readonly fromInterface: string
  readonly to: string
  readonly probe: { readonly name: 'icmp' } | { readonly name: 'tcp' | 'udp'; readonly port: number }
}

/** Whether a ping is answered, or a connection gets through. */
export function answers(fabric: Fabric, ping: Ping): boolean {
  const start = findInterface(fabric, ping.fromInterface)
  const source = start?.one.addresses[0]
  if (!start || source === undefined) return false
  const sees = (packet: Packet, place: Place) => transit(fabric, packet, place)
  const request = { source, destination: ping.to, probe: ping.probe, isReply: false }
  const there = sees(request, start)
  if (!there) return false
  const back = sees({ ...request, source: ping.to, destination: source, isReply: true }, there)
  return back?.router === start.router && back.one.id === start.one.id
}

interface Packet {
  readonly source: string
  readonly destination: string
  readonly probe: Ping['probe']
  readonly isReply: boolean
}

interface Place {
  readonly router: Router
  readonly one: Interface
}

function transit(fabric: Fabric, packet: Packet, { router, one }: Place): Place | undefined {
  const own = router.interfaces.filter(other => other.hostId === one.hostId)
  if (own.some(other => other.addresses.includes(packet.destination))) return { router, one }
  if (!filter(router, one, 'egress', packet)) return undefined
  const local = neighbour(router, packet.destination)
  const stays = local?.subnetId === one.subnetId
  if (!stays && !crosses(router, one, 'egress', packet)) return undefined
  if (local) {
    const enters = stays || crosses(router, local, 'ingress', packet)
    return enters && filter(router, local, 'ingress', packet) ? { router, one: local } : undefined
  }
  if (router.blocks.some(block => isIn(block, packet.destination))) return undefined
  const peeringId = lookUp(router, one.routeTableId, packet.destination)
  return peeringId === undefined ? undefined : enter(fabric, router, peeringId, packet)
}

/** Through the veth of a peering into the other router: the source is checked, then only its interfaces are seen. */
function enter(fabric: Fabric, from: Router, peeringId: string, packet: Packet): Place | undefined {
  const link = fabric.get(`peering/${peeringId}`) as Link | undefined
  if (!link || !from.peerings.some(end => end.id === peeringId)) return undefined
  const otherId = link.requesterVpcId === from.vpcId ? link.accepterVpcId : link.requesterVpcId
  const router = fabric.get(`vpc/${otherId}`) as Router | undefined
  const end = router?.peerings.find(one => one.id === peeringId)
  if (!router || !end?.peerBlocks.some(block => isIn(block, packet.source))) return undefined
  const one = neighbour(router, packet.destination)
  if (!one || !crosses(router, one, 'ingress', packet)) return undefined
  return filter(router, one, 'ingress', packet) ? { router, one } : undefined
}

/** Longest prefix match in a table; a route without a peering drops. */
function lookUp(router: Router, tableId: string, destination: string): string | undefined {
  const table = router.routeTables.find(({ id }) => id === tableId)
  if (!table) throw new Error(`the fabric lacks ${tableId}`)
  const matching = table.routes.filter(route => isIn(route.destination, destination))
  const [best] = matching.sort((a, b) => block(b.destination).prefix - block(a.destination).prefix)
  return best?.nextHop && 'peering' in best.nextHop ? best.nextHop.peering : undefined
}

const neighbour = (router: Router, destination: string): Interface | undefined =>
  router.interfaces.find(one => one.addresses.includes(destination))

/** The groups of an interface; the reply of a connection passes. */
function filter(router: Router, one: Interface, way: 'ingress' | 'egress', packet: Packet): boolean {
  if (packet.isReply) return true
  const far = way === 'egress' ? packet.destination : packet.source
  return router.groups
    .filter(group => one.groups?.includes(group.id))
    .flatMap(group => group[way])
    .some(rule => matchesPeer(router, rule, far) && matchesProtocol(rule, packet.probe))
}

/** The network ACL at the boundary of the interface's subnet: the first entry that matches, for replies too. */
function crosses(router: Router, one: Interface, way: 'ingress' | 'egress', packet: Packet): boolean {
  const acl = router.networkAcls.find(({ id }) => id === one.networkAclId)
  if (!acl) throw new Error(`the fabric lacks ${one.networkAclId}`)
  const far = way === 'egress' ? packet.destination : packet.source
  return acl[way].find(entry => isIn(entry.cidr, far) && isAbout(entry, packet))?.allow ?? false
}

/** The port that a connection comes from, and replies go to. */
const SOURCE_PORT = 49_152

function isAbout({ protocol }: AclEntry, { probe, isReply }: Packet): boolean {
  if (protocol.name === 'all') return true
  if (protocol.name !== probe.name) return false
  if (probe.name === 'icmp') return 'type' in protocol && [isReply ? 0 : 8, -1].includes(protocol.type)
  const port = isReply ? SOURCE_PORT : probe.port
  return 'from' in protocol && protocol.from <= port && port <= protocol.to
}

function matchesPeer(router: Router, { peer }: Rule, far: string): boolean {
  if ('cidr' in peer) return isIn(peer.cidr, far)
  const addresses = router.groupAddresses[peer.group]
  if (!addresses) throw new Error(`the fabric lacks the addresses of ${peer.group}`)
  return addresses.includes(far)
}

function matchesProtocol({ protocol }: Rule, probe: Ping['probe']): boolean {
  if (protocol.name === 'all') return true
  if (protocol.name !== probe.name) return false
  if (probe.name === 'icmp') return 'type' in protocol && [8, -1].includes(protocol.type)
  return 'from' in protocol && protocol.from <= probe.port && probe.port <= protocol.to
}

function findInterface(fabric: Fabric, id: string): Place | undefined {
  for (const router of fabric.values()) {
    const one = 'interfaces' in router ? router.interfaces.find(other => other.id === id) : undefined
    if (one) return { router: router as Router, one }
  }
  return undefined
}

const blocks = new Map<string, Cidr>()

function block(text: string): Cidr {
  const known = blocks.get(text) ?? cidr(text)
  blocks.set(text, known)
  return known
}

const isIn = (text: string, one: string): boolean => holds(block(text), address(one))
