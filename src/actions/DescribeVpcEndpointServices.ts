import type { ServiceDetail } from '@aws-sdk/client-ec2'
import { type EndpointService, servicesIn, servicesNamed } from '../model/endpoint-services.ts'
import { refuse } from '../model/refusals.ts'
import { zonesOf } from '../model/regions.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { refuseUnsupported } from './unsupported.ts'

/** Amazon's services of the Region. Refuses: InvalidServiceName, UnsupportedOperation (other Regions), and what `describe` refuses. */
export const DescribeVpcEndpointServices: Decide<'DescribeVpcEndpointServices'> = (situation, input) => {
  const { region } = situation.caller
  if (input.ServiceRegions?.some(one => one !== region)) refuseUnsupported(input, { ServiceRegions: [] })
  const ids = input.ServiceNames?.flatMap(name => rowsNamed(region, name)).map(row => row.id)
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids })
  const shown = found.map(row => showService(row.service))
  const names = [...new Set(shown.map(one => one.ServiceName ?? ''))]
  return { reply: { ServiceNames: names, ServiceDetails: shown, NextToken } }
}

/** A service that has endpoints of two types is shown twice. */
interface Row {
  readonly id: string
  readonly service: EndpointService
}

const row = (service: EndpointService): Row => ({ id: `${service.name}/${service.type}`, service })

function rowsNamed(region: string, name: string): readonly Row[] {
  const services = servicesNamed(region, name)
  if (services.length === 0) throw refuse('InvalidServiceName', name)
  return services.map(row)
}

function catalogue({ caller }: Situation): Catalogue<Row> {
  const rows = servicesIn(caller.region).map(row)
  const byId = new Map(rows.map(one => [one.id, one]))
  return {
    all: () => rows,
    byId: id => byId.get(id) as Row,
    filters: {
      owner: () => AMAZON,
      'service-name': ({ service }) => service.name,
      'service-region': ({ service }) => service.region,
      'service-type': ({ service }) => service.type,
      'supported-ip-address-types': () => 'ipv4',
    },
    tags: () => ({}),
  }
}

const AMAZON = 'amazon'

const showService = ({
  name,
  serviceId,
  type,
  region,
  baseName,
  privateName,
}: EndpointService): ServiceDetail => ({
  ServiceName: name,
  ServiceId: serviceId,
  ServiceType: [{ ServiceType: type }],
  ServiceRegion: region,
  AvailabilityZoneIds: zonesOf(region).map(zone => zone.id),
  AvailabilityZones: zonesOf(region).map(zone => zone.name),
  Owner: AMAZON,
  BaseEndpointDnsNames: [baseName],
  ...(privateName !== undefined && {
    PrivateDnsName: privateName,
    PrivateDnsNames: [{ PrivateDnsName: privateName }],
    PrivateDnsNameVerificationState: 'verified' as const,
  }),
  VpcEndpointPolicySupported: true,
  AcceptanceRequired: false,
  ManagesVpcEndpoints: false,
  Tags: [],
  SupportedIpAddressTypes: ['ipv4'],
})
