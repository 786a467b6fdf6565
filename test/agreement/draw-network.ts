/** Draws a sketch out: every document of the network that it means, built as the product builds them where it can. */
import { nth } from '../../src/model/cidr.ts'
import { hostIn, networksOf } from '../../src/model/customer-site.ts'
import { INTERNET_HOST } from '../../src/model/internet.ts'
import { type Document, LiveNetwork, type Network, put } from '../../src/model/network.ts'
import { drawAcl, drawRule, openings } from './draw-filters.ts'
import { drawGateways, drawSite } from './draw-gateways.ts'
import { drawInstance, drawNat } from './draw-hosts.ts'
import { drawPeerings } from './draw-peerings.ts'
import { drawEdge, drawRoute, type Targets } from './draw-routes.ts'
import { drawVpc } from './draw-vpc.ts'
import type { Sketch } from './sketch.ts'

export function networkOf(sketch: Sketch): LiveNetwork {
  const network = new LiveNetwork()
  network.apply(1, documentsOf(sketch).map(put))
  return network
}

/** Every document of the network that a sketch means, each once. */
export function documentsOf(sketch: Sketch): readonly Document[] {
  const vpcs = sketch.vpcs.map(drawVpc)
  const peerings = drawPeerings(sketch.peerings, vpcs)
  const gateways = drawGateways(sketch.gateways, vpcs)
  const nats = sketch.nats.map(nat => drawNat(nat, vpcs))
  const instances = sketch.instances.map(instance => drawInstance(instance, vpcs))
  const targets: Targets = { peerings: peerings.map(({ peering }) => peering), gateways, nats, instances }
  const all = [
    ...vpcs.flatMap(vpc => vpc.documents),
    ...targets.peerings,
    ...peerings.flatMap(({ routes }) => routes),
    ...gateways.flatMap(({ documents }) => documents),
    ...sketch.sites.map((site, at) => drawSite(site, at, vpcs, gateways)),
    ...[...nats, ...instances].flatMap(({ documents }) => documents),
    ...sketch.routes.flatMap(route => drawRoute(route, vpcs, targets)),
    ...sketch.edges.flatMap(edge => drawEdge(edge, vpcs, targets)),
    ...sketch.acls.flatMap(acl => drawAcl(acl, vpcs)),
    ...[...openings(sketch.vpcs), ...sketch.rules].map((rule, at) => drawRule(rule, at, vpcs)),
  ]
  return [...new Map(all.map(document => [`${document.kind}/${document.id}`, document])).values()]
}

/** Addresses worth sending to: everyone's, private and public, some that nobody has, and those outside. */
export function addressesIn(network: Network): readonly string[] {
  const interfaces = [...network.networkInterfaces.values()]
  const subnets = [...network.subnets.values()]
  const blocks = subnets.flatMap(subnet => [subnet.cidr, ...subnet.ipv6Blocks.map(one => one.cidr)])
  const sites = [...network.vpnConnections.values()].flatMap(connection => networksOf(connection).map(hostIn))
  const all = [
    ...interfaces.flatMap(one => [...one.addresses, ...(one.publicAddress ? [one.publicAddress] : [])]),
    ...[...network.elasticAddresses.values()].map(elastic => elastic.address),
    ...blocks.map(block => nth(block, 200)),
    ...sites,
    ...INTERNET_HOST,
  ].map(address => address.text)
  return [...new Set([...all, NOBODY, SERVICE, ...AMAZON])]
}

/** Nobody on the Internet has it. */
const NOBODY = '198.51.100.7'
/** Of the service that gateway endpoints lead to. */
const SERVICE = '52.216.0.1'
const AMAZON = ['169.254.169.253', '169.254.169.254']
