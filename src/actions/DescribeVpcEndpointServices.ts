import { type EndpointService, servicesFor, servicesNamed } from '../model/endpoint-services.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ADDRESS_TYPE, AMAZON, showService } from './show-endpoint-service.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Amazon's services of the Region, and those that the caller owns or may connect to. Refuses: InvalidServiceName,
 * UnsupportedOperation (other Regions), and what `describe` refuses.
 */
export const DescribeVpcEndpointServices: Decide<'DescribeVpcEndpointServices'> = (situation, input) => {
  const { caller } = situation
  if (input.ServiceRegions?.some(one => one !== caller.region))
    refuseUnsupported(input, { ServiceRegions: [] })
  const ids = input.ServiceNames?.flatMap(name => rowsNamed(situation, name)).map(row => row.id)
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids })
  const shown = found.map(row => showService(row.service, caller))
  const names = [...new Set(shown.map(one => one.ServiceName ?? ''))]
  return { reply: { ServiceNames: names, ServiceDetails: shown, NextToken } }
}

/** A service that has endpoints of two types is shown twice. */
interface Row {
  readonly id: string
  readonly service: EndpointService
}

const row = (service: EndpointService): Row => ({ id: `${service.name}/${service.type}`, service })

function rowsNamed({ network, caller }: Situation, name: string): readonly Row[] {
  const services = servicesNamed(network, caller, name)
  if (services.length === 0) throw refuse('InvalidServiceName', name)
  return services.map(row)
}

function catalogue({ network, caller }: Situation): Catalogue<Row> {
  const rows = servicesFor(network, caller).map(row)
  const byId = new Map(rows.map(one => [one.id, one]))
  return {
    all: () => rows,
    byId: id => byId.get(id) as Row,
    filters: {
      owner: ({ service }) => service.shared?.ownerId ?? AMAZON,
      'service-name': ({ service }) => service.name,
      'service-region': ({ service }) => service.region,
      'service-type': ({ service }) => service.type,
      'supported-ip-address-types': () => ADDRESS_TYPE,
    },
    tags: ({ service }) => (service.shared?.ownerId === caller.accountId ? service.shared.tags : {}),
  }
}
