/**
 * A data plane without packets: it remembers the parts it was given. For machines that allow no namespaces, and for
 * tests. It takes the loop through the same steps as a real one, and forgets everything with the process.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Part, PartId } from '../../fabric/fabric.ts'
import type { Driver } from '../driver.ts'

export interface MemoryStep {
  readonly part: PartId
  /** Absent: the part goes. */
  readonly build?: Part
}

type Observed = ReadonlyMap<PartId, Part>

export function createMemoryDriver(): Driver<Observed, MemoryStep> {
  const world = new Map<PartId, Part>()
  return {
    name: 'memory',
    list: async () => [...world.keys()],
    observe: async parts => new Map([...world].filter(([id]) => parts.includes(id))),
    plan: (wanted, observed) =>
      [...wanted]
        .filter(([part, specification]) => !isDeepStrictEqual(specification, observed.get(part)))
        .map(([part, build]) => (build ? { part, build } : { part })),
    apply: async steps => {
      for (const { part, build } of steps) {
        if (build) world.set(part, build)
        else world.delete(part)
      }
      return []
    },
    describe: ({ part, build }) => `${build ? 'build' : 'remove'} ${part}`,
    locate: async () => undefined,
    down: async () => world.clear(),
  }
}
