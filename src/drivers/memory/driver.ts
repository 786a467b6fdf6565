/**
 * The data plane that carries no packets: parts are kept as they were asked for. For machines without network
 * namespaces and for tests of everything above the drivers. It keeps the laws of every driver; what it cannot say is
 * where an instance is, for there is nothing to run a command in.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Part, PartId } from '../../fabric/fabric.ts'
import type { Driver } from '../driver.ts'

export type MemoryStep =
  | { readonly part: PartId; readonly verb: 'put'; readonly specification: Part }
  | { readonly part: PartId; readonly verb: 'remove' }

export type Parts = ReadonlyMap<PartId, Part>

/** `world` outlives the driver as a kernel outlives a process: a second driver on the same map finds what is there. */
export function createMemoryDriver(world: Map<PartId, Part> = new Map()): Driver<Parts, MemoryStep> {
  return {
    name: 'memory',
    list: async () => [...world.keys()],
    observe: async parts => new Map([...world].filter(([part]) => parts.includes(part))),
    plan: (wanted, observed) =>
      [...wanted].flatMap(([part, specification]) => difference(part, specification, observed.get(part))),
    apply: async steps => {
      for (const step of steps) take(world, step)
      return []
    },
    describe: step => `${step.part}: ${step.verb}`,
    locate: async () => undefined,
    tap: async () => undefined,
    down: async () => world.clear(),
  }
}

function difference(part: PartId, wanted: Part | undefined, found: Part | undefined): readonly MemoryStep[] {
  if (wanted === undefined) return found === undefined ? [] : [{ part, verb: 'remove' }]
  return isDeepStrictEqual(wanted, found) ? [] : [{ part, verb: 'put', specification: wanted }]
}

function take(world: Map<PartId, Part>, step: MemoryStep): void {
  if (step.verb === 'put') world.set(step.part, step.specification)
  else world.delete(step.part)
}
