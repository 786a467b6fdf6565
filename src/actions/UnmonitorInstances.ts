import type { Decide } from './decide.ts'
import { monitor } from './monitor.ts'

/** Refuses: as `monitor`. */
export const UnmonitorInstances: Decide<'UnmonitorInstances'> = (situation, input) =>
  monitor(situation, input.InstanceIds, false)
