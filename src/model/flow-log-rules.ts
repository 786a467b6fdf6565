/**
 * What a flow log may be like. Sources: EC2 API Reference, "CreateFlowLogs"; VPC User Guide, "Flow log records".
 */
import type { FileOptions, FlowLog } from './flow-log.ts'
import type { Network } from './network.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'

/** The fields that a record may have, from version 2 to 10 of the format. */
const FIELDS: ReadonlySet<string> = new Set(
  [
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action',
    'log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type',
    'sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn',
    'ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id',
    'ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason',
    'resource-id encryption-status',
  ].flatMap(line => line.split(' ')),
)

const ARN = /^arn:aws[a-z-]*:(?:s3|logs|firehose):[^\s]*$/

/** What a request says of where the records go. */
export type Destination = Pick<
  FlowLog,
  'destinationType' | 'destination' | 'logGroupName' | 'permissionArn' | 'crossAccountRole'
> & { readonly files?: FileOptions }

/** Refuses: InvalidParameter. */
export function whyNotDestination(wish: Destination): Refusal | undefined {
  const { destinationType: type, destination, files } = wish
  const no = type === 'cloud-watch-logs' ? whyNotLogGroup(wish) : whyNotStream(wish)
  if (no) return no
  if (files && type !== 's3')
    return refuse('InvalidParameter/not-with', 'DestinationOptions', 'LogDestinationType', type)
  return destination !== undefined && !ARN.test(destination)
    ? refuse('InvalidParameter/flow-log-destination', destination)
    : undefined
}

function whyNotLogGroup({ destinationType, destination, logGroupName, permissionArn }: Destination) {
  if (permissionArn === undefined) return needed('DeliverLogsPermissionArn', destinationType)
  if (destination !== undefined && logGroupName !== undefined)
    return refuse('InvalidParameter/log-group-or-destination')
  return destination === undefined && logGroupName === undefined
    ? needed('LogGroupName', destinationType)
    : undefined
}

function whyNotStream({
  destinationType,
  destination,
  logGroupName,
  permissionArn,
  crossAccountRole,
}: Destination) {
  if (logGroupName !== undefined)
    return refuse('InvalidParameter/not-with', 'LogGroupName', 'LogDestinationType', destinationType)
  if (permissionArn !== undefined && crossAccountRole === undefined)
    return refuse(
      'InvalidParameter/not-with',
      'DeliverLogsPermissionArn',
      'LogDestinationType',
      destinationType,
    )
  return destination === undefined ? needed('LogDestination', destinationType) : undefined
}

const needed = (parameter: string, type: string): Refusal =>
  refuse('InvalidParameter/needed-with', parameter, 'LogDestinationType', type)

/** Refuses: InvalidParameter, for a field that no record has, or a text without any. */
export function whyNotFormat(format: string): Refusal | undefined {
  const words = format.split(/[\s,]+/).filter(word => word !== '')
  const wrong = words.find(word => !FIELDS.has(/^\$\{(.+)\}$/.exec(word)?.[1] ?? ''))
  return words.length === 0 || wrong !== undefined
    ? refuse('InvalidParameter/flow-log-format', wrong ?? format)
    : undefined
}

/** Refuses: FlowLogAlreadyExists, FlowLogsLimitExceeded. */
export function whyNotOneMoreLog(network: Network, wish: FlowLog, quotas: QuotaLimits): Refusal | undefined {
  const there = network.flowLogs.where('resource', wish.resourceId)
  const same = (log: FlowLog) =>
    log.traffic === wish.traffic &&
    log.destinationType === wish.destinationType &&
    log.destination === wish.destination &&
    log.logGroupName === wish.logGroupName
  if (there.some(same)) return refuse('FlowLogAlreadyExists')
  return there.length >= quotas['flow-logs-per-resource'] ? refuse('FlowLogsLimitExceeded') : undefined
}
