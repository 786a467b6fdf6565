/** The vocabulary of a packet's way through a fabric. */
import type { Gateway, Interface, NextHop, Part, PartId, Router } from '../../src/fabric/fabric.ts'
import type { Packet } from './fabric-filters.ts'

export type Fabric = ReadonlyMap<PartId, Part>

/** A packet, and whose source addresses NAT gateways have replaced by their own. */
export interface Traveller extends Packet {
  readonly nats: readonly { readonly hostId: string; readonly source: string; readonly own: string }[]
}

/** Who sends and answers. */
export type Place =
  | { readonly kind: 'interface'; readonly router: Router; readonly one: Interface }
  | { readonly kind: 'site'; readonly gateway: Gateway; readonly siteId: string }
  | { readonly kind: 'service'; readonly gateway: Gateway }
  /** Amazon's resolver or metadata, as a host asks it. */
  | { readonly kind: 'amazon'; readonly router: Router; readonly asker: Interface }
  | { readonly kind: 'internet' }

export interface Journey {
  readonly at: Place
  readonly packet: Traveller
}

/** What becomes of a packet next. It is dropped where there is nothing. */
export type Moved =
  | { readonly arrived: Journey }
  /** Somebody has it who sends it on. */
  | { readonly sends: Journey }
  /** It leaves the router. */
  | { readonly leaves: Router; readonly by: NextHop; readonly packet: Traveller }
  | undefined

export function nameOf(place: Place): string {
  switch (place.kind) {
    case 'interface':
      return place.one.id
    case 'site':
      return place.siteId
    case 'service':
      return place.gateway.id
    case 'amazon':
    case 'internet':
      return place.kind
  }
}
