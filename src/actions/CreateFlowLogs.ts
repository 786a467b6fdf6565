import { DEFAULT_FORMAT, type FileOptions, type FlowLog } from '../model/flow-log.ts'
import {
  type Destination,
  whyNotDestination,
  whyNotFormat,
  whyNotOneMoreLog,
} from '../model/flow-log-rules.ts'
import { identities, isId, malformed, notFound } from '../model/identities.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { lookUp } from './find.ts'
import { tagsFor } from './tags.ts'
import { unsuccessful } from './unsuccessful.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'CreateFlowLogs'>

/** What flow logs are for here, and the kind of document behind each. */
const KINDS = { VPC: 'vpc', Subnet: 'subnet', NetworkInterface: 'network-interface' } as const
type LoggedKind = (typeof KINDS)[keyof typeof KINDS]

/**
 * One log for each resource. Resources that do not exist, and logs that are there already, are named in the reply; the
 * others are made. Refuses: MissingParameter, ….Malformed, InvalidParameter, UnsupportedOperation, and what `tagsFor`
 * refuses.
 */
export const CreateFlowLogs: Decide<'CreateFlowLogs'> = (situation, input) => {
  const { network, quotas } = situation
  const tags = tagsFor('vpc-flow-log', input.TagSpecifications)
  const kind = kindOf(input)
  const ids = [...new Set(input.ResourceIds ?? [])]
  if (ids.length === 0) throw refuse('MissingParameter', 'resourceId')
  const wrong = ids.find(id => !isId(identities[kind].prefix, id))
  if (wrong !== undefined) throw malformed(kind, wrong)
  const traits = { ...traitsOf(input), tags }
  const results = ids.map(id => {
    const log = newLog(situation, id, traits)
    return { id, log, no: whyNotHere(situation, kind, id) ?? whyNotOneMoreLog(network, log, quotas) }
  })
  const made = results.filter(({ no }) => !no).map(({ log }) => log)
  return {
    changes: made.map(put),
    reply: {
      ClientToken: input.ClientToken,
      FlowLogIds: made.map(log => log.id),
      Unsuccessful: results.flatMap(({ id, no }) => (no ? unsuccessful(id, no) : [])),
    },
  }
}

function kindOf({ ResourceType: type }: Request): LoggedKind {
  if (type === undefined) throw refuse('MissingParameter', 'resourceType')
  if (!Object.hasOwn(KINDS, type)) throw refuse('UnsupportedOperation/parameter', 'resourceType')
  return KINDS[type as keyof typeof KINDS]
}

const whyNotHere = ({ network, caller }: Situation, kind: LoggedKind, id: string): Refusal | undefined =>
  lookUp(network, caller, kind, id) ? undefined : notFound(kind, id)

type Traits = Omit<FlowLog, 'kind' | 'id' | 'ownerId' | 'region' | 'resourceId' | 'createdAt'>

const newLog = ({ caller, now, newId }: Situation, resourceId: string, traits: Traits): FlowLog => ({
  kind: 'flow-log',
  id: newId('fl'),
  ...placeOf(caller),
  resourceId,
  ...traits,
  createdAt: now,
})

function traitsOf(input: Request): Omit<Traits, 'tags'> {
  refuseUnsupported(input, { TagFieldSpecifications: [] })
  const {
    TrafficType: traffic,
    LogFormat: format = DEFAULT_FORMAT,
    MaxAggregationInterval: interval = 600,
  } = input
  if (traffic === undefined) throw refuse('MissingParameter', 'trafficType')
  if (interval !== 60 && interval !== 600) throw refuse('InvalidParameter/flow-log-interval')
  const destination = destinationOf(input)
  const no = whyNotDestination(destination) ?? whyNotFormat(format)
  if (no) throw no
  return { traffic, format, interval, ...destination }
}

/** A log group may be named by its ARN; records in S3 are plain text in flat files if nothing else is asked for. */
function destinationOf(input: Request): Destination {
  const { LogDestinationType: destinationType = 'cloud-watch-logs', LogDestination: destination } = input
  const { DeliverLogsPermissionArn: permissionArn, DeliverCrossAccountRole: crossAccountRole } = input
  const isInFiles = destinationType === 's3' || input.DestinationOptions !== undefined
  return {
    destinationType,
    ...(destination !== undefined && { destination }),
    ...(input.LogGroupName !== undefined && { logGroupName: input.LogGroupName }),
    ...(permissionArn !== undefined && { permissionArn }),
    ...(crossAccountRole !== undefined && { crossAccountRole }),
    ...(isInFiles && { files: fileOptions(input.DestinationOptions) }),
  }
}

const fileOptions = (wish: Request['DestinationOptions'] = {}): FileOptions => ({
  format: wish.FileFormat ?? 'plain-text',
  hivePartitions: wish.HiveCompatiblePartitions ?? false,
  hourlyPartitions: wish.PerHourPartition ?? false,
})
