/** Where a local operator runs commands and listens: the namespaces of what has addresses, by id. */
import type { Location, Tap } from '../drivers/driver.ts'
import { hostOf } from '../model/connected.ts'
import { stateOf } from '../model/endpoint-lifecycle.ts'
import type { Network } from '../model/network.ts'
import type { Engine } from './engine.ts'
import { type Guest, guestOf } from './guest.ts'

export interface Place {
  readonly id: string
  readonly state: string
  /** The name of the data plane's driver. */
  readonly driver: string
  /** Absent: there is nothing to enter. */
  readonly location?: Location | undefined
  /** Of a network interface: the router's end of its cable. */
  readonly tap?: Tap | undefined
  /** What an instance is told of names. */
  readonly guest?: Guest | undefined
  /** The file that has what an instance prints. */
  readonly console?: string
}

/** By the prefix of the id: what it is, and its state; undefined if there is none with this id. */
const PLACES: Readonly<
  Record<string, { readonly what: string; state(network: Network, id: string): string | undefined }>
> = {
  i: { what: 'instance', state: (network, id) => network.instances.get(id)?.state },
  eni: { what: 'network interface', state: interfaceState },
  nat: { what: 'NAT gateway', state: (network, id) => network.natGateways.get(id)?.state },
  vpce: { what: 'VPC endpoint', state: endpointState },
  vpn: { what: 'VPN connection', state: (network, id) => network.vpnConnections.get(id)?.state },
  internet: { what: 'internet', state: () => 'available' },
}

/** A sentence if there is nothing with this id. */
export async function placeOf({ network, driver, consoles }: Engine, id: string): Promise<Place | string> {
  const kind = PLACES[/^[a-z]+/.exec(id)?.[0] ?? '']
  if (!kind)
    return `Commands run in what is named i-…, eni-…, nat-…, vpce-…, vpn-… or internet, not in ${id}.`
  const state = kind.state(network, id)
  if (state === undefined) return `There is no ${kind.what} ${id}.`
  const one = network.networkInterfaces.get(id)
  const host = one ? hostOf(network, one) : id
  const location = host === undefined ? undefined : await driver.locate(host)
  const tap = one && location ? await driver.tap(one.vpcId, one.id) : undefined
  const console = kind === PLACES.i ? consoles.fileOf(id) : undefined
  const guest = host === undefined ? undefined : guestOf(network, host)
  return { id, state, driver: driver.name, location, tap, guest, ...(console && { console }) }
}

function interfaceState(network: Network, id: string): string | undefined {
  const one = network.networkInterfaces.get(id)
  if (!one) return undefined
  return hostOf(network, one) === undefined ? 'without a host that is up' : 'in-use'
}

function endpointState(network: Network, id: string): string | undefined {
  const one = network.vpcEndpoints.get(id)
  return one && stateOf(one)
}
