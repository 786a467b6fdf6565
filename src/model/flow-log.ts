/** Flow logs: that the traffic of a VPC, a subnet or an interface is to be recorded, and where. Nothing is recorded yet. */
import type { Owned } from './owned.ts'

export interface FlowLog extends Owned {
  readonly kind: 'flow-log'
  readonly resourceId: string
  readonly traffic?: 'ACCEPT' | 'REJECT' | 'ALL'
  readonly destinationType: 'cloud-watch-logs' | 's3' | 'kinesis-data-firehose'
  /** The ARN of where the records go; a log group may be named in its place. */
  readonly destination?: string
  readonly logGroupName?: string
  readonly permissionArn?: string
  readonly crossAccountRole?: string
  readonly format: string
  /** Seconds. */
  readonly interval: 60 | 600
  readonly files?: FileOptions
  readonly createdAt: number
}

/** How records are written to S3. */
export interface FileOptions {
  readonly format: 'plain-text' | 'parquet'
  readonly hivePartitions: boolean
  readonly hourlyPartitions: boolean
}

/** The fields of a record if the request names none. Source: VPC User Guide, "Flow log records". */
export const DEFAULT_FORMAT = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
]
  .map(field => `\${${field}}`)
  .join(' ')
