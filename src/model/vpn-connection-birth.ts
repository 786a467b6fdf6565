/** How a VPN connection comes into being: with the addresses and the secrets of its two tunnels. */
import type { Birth } from './birth.ts'
import type { Cidr } from './cidr.ts'
import type { CustomerGateway } from './customer-gateway.ts'
import type { Network } from './network.ts'
import type { Tags } from './owned.ts'
import { freePublicAddress } from './public-pool.ts'
import { Refusal, refuse } from './refusals.ts'
import type { Tunnel, TunnelSettings, VpnConnection, VpnOptions } from './vpn-connection.ts'
import type { VpnGateway } from './vpn-gateway.ts'
import { freeInside, insideBlocksOf, whyNotInside, whyNotSettings } from './vpn-tunnel-rules.ts'

export interface TunnelWish {
  readonly inside?: Cidr
  readonly preSharedKey?: string
  readonly settings: TunnelSettings
}

interface NewVpnConnection {
  readonly customer: CustomerGateway
  readonly gateway: VpnGateway | undefined
  readonly options: VpnOptions
  readonly tunnels: readonly [TunnelWish, TunnelWish]
  readonly tags: Tags
}

/** A connection that is `pending`. Refuses: InvalidParameterValue (the block inside a tunnel), InsufficientAddressCapacity. */
export function newVpnConnection(
  network: Network,
  birth: Birth,
  { customer, gateway, options, tunnels: wishes, tags }: NewVpnConnection,
): VpnConnection | Refusal {
  const { place, now, newId } = birth
  const id = newId('vpn')
  const taken = { inside: new Set(insideBlocksOf(network, gateway?.id)), outside: new Set<string>() }
  const first = newTunnel(network, birth, `${id}/1`, wishes[0], taken)
  if (first instanceof Refusal) return first
  taken.inside.add(first.inside.text)
  taken.outside.add(first.outside)
  const second = newTunnel(network, birth, `${id}/2`, wishes[1], taken)
  if (second instanceof Refusal) return second
  return {
    kind: 'vpn-connection',
    id,
    ...place,
    customerGatewayId: customer.id,
    ...(gateway && { vpnGatewayId: gateway.id }),
    state: 'pending',
    since: now,
    options,
    tunnels: [first, second],
    routes: [],
    tags,
  }
}

interface Taken {
  readonly inside: ReadonlySet<string>
  readonly outside: ReadonlySet<string>
}

function newTunnel(
  network: Network,
  { newId }: Birth,
  seed: string,
  { inside, preSharedKey, settings }: TunnelWish,
  taken: Taken,
): Tunnel | Refusal {
  const no = inside && whyNotInside(inside, taken.inside)
  if (no) return no
  const outside = freePublicAddress(network, seed, taken.outside)
  if (!outside) return refuse('InsufficientAddressCapacity')
  return {
    outside: outside.text,
    inside: inside ?? freeInside(Number.parseInt(digitsOf(newId).slice(0, 6), 16), taken.inside),
    preSharedKey: preSharedKey ?? newPreSharedKey(newId),
    settings,
  }
}

/** 128 random bits, from two ids; a key does not begin with 0. */
const newPreSharedKey = (newId: Birth['newId']): string =>
  `${digitsOf(newId)}${digitsOf(newId)}`.replace(/^0/, '_')

/** The 16 random digits of a fresh id. */
const digitsOf = (newId: Birth['newId']): string => newId('key').slice(-16)

/**
 * A tunnel with what is asked for now in place of what was; the rest stays. Refuses: InvalidParameterValue (the settings
 * together, the block inside).
 */
export function retuned(
  network: Network,
  gatewayId: string | undefined,
  tunnel: Tunnel,
  { inside = tunnel.inside, preSharedKey = tunnel.preSharedKey, settings }: TunnelWish,
): Tunnel | Refusal {
  const merged: TunnelSettings = {
    ...tunnel.settings,
    ...settings,
    numbers: { ...tunnel.settings.numbers, ...settings.numbers },
    words: { ...tunnel.settings.words, ...settings.words },
    lists: { ...tunnel.settings.lists, ...settings.lists },
  }
  const others = insideBlocksOf(network, gatewayId).filter(text => text !== tunnel.inside.text)
  const no = whyNotSettings(merged) ?? whyNotInside(inside, new Set(others))
  return no ?? { ...tunnel, inside, preSharedKey, settings: merged }
}
