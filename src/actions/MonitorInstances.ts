import type { Decide } from './decide.ts'
import { monitor } from './monitor.ts'

/** Refuses: as `monitor`. */
export const MonitorInstances: Decide<'MonitorInstances'> = (situation, input) =>
  monitor(situation, input.InstanceIds, true)
