/** What becomes of a packet outside of routers: over a peering into another one, through gateways, on the Internet. */
import type { Gateway, Internet, Link, NextHop, Router, Uplink } from '../../src/fabric/fabric.ts'
import { isIn, longest, versionOf } from './fabric-filters.ts'
import type { Fabric, Moved, Traveller } from './fabric-journey.ts'
import { interfaceOf, neighbour, receive } from './fabric-router.ts'

/** Out of a router: by a peering or a gateway. */
export function takeHop(fabric: Fabric, router: Router, hop: NextHop, packet: Traveller): Moved {
  if ('peering' in hop) return throughPeering(fabric, router, hop.peering, packet)
  const uplink = 'gateway' in hop ? router.uplinks.find(({ id }) => id === hop.gateway) : undefined
  const gateway = uplink && gatewayOf(fabric, uplink.id)
  return gateway && LEAVE[uplink.kind]({ fabric, router, uplink, gateway, packet })
}

const gatewayOf = (fabric: Fabric, id: string) => fabric.get(`gateway/${id}`) as Gateway | undefined
const routerOf = (fabric: Fabric, vpcId: string) => fabric.get(`vpc/${vpcId}`) as Router | undefined

/** Into the other router: the source is checked, then only its interfaces are seen. */
function throughPeering(fabric: Fabric, from: Router, peeringId: string, packet: Traveller): Moved {
  const link = fabric.get(`peering/${peeringId}`) as Link | undefined
  if (!link || !from.peerings.some(end => end.id === peeringId)) return undefined
  const isRequester = link.requesterVpcId === from.vpcId
  const router = routerOf(fabric, isRequester ? link.accepterVpcId : link.requesterVpcId)
  const end = router?.peerings.find(one => one.id === peeringId)
  if (!router || !end?.peerBlocks.some(block => isIn(block, packet.source))) return undefined
  const one = neighbour(router, packet.destination)
  return one && receive(router, one, packet)
}

interface AtUplink {
  readonly fabric: Fabric
  readonly router: Router
  readonly uplink: Uplink
  readonly gateway: Gateway
  readonly packet: Traveller
}

const LEAVE: Readonly<Record<Uplink['kind'], (at: AtUplink) => Moved>> = {
  internet({ fabric, router, uplink, packet }) {
    const mapping = uplink.mappings.find(one => one.private === packet.source)
    const source = isOwnIpv6(router, packet.source) ? packet.source : mapping?.public
    return source === undefined ? undefined : throughInternet(fabric, { ...packet, source })
  },
  'egress-only': ({ fabric, router, packet }) =>
    packet.isReply || !isOwnIpv6(router, packet.source) ? undefined : throughInternet(fabric, packet),
  vpn: ({ fabric, gateway, packet }) => throughVpn(fabric, gateway, packet),
  endpoint({ gateway, packet }) {
    const isAnswered = packet.probe.name !== 'udp' && gateway.service?.addresses.includes(packet.destination)
    return isAnswered ? { arrived: { at: { kind: 'service', gateway }, packet } } : undefined
  },
}

const isOwnIpv6 = (router: Router, source: string): boolean =>
  versionOf(source) === 6 && router.blocks.some(block => isIn(block, source))

/** To the host there, or to whichever gateway leads back to the address. */
export function throughInternet(fabric: Fabric, packet: Traveller): Moved {
  const world = fabric.get('internet/world') as Internet | undefined
  if (world?.addresses.includes(packet.destination)) return { arrived: { at: { kind: 'internet' }, packet } }
  const gateways = [...fabric.values()].filter(
    (part): part is Gateway => 'sites' in part && (part.kind === 'internet' || part.kind === 'egress-only'),
  )
  const ways = gateways.flatMap(gateway => gateway.routes.map(block => ({ gateway, block })))
  const way = longest(ways, ({ block }) => block, packet.destination)
  return way && enter(fabric, way.gateway, packet)
}

/** To a site, or back to the VPC. */
export function throughVpn(fabric: Fabric, gateway: Gateway, packet: Traveller): Moved {
  const networks = gateway.sites.flatMap(site => site.networks.map(network => ({ site, ...network })))
  const back = gateway.routes.map(block => ({ site: undefined, block, host: undefined }))
  const way = longest([...networks, ...back], ({ block }) => block, packet.destination)
  if (!way?.site) return way && enter(fabric, gateway, packet)
  const { id: siteId, networks: own } = way.site
  const isHost = own.some(({ host }) => host === packet.destination)
  return isHost ? { arrived: { at: { kind: 'site', gateway, siteId }, packet } } : undefined
}

export const fromService = (fabric: Fabric, gateway: Gateway, packet: Traveller): Moved =>
  gateway.routes.some(block => isIn(block, packet.destination)) ? enter(fabric, gateway, packet) : undefined

/** From a gateway into its VPC: the gateway's own table may lead to a middlebox, else only interfaces are seen. */
function enter(fabric: Fabric, gateway: Gateway, packet: Traveller): Moved {
  const router = routerOf(fabric, gateway.vpcId)
  const uplink = router?.uplinks.find(({ id }) => id === gateway.id)
  if (!router || !uplink || (uplink.kind === 'egress-only' && !packet.isReply)) return undefined
  const destination = privateDestination(uplink, packet)
  const one = destination === undefined ? undefined : atEdge(router, uplink, destination)
  return one && destination !== undefined ? receive(router, one, { ...packet, destination }) : undefined
}

function atEdge(router: Router, { routeTableId }: Uplink, destination: string) {
  const table = router.routeTables.find(({ id }) => id === routeTableId)
  const override = table && longest(table.overrides, route => route.destination, destination)
  if (!override) return neighbour(router, destination)
  const { nextHop } = override
  return nextHop && 'interface' in nextHop ? interfaceOf(router, nextHop.interface) : undefined
}

function privateDestination({ kind, mappings }: Uplink, { destination }: Traveller): string | undefined {
  if (kind !== 'internet' || versionOf(destination) === 6) return destination
  return mappings.find(mapping => mapping.public === destination)?.private
}
