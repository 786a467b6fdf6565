import type { FlowLog as Shown } from '@aws-sdk/client-ec2'
import type { FlowLog } from '../model/flow-log.ts'
import { showTags } from './tags.ts'

/** A flow log on the wire. Nothing is delivered yet, so no status of the delivery is shown. */
export const showFlowLog = (log: FlowLog): Shown => ({
  CreationTime: new Date(log.createdAt),
  DeliverLogsPermissionArn: log.permissionArn,
  DeliverCrossAccountRole: log.crossAccountRole,
  FlowLogId: log.id,
  FlowLogStatus: 'ACTIVE',
  LogGroupName: log.logGroupName,
  ResourceId: log.resourceId,
  TrafficType: log.traffic,
  LogDestinationType: log.destinationType,
  LogDestination: log.destination,
  LogFormat: log.format,
  Tags: showTags(log.tags),
  MaxAggregationInterval: log.interval,
  ...(log.files && {
    DestinationOptions: {
      FileFormat: log.files.format,
      HiveCompatiblePartitions: log.files.hivePartitions,
      PerHourPartition: log.files.hourlyPartitions,
    },
  }),
})
