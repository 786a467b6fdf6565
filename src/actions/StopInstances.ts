import type { Decide } from './decide.ts'
import { requestInstances } from './request-instances.ts'
import { refuseUnsupported } from './unsupported.ts'

/** Refuses: UnsupportedOperation (hibernation), and as `requestInstances`. */
export const StopInstances: Decide<'StopInstances'> = (situation, input) => {
  refuseUnsupported(input, { Hibernate: [false] })
  const { changes, reply } = requestInstances(situation, 'stop', input.InstanceIds)
  return { changes, reply: { StoppingInstances: reply } }
}
