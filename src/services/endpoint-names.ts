/**
 * Names of services behind VPC endpoints. An interface endpoint's own names are answered everywhere, though nobody outside
 * reaches what they say; the name of its service only inside its VPC, if the endpoint takes it over. The name of a
 * gateway's service is answered where the VPC has a gateway endpoint to it: elsewhere there is no such service in this
 * world, and the real one is asked for. Source: AWS PrivateLink Guide, "Access an AWS service using an interface endpoint"
 * and "Gateway endpoints".
 */
import { endpointNames as namesOf } from '../model/endpoint-names.ts'
import { serviceOf } from '../model/endpoint-services.ts'
import { serviceAddresses } from '../model/gateway-service.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { hasHostNames } from '../model/vpc-dns.ts'
import type { GatewayEndpoint, InterfaceEndpoint } from '../model/vpc-endpoint.ts'
import { type Asking, addressData, type Family, type Meaning, within } from './meaning.ts'

export const endpointNames: Family = (asking, name) => ownName(asking, name) ?? takenName(asking, name)

const OWN_NAME = /^(vpce-[0-9a-f]+)-[^.]+\.([^.]+(?:\.[^.]+)*\.vpce\.amazonaws\.com(?:\.cn)?)$/

function ownName({ network }: Asking, name: string): Meaning | undefined {
  const [, id = '', zone] = OWN_NAME.exec(name) ?? []
  if (zone === undefined) return undefined
  const endpoint = network.vpcEndpoints.get(id)
  const names = endpoint?.type === 'Interface' ? namesOf(network, endpoint) : []
  const own = names.find(one => !one.isPrivate && one.name === name)
  return own ? meaning(zone, own.interfaces) : { zone }
}

/** The name of a service, which an endpoint of the VPC that asks has taken over. */
function takenName(asking: Asking, name: string): Meaning | undefined {
  for (const endpoint of asking.network.vpcEndpoints.where('vpc', asking.vpc.id)) {
    const found =
      endpoint.type === 'Interface'
        ? interfaceService(asking, endpoint, name)
        : gatewayService(asking, endpoint, name)
    if (found) return found
  }
  return undefined
}

function interfaceService({ network, vpc }: Asking, endpoint: InterfaceEndpoint, name: string) {
  if (!hasHostNames(vpc)) return undefined
  const names = namesOf(network, endpoint)
  const taken = names.find(one => one.isPrivate && covers(one.name, name))
  return taken && meaning(taken.name.replace(/^\*\./, ''), taken.interfaces)
}

/** `*.dkr.ecr.us-east-1.amazonaws.com` covers what is in its domain, another name itself. */
function covers(pattern: string, name: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === name
  const labels = within(pattern.slice(2), name)
  return labels !== undefined && labels !== ''
}

/** The service's own name, and those in its domain: a bucket's. */
function gatewayService({ network }: Asking, endpoint: GatewayEndpoint, name: string): Meaning | undefined {
  const zone = serviceOf(network, endpoint)?.baseName
  if (zone === undefined || within(zone, name) === undefined) return undefined
  return { zone, data: serviceAddresses(endpoint).map(addressData) }
}

/** An endpoint answers by IPv4, with the primary addresses of its interfaces. */
const meaning = (zone: string, interfaces: readonly NetworkInterface[]): Meaning => ({
  zone,
  data: interfaces.map(one => addressData(one.addresses[0])),
})
