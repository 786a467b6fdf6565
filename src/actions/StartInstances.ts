import type { Decide } from './decide.ts'
import { requestInstances } from './request-instances.ts'

/** Refuses: as `requestInstances`. */
export const StartInstances: Decide<'StartInstances'> = (situation, input) => {
  const { changes, reply } = requestInstances(situation, 'start', input.InstanceIds)
  return { changes, reply: { StartingInstances: reply } }
}
