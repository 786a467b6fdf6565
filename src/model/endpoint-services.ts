/**
 * Amazon's services that VPC endpoints lead to, in each Region: a choice of the usual ones. Ids are of our choosing.
 * Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink" and "Gateway endpoints".
 */
import { GATEWAY_SERVICES } from './amazon-prefix-lists.ts'
import { partitionOf, regionIndex, zonesOf } from './regions.ts'
import type { VpcEndpoint } from './vpc-endpoint.ts'

export interface EndpointService {
  readonly name: string
  /** `vpce-svc-…` */
  readonly serviceId: string
  readonly type: VpcEndpoint['type']
  readonly region: string
  /** `ec2.us-east-1.vpce.amazonaws.com`: under it the names of endpoints stand. */
  readonly baseName: string
  /** The service's public name, which an endpoint may take over inside its VPC. */
  readonly privateName?: string
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
  baseName: `${name}.${region}.${suffixOf(region)}`,
})

function interfaceService(region: string, text: string) {
  const [name = '', own = name] = text.split('=')
  const isChina = partitionOf(region) === 'aws-cn'
  return {
    name: `${isChina ? 'cn.' : ''}com.amazonaws.${region}.${name}`,
    type: 'Interface' as const,
    region,
    baseName: `${name}.${region}.vpce.${suffixOf(region)}`,
    ...(own !== '' && { privateName: `${own}.${region}.${suffixOf(region)}` }),
  }
}

const suffixOf = (region: string): string =>
  partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'

/** The services of that name, one for each type of endpoint. */
export const servicesNamed = (region: string, name: string): readonly EndpointService[] =>
  servicesIn(region).filter(service => service.name === name)

export const serviceOf = ({ region, serviceName, type }: VpcEndpoint): EndpointService | undefined =>
  servicesNamed(region, serviceName).find(service => service.type === type)
