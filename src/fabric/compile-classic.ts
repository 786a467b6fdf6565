/**
 * ClassicLink: an instance of EC2-Classic that is linked to a VPC is a guest interface of that VPC's router, with the groups
 * of the link and the main route table. Peers see it as the options of the peering say, each for what leaves its own side.
 * Source: VPC Peering Guide, "Configurations with ClassicLink".
 */
import { connectedIn } from '../model/connected.ts'
import { type Instance, isUp } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import { type Peering, type PeeringSide, peerOf, sidesOf } from '../model/peering.ts'
import { mainTableOf } from '../model/route-choice.ts'
import { gatewayOf } from '../model/subnet.ts'
import { ipv4BlocksOf } from '../model/vpc.ts'
import { carryingPeerings } from './carrying.ts'
import type { ClassicLink, Interface, RouteSpec } from './fabric.ts'
import { subnetsOf } from './has-router.ts'
import { MTU } from './mtu.ts'
import { order, sorted } from './order.ts'
import { linkIdOf, partOfClassicLink } from './part-ids.ts'

/** The instances that are up and linked to a VPC. */
export const linkedTo = (network: Network, vpcId: string): readonly Instance[] =>
  sorted(network.instances.where('linked', vpcId).filter(isUp))

export function classicLink(network: Network, linkId: string): ClassicLink | undefined {
  const instance = network.instances.get(linkId.replace(/^lnk-/, 'i-'))
  const vpcId = instance && isUp(instance) ? instance.classicLink?.vpcId : undefined
  const [subnet] = vpcId === undefined ? [] : subnetsOf(network, connectedIn(network, vpcId))
  const own = instance && interfaceOf(network, instance)
  if (vpcId === undefined || !instance || !own || !subnet) return undefined
  return {
    part: partOfClassicLink(instance.id),
    id: linkId,
    instanceId: instance.id,
    vpcId,
    mac: macOfLink(own.mac),
    mtu: MTU.inRegion,
    address: own.addresses[0].text,
    gateway: gatewayOf(subnet).text,
    destinations: destinations(network, vpcId),
  }
}

/** As which it takes part in the VPC. */
export function guest(network: Network, vpcId: string, instance: Instance): readonly Interface[] {
  const own = interfaceOf(network, instance)
  if (!own) return []
  const id = linkIdOf(instance.id)
  const [{ text: address }] = own.addresses
  return [
    {
      id,
      hostId: instance.id,
      isGuest: true,
      device: id,
      mac: macOfLink(own.mac),
      mtu: MTU.inRegion,
      addresses: [address],
      prefix: 32,
      gateway: address,
      subnetId: id,
      routeTableId: mainTableOf(network, vpcId).id,
      groups: [...(instance.classicLink?.groups ?? [])].sort(),
      sourceDestCheck: true,
    },
  ]
}

const interfaceOf = (network: Network, { id }: Instance) => network.networkInterfaces.where('instance', id)[0]

/** A second address of the same maker's: the instance has one for its own network already. */
const macOfLink = (mac: string): string => mac.replace(/^../, '06')

const sideOf = (peering: Peering, vpcId: string): PeeringSide =>
  sidesOf(peering).find(side => side.vpcId === vpcId) as PeeringSide

/** What a linked instance can send to: the VPC, and the peers that the VPC lets it speak to. */
const destinations = (network: Network, vpcId: string): readonly string[] =>
  [vpcId, ...peersHeard(network, vpcId)]
    .flatMap(id => network.vpcs.get(id) ?? [])
    .flatMap(vpc => ipv4BlocksOf(vpc).map(block => block.text))
    .sort(order)

const peersHeard = (network: Network, vpcId: string): readonly string[] =>
  carryingPeerings(network, vpcId)
    .filter(peering => sideOf(peering, vpcId).options.classicLinkToRemoteVpc)
    .map(peering => peerOf(peering, vpcId).vpcId)

/** Of what is linked to a VPC, as blocks. */
const addresses = (network: Network, vpcId: string): readonly string[] =>
  linkedTo(network, vpcId).flatMap(instance => {
    const own = interfaceOf(network, instance)
    return own ? [`${own.addresses[0].text}/32`] : []
  })

/** The addresses of instances that may speak from the other side of a peering beside those of its VPC. */
export function heardFrom(network: Network, peering: Peering, vpcId: string): readonly string[] {
  const peer = peerOf(peering, vpcId)
  return peer.options.classicLinkToRemoteVpc ? addresses(network, peer.vpcId) : []
}

/** The routes of every table to what is linked to peers that the VPC may speak to. */
export const routesToLinked = (
  network: Network,
  vpcId: string,
  peerings: readonly Peering[],
): readonly RouteSpec[] =>
  peerings
    .filter(peering => sideOf(peering, vpcId).options.vpcToRemoteClassicLink)
    .flatMap(peering =>
      addresses(network, peerOf(peering, vpcId).vpcId).map(destination => ({
        destination,
        nextHop: { peering: peering.id },
      })),
    )
