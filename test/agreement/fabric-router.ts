/** What the router of a VPC and the hosts at it do with a packet. */
import type { Interface, NatGatewaySpec, NextHop, Router } from '../../src/fabric/fabric.ts'
import { isIn, longest, passesAcl, passesGroups } from './fabric-filters.ts'
import type { Moved, Place, Traveller } from './fabric-journey.ts'

/** From a host through its interface to the router: what it has itself it reaches without. */
export function leave(router: Router, one: Interface, packet: Traveller): Moved {
  const own = router.interfaces.filter(other => other.hostId === one.hostId)
  if (own.some(other => other.addresses.includes(packet.destination)))
    return { arrived: { at: { kind: 'interface', router, one }, packet } }
  if (one.sourceDestCheck && !one.addresses.includes(packet.source)) return undefined
  const ports = portsOfAmazon(router, packet.destination)
  if (ports.length > 0) return askAmazon(ports, router, one, packet)
  if (!passesGroups(router, one, 'egress', packet)) return undefined
  const by = nextHop(router, one, packet.destination)
  const to = by && 'interface' in by ? interfaceOf(router, by.interface) : undefined
  if (to?.subnetId !== one.subnetId && !passesAcl(router, one, 'egress', packet)) return undefined
  return to ? receive(router, to, packet, one.subnetId) : by && { leaves: router, by, packet }
}

const portsOfAmazon = ({ services }: Router, destination: string): readonly string[] => [
  ...(services.resolver.includes(destination) ? ['tcp 53', 'udp 53'] : []),
  ...(services.metadata.includes(destination) ? ['tcp 80'] : []),
]

function askAmazon(ports: readonly string[], router: Router, asker: Interface, packet: Traveller): Moved {
  const { probe } = packet
  const isAnswered = probe.name !== 'icmp' && ports.includes(`${probe.name} ${probe.port}`)
  return isAnswered ? { arrived: { at: { kind: 'amazon', router, asker }, packet } } : undefined
}

/** Neighbours in the subnet, then what overrides the local routes, then those, then the table. Undefined: it is dropped. */
function nextHop(router: Router, one: Interface, destination: string): NextHop | undefined {
  const table = router.routeTables.find(({ id }) => id === one.routeTableId)
  if (!table) throw new Error(`the fabric lacks ${one.routeTableId}`)
  const local = neighbour(router, destination)
  if (local?.subnetId === one.subnetId) return { interface: local.id }
  const override = longest(table.overrides, route => route.destination, destination)
  if (override) return override.nextHop
  if (local) return { interface: local.id }
  if (router.blocks.some(block => isIn(block, destination))) return undefined
  return longest(table.routes, route => route.destination, destination)?.nextHop
}

export const neighbour = (router: Router, destination: string): Interface | undefined =>
  router.interfaces.find(one => one.addresses.includes(destination))

export const interfaceOf = (router: Router, id: string): Interface | undefined =>
  router.interfaces.find(one => one.id === id)

/** From the router to an interface, and what its host does with the packet: it takes none that claims to be its own. */
export function receive(router: Router, one: Interface, packet: Traveller, fromSubnetId?: string): Moved {
  const isOwn = one.addresses.includes(packet.destination)
  if (one.sourceDestCheck && !isOwn) return undefined
  if (one.subnetId !== fromSubnetId && !passesAcl(router, one, 'ingress', packet)) return undefined
  if (!passesGroups(router, one, 'ingress', packet) || one.addresses.includes(packet.source)) return undefined
  const at = { kind: 'interface', router, one } as const
  const nat = router.natGateways.find(({ id }) => id === one.hostId)
  if (nat) return packet.isReply ? giveBack(nat, at, packet) : translate(nat, at, packet)
  return isOwn ? { arrived: { at, packet } } : { sends: { at, packet } }
}

/** A connection from inside the VPC goes on as the gateway's own. */
function translate({ id, addresses, sources }: NatGatewaySpec, at: Place, packet: Traveller): Moved {
  const { source, destination, nats } = packet
  const [own] = addresses
  const isTaken = sources.some(block => isIn(block, source)) && !addresses.includes(destination)
  if (own === undefined || !isTaken) return undefined
  return { sends: { at, packet: { ...packet, source: own, nats: [...nats, { hostId: id, source, own }] } } }
}

/** The reply of a connection goes on to whoever has begun it; nothing else passes. */
function giveBack({ id }: NatGatewaySpec, at: Place, packet: Traveller): Moved {
  const last = packet.nats.findLast(nat => nat.hostId === id)
  if (last?.own !== packet.destination) return undefined
  const nats = packet.nats.filter(nat => nat !== last)
  return { sends: { at, packet: { ...packet, destination: last.source, nats } } }
}
