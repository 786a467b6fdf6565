/**
 * Where something answers in a part that is real, beside the instances: Amazon's resolver and the metadata in the router
 * of a VPC, the host of an interface endpoint, the service behind a gateway endpoint, the host on the Internet. Pure.
 */
import { isIPv6 } from 'node:net'
import type { SocketAddress } from '../drivers/driver.ts'
import type { Gateway, Internet, Part, Router } from '../fabric/fabric.ts'

export interface Door extends SocketAddress {
  /** In whose namespace, if not in the part's own. */
  readonly hostId?: string
  readonly answers: Answers
}

/** Who answers, and what they have to know for it. */
export type Answers =
  | { readonly who: 'resolver'; readonly vpcId: string }
  | { readonly who: 'metadata'; readonly vpcId: string }
  | { readonly who: 'endpoint'; readonly endpointId: string }
  | { readonly who: 'internet' }

const PORTS = { dns: 53, http: 80, https: 443 } as const

export function doorsOf(part: Part): readonly Door[] {
  if ('interfaces' in part) return [...routerDoors(part), ...endpointDoors(part)]
  if ('service' in part) return serviceDoors(part)
  return 'addresses' in part ? internetDoors(part) : []
}

/**
 * Over TCP a door for all addresses of a family: the firewall lets nobody ask elsewhere, and a connection knows where it
 * was asked for. Over UDP one for each: an answer comes from where its socket is.
 */
function routerDoors({ vpcId, services }: Router): readonly Door[] {
  const resolver: Answers = { who: 'resolver', vpcId }
  return [
    ...services.resolver.map((address): Door => {
      return { protocol: 'udp', address, port: PORTS.dns, answers: resolver }
    }),
    ...anyOf(services.resolver).map(address => tcp(address, resolver, PORTS.dns)),
    ...anyOf(services.metadata).map(address => tcp(address, { who: 'metadata', vpcId })),
  ]
}

/** What stands for every address of these families. */
const anyOf = (addresses: readonly string[]): readonly string[] => [
  ...new Set(addresses.map(address => (isIPv6(address) ? '::' : '0.0.0.0'))),
]

/** The hosts of interface endpoints, known by their ids. */
const endpointDoors = ({ interfaces }: Router): readonly Door[] =>
  interfaces
    .filter(({ hostId }) => hostId.startsWith('vpce-'))
    .flatMap(({ hostId, addresses }) =>
      addresses.flatMap(address => endpoint(address, hostId)).map(door => ({ ...door, hostId })),
    )

const serviceDoors = ({ id, service }: Gateway): readonly Door[] =>
  (service?.addresses ?? []).flatMap(address => endpoint(address, id))

const internetDoors = ({ addresses }: Internet): readonly Door[] =>
  addresses.map(address => tcp(address, { who: 'internet' }))

const tcp = (address: string, answers: Answers, port: number = PORTS.http): Door => ({
  protocol: 'tcp',
  address,
  port,
  answers,
})

/** Nothing speaks TLS there, but whether the port is reached is what people try. */
const endpoint = (address: string, endpointId: string): readonly Door[] =>
  [PORTS.http, PORTS.https].map(port => tcp(address, { who: 'endpoint', endpointId }, port))
