import type { Decide } from './decide.ts'
import { requestInstances } from './request-instances.ts'

/** Refuses: as `requestInstances`. */
export const TerminateInstances: Decide<'TerminateInstances'> = (situation, input) => {
  const { changes, reply } = requestInstances(situation, 'terminate', input.InstanceIds)
  return { changes, reply: { TerminatingInstances: reply } }
}
