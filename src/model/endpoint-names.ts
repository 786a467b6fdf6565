/**
 * The DNS names of an interface endpoint: one of its own, one for each of its zones, and that of the service if the
 * endpoint takes it over inside its VPC. Source: AWS PrivateLink Guide, "DNS hostnames for VPC endpoint services".
 */
import { serviceOf } from './endpoint-services.ts'
import type { Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import type { InterfaceEndpoint, VpcEndpoint } from './vpc-endpoint.ts'

export interface EndpointName {
  readonly name: string
  /** Only inside the endpoint's VPC; a `*` at its head stands for any labels. */
  readonly isPrivate: boolean
  /** Whose addresses it stands for. */
  readonly interfaces: readonly NetworkInterface[]
}

/** The interfaces of an endpoint, in the order of its subnets; a gateway has none. */
export const interfacesOf = (network: Network, endpoint: VpcEndpoint): readonly NetworkInterface[] =>
  endpoint.type === 'Interface'
    ? endpoint.interfaceIds.flatMap(id => network.networkInterfaces.get(id) ?? [])
    : []

/** `interfaces` are the endpoint's. No names if its service is not known. */
export function endpointNames(
  network: Network,
  endpoint: InterfaceEndpoint,
  interfaces: readonly NetworkInterface[] = interfacesOf(network, endpoint),
): readonly EndpointName[] {
  const service = serviceOf(network, endpoint)
  if (!service) return []
  const own = `${endpoint.id}-${endpoint.id.slice(-8)}`
  const named = (label: string, of: readonly NetworkInterface[]): EndpointName => ({
    name: `${label}.${service.baseName}`,
    isPrivate: false,
    interfaces: of,
  })
  const { privateName } = service
  return [
    named(own, interfaces),
    ...interfaces.map(one => named(`${own}-${one.zone}`, [one])),
    ...(endpoint.privateDns && privateName ? [{ name: privateName, isPrivate: true, interfaces }] : []),
  ]
}
