/** What answers behind a gateway endpoint: the service has an address in each block of its prefix list. */
import { type Address, nth } from './cidr.ts'
import { listOfGateway } from './endpoint-rules.ts'
import { entriesOf } from './prefix-list.ts'
import type { GatewayEndpoint } from './vpc-endpoint.ts'

export const serviceAddresses = (endpoint: GatewayEndpoint): readonly Address[] =>
  entriesOf(listOfGateway(endpoint)).map(entry => nth(entry.cidr, 1))
