/** What MonitorInstances and UnmonitorInstances do alike: nothing is measured, the setting is kept. */
import type { InstanceMonitoring } from '@aws-sdk/client-ec2'
import { whyNotAlive } from '../model/instance-change.ts'
import { put } from '../model/network.ts'
import type { Decision, Situation } from './decide.ts'
import { findInstances } from './find-instances.ts'

/** Refuses: as `findInstances`, IncorrectInstanceState. */
export function monitor(
  situation: Situation,
  ids: readonly string[] | undefined,
  monitoring: boolean,
): Decision<{ InstanceMonitorings: InstanceMonitoring[] }> {
  const instances = findInstances(situation, ids)
  const no = instances.map(whyNotAlive).find(refusal => refusal !== undefined)
  if (no) throw no
  return {
    changes: instances.map(one => put({ ...one, monitoring })),
    reply: {
      InstanceMonitorings: instances.map(({ id, monitoring: before }) => ({
        InstanceId: id,
        Monitoring: { State: before === monitoring ? ENDS[`${monitoring}`] : WAYS[`${monitoring}`] },
      })),
    },
  }
}

const ENDS = { true: 'enabled', false: 'disabled' } as const
const WAYS = { true: 'pending', false: 'disabling' } as const
