/**
 * What a kernel would do with a packet, told from the fabric alone: router by router, table by table, through gateways and
 * NAT, out to the Internet and to sites. It shares no code with src/reach beyond address arithmetic, so that the two can
 * be held against each other.
 */
import type { Internet, Router } from '../../src/fabric/fabric.ts'
import { type Probe, versionOf } from './fabric-filters.ts'
import { fromService, takeHop, throughInternet, throughVpn } from './fabric-gateways.ts'
import { type Fabric, type Journey, type Moved, nameOf, type Place } from './fabric-journey.ts'
import { leave } from './fabric-router.ts'

export interface Ping {
  /** `eni-…`, `vpn-…` for the site at its other end, or an address on the Internet. */
  readonly from: string
  readonly to: string
  readonly probe: Probe
}

/** Whether a ping is answered, or a connection gets through: the answer comes back to where it is awaited. */
export function answers(fabric: Fabric, { from, to, probe }: Ping): boolean {
  const start = findPlace(fabric, from)
  const source = start && addressesAt(start, from).find(own => versionOf(own) === versionOf(to))
  if (!start || source === undefined) return false
  const request = { source, destination: to, probe, isReply: false, nats: [] }
  const there = walk(fabric, { at: start, packet: request })
  if (!there) return false
  const { packet } = there
  const reply = { ...packet, source: packet.destination, destination: packet.source, isReply: true }
  const back = walk(fabric, { at: there.at, packet: reply })
  return (
    back !== undefined &&
    nameOf(back.at) === nameOf(start) &&
    back.packet.source === to &&
    back.packet.destination === source
  )
}

/** More steps than any way has that leads somewhere. */
const MOST_STEPS = 60

function walk(fabric: Fabric, begin: Journey): Journey | undefined {
  let moved: Moved = { sends: begin }
  for (let steps = 0; moved && steps < MOST_STEPS; steps++) {
    if ('arrived' in moved) return moved.arrived
    moved =
      'sends' in moved ? send(fabric, moved.sends) : takeHop(fabric, moved.leaves, moved.by, moved.packet)
  }
  return undefined
}

function send(fabric: Fabric, { at, packet }: Journey): Moved {
  switch (at.kind) {
    case 'interface':
      return leave(at.router, at.one, packet)
    case 'site':
      return throughVpn(fabric, at.gateway, packet)
    case 'service':
      return fromService(fabric, at.gateway, packet)
    case 'amazon':
      return { arrived: { at: { kind: 'interface', router: at.router, one: at.asker }, packet } }
    case 'internet':
      return throughInternet(fabric, packet)
  }
}

function findPlace(fabric: Fabric, id: string): Place | undefined {
  const world = fabric.get('internet/world') as Internet | undefined
  if (world?.addresses.includes(id)) return { kind: 'internet' }
  for (const part of fabric.values()) {
    if ('sites' in part && part.sites.some(site => site.id === id))
      return { kind: 'site', gateway: part, siteId: id }
    const one = 'interfaces' in part ? part.interfaces.find(other => other.id === id) : undefined
    if (one) return { kind: 'interface', router: part as Router, one }
  }
  return undefined
}

function addressesAt(place: Place, id: string): readonly string[] {
  if (place.kind === 'interface') return place.one.addresses
  if (place.kind !== 'site') return [id]
  const site = place.gateway.sites.find(one => one.id === place.siteId)
  return site?.networks.map(network => network.host) ?? []
}
