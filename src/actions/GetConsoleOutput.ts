import { instanceTypeNamed } from '../model/instance-types.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/**
 * What the instance has printed until now, `Latest` or not: nothing here is posted now and then. Before it prints
 * anything, its output is empty and of the time of its launch. Refuses: as `find`, UnsupportedOperation.
 */
export const GetConsoleOutput: Decide<'GetConsoleOutput'> = (situation, input) => {
  const { id, type, launchedAt } = find(situation, 'instance', input.InstanceId, 'instanceId')
  if (input.Latest && instanceTypeNamed(type)?.family.hypervisor === 'xen')
    throw refuse('UnsupportedOperation/latest-console')
  const printed = situation.consoleOf(id)
  const at = printed ? situation.now - printed.age : launchedAt
  return { reply: { InstanceId: id, Timestamp: new Date(at), Output: printed?.base64 ?? '' } }
}
