import { isUp } from '../model/instance.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findInstances } from './find-instances.ts'

/** What runs in an instance here goes on: a reboot changes nothing that AWS shows. Refuses: as `findInstances`, IncorrectInstanceState. */
export const RebootInstances: Decide<'RebootInstances'> = (situation, input) => {
  const down = findInstances(situation, input.InstanceIds).find(instance => !isUp(instance))
  if (down) throw refuse('IncorrectInstanceState/modify', down.id, down.state)
  return { reply: {} }
}
