/**
 * The services that VPC endpoints lead to: Amazon's in each Region, a choice of the usual ones with ids of our choosing,
 * and those that accounts share.
 * Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink" and "Gateway endpoints".
 */
import { GATEWAY_SERVICES } from './amazon-prefix-lists.ts'
import { isConnection } from './endpoint-connection.ts'
import { type SharedService, serviceBaseName, serviceName } from './endpoint-service.ts'
import type { Network } from './network.ts'
import type { Caller } from './owned.ts'
import { dnsSuffixOf, partitionOf, regionIndex, zonesOf } from './regions.ts'
import { maySee } from './service-permissions.ts'
import type { VpcEndpoint } from './vpc-endpoint.ts'

export interface EndpointService {
  readonly name: string
  /** `vpce-svc-…` */
  readonly serviceId: string
  readonly type: VpcEndpoint['type'] | SharedService['type']
  readonly region: string
  /** `ec2.us-east-1.vpce.amazonaws.com`: under it the names of endpoints stand. */
  readonly baseName: string
  /** The service's public name, which an endpoint may take over inside its VPC. */
  readonly privateName?: string
  /** Absent: it is Amazon's. */
  readonly shared?: SharedService
}

/**
 * Services with interface endpoints, by the last part of their names; after a `=`, how the
 * service's own name begins, which an endpoint can take over; S3 and DynamoDB do not let it, in this form.
 */
const INTERFACE_SERVICES = [
  ...['s3=', 'dynamodb=', 'athena', 'autoscaling', 'bedrock', 'bedrock-runtime', 'cloudformation'],
  ...[
    'cloudtrail',
    'codebuild',
    'config',
    'ec2',
    'ec2messages',
    'ecr.api=api.ecr',
    'ecr.dkr=*.dkr.ecr',
    'ecs',
  ],
  ...['ecs-agent=ecs-a', 'ecs-telemetry=ecs-t', 'elasticfilesystem', 'elasticloadbalancing', 'events'],
  ...['execute-api=*.execute-api', 'glue', 'kinesis-firehose=firehose', 'kinesis-streams=kinesis', 'kms'],
  ...['lambda', 'logs', 'monitoring', 'rds', 'rds-data', 'sagemaker.api=api.sagemaker'],
  ...['sagemaker.runtime=runtime.sagemaker', 'secretsmanager', 'sns', 'sqs', 'ssm', 'ssmmessages', 'states'],
  ...['sts', 'xray'],
] as const

const FIRST_ID = 0x5e_00_00_00
const ROOM_FOR_EACH_REGION = 256

const known = new Map<string, readonly EndpointService[]>()

/** The services of a Region, gateways first; none in one that is not in the catalogue. */
export function servicesIn(region: string): readonly EndpointService[] {
  const before = known.get(region)
  if (before) return before
  const made =
    zonesOf(region).length === 0
      ? []
      : [
          ...GATEWAY_SERVICES.map(name => gatewayService(region, name)),
          ...INTERFACE_SERVICES.map(text => interfaceService(region, text)),
        ].map((service, n) => ({ ...service, serviceId: serviceId(region, n) }))
  known.set(region, made)
  return made
}

const serviceId = (region: string, n: number): string =>
  `vpce-svc-${(FIRST_ID + regionIndex(region) * ROOM_FOR_EACH_REGION + n).toString(16).padStart(17, '0')}`

const gatewayService = (region: string, name: string) => ({
  name: `com.amazonaws.${region}.${name}`,
  type: 'Gateway' as const,
  region,
  baseName: `${name}.${region}.${dnsSuffixOf(region)}`,
})

function interfaceService(region: string, text: string) {
  const [name = '', own = name] = text.split('=')
  const isChina = partitionOf(region) === 'aws-cn'
  return {
    name: `${isChina ? 'cn.' : ''}com.amazonaws.${region}.${name}`,
    type: 'Interface' as const,
    region,
    baseName: `${name}.${region}.vpce.${dnsSuffixOf(region)}`,
    ...(own !== '' && { privateName: `${own}.${region}.${dnsSuffixOf(region)}` }),
  }
}

/** A shared service as endpoints see it; its private name is there for them once it is verified. */
const asService = (shared: SharedService): EndpointService => ({
  name: serviceName(shared),
  serviceId: shared.id,
  type: shared.type,
  region: shared.region,
  baseName: serviceBaseName(shared),
  ...(shared.privateDns?.state === 'verified' && { privateName: shared.privateDns.name }),
  shared,
})

/** All that a caller may make endpoints to: Amazon's first, then those shared with him. */
export const servicesFor = (network: Network, caller: Caller): readonly EndpointService[] => [
  ...servicesIn(caller.region),
  ...network.endpointServices
    .where('region', caller.region)
    .filter(shared => maySee(shared, caller))
    .map(asService),
]

/** Those of that name, one for each type of endpoint. */
export function servicesNamed(network: Network, caller: Caller, name: string): readonly EndpointService[] {
  const shared = network.endpointServices.get(name.slice(name.lastIndexOf('.') + 1))
  const isMeant = shared?.region === caller.region && serviceName(shared) === name && maySee(shared, caller)
  return isMeant ? [asService(shared)] : servicesIn(caller.region).filter(service => service.name === name)
}

/** What an endpoint leads to; undefined if the service has gone. */
export function serviceOf(network: Network, endpoint: VpcEndpoint): EndpointService | undefined {
  if (isConnection(endpoint)) {
    const shared = network.endpointServices.get(endpoint.connection.serviceId)
    return shared && asService(shared)
  }
  const { region, serviceName: name, type } = endpoint
  return servicesIn(region).find(service => service.name === name && service.type === type)
}
