/**
 * Where something answers in a part that is real, beside the instances: Amazon's resolver and the metadata in the router
 * of a VPC, the host of an interface endpoint, the service behind a gateway endpoint, the host on the Internet. Pure.
 */
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

const routerDoors = ({ vpcId, services }: Router): readonly Door[] => [
  ...services.resolver.flatMap(address =>
    (['udp', 'tcp'] as const).map((protocol): Door => {
      return { protocol, address, port: PORTS.dns, answers: { who: 'resolver', vpcId } }
    }),
  ),
  ...services.metadata.map(address => http(address, { who: 'metadata', vpcId })),
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
  addresses.map(address => http(address, { who: 'internet' }))

const http = (address: string, answers: Answers, port: number = PORTS.http): Door => ({
  protocol: 'tcp',
  address,
  port,
  answers,
})

/** Nothing speaks TLS there, but whether the port is reached is what people try. */
const endpoint = (address: string, endpointId: string): readonly Door[] =>
  [PORTS.http, PORTS.https].map(port => http(address, { who: 'endpoint', endpointId }, port))
