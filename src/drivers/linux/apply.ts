/**
 * Takes the steps, phase by phase: in a phase, one question per part, namespace and tool, side by side. (Not one for
 * several parts: `ip` ends, with all that it has still to do, at the first value that makes no sense to it.) A part that
 * failed is left alone from there on, as safe as the phases before made it; the others go on.
 */
import type { PartId } from '../../fabric/fabric.ts'
import type { Failure } from '../driver.ts'
import type { Sources } from './observe.ts'
import { endOccupants } from './occupants.ts'
import type { Step } from './step.ts'

export async function apply(sources: Sources, steps: readonly Step[]): Promise<readonly Failure[]> {
  const failures = new Map<PartId, string>()
  for (const phase of Map.groupBy(steps, step => step.phase).values()) {
    const going = phase.filter(step => !failures.has(step.part))
    const batches = [...Map.groupBy(going, step => `${step.part} ${step.tool} ${step.namespace}`).values()]
    const failed = await Promise.all(batches.map(batch => take(sources, batch)))
    for (const { part, reason } of failed.flat()) if (!failures.has(part)) failures.set(part, reason)
  }
  return [...failures].map(([part, reason]) => ({ part, reason }))
}

/** Steps of one tool in one namespace. What goes wrong outside the single step is a failure of them all. */
async function take(
  sources: Sources,
  batch: readonly [Step, ...Step[]] | Step[],
): Promise<readonly Failure[]> {
  try {
    return await TOOLS[batch[0]?.tool ?? 'ip'](sources, batch)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return batch.map(({ part }) => ({ part, reason }))
  }
}

type Tool = (sources: Sources, batch: readonly Step[]) => Promise<readonly Failure[]>

const TOOLS: Record<Step['tool'], Tool> = {
  async ip({ consoles }, batch) {
    const { failures } = await consoles.ip(
      batch[0]?.namespace,
      batch.map(step => step.command),
    )
    return [...failures].flatMap(([at, reason]) => {
      const step = batch[at]
      if (!step || (step.removes && GONE.test(reason))) return []
      return [{ part: step.part, reason: `${step.command}: ${reason}` }]
    })
  },
  async nft({ consoles }, batch) {
    const commands = batch.map(step => step.command)
    await consoles.nft(namespaceOf(batch), commands)
    return []
  },
  async sysctl({ consoles }, batch) {
    const settings = batch.map(step => step.command)
    await consoles.sysctl(namespaceOf(batch), settings)
    return []
  },
  async vacate({ consoles }, batch) {
    const namespaces = batch.map(step => step.command)
    await Promise.all(namespaces.map(namespace => consoles.close(namespace)))
    await endOccupants(namespaces)
    return []
  },
  async register({ register }, batch) {
    for (const { part, command } of batch) {
      const [verb, namespace] = command.split(' ')
      if (verb === 'remove') await register.remove(part, namespace)
      else if (namespace !== undefined) await register.add(part, namespace)
    }
    return []
  },
}

const GONE = /Cannot find device|No such (?:process|file or directory|device)|Cannot assign requested address/

function namespaceOf(batch: readonly Step[]): string {
  const namespace = batch[0]?.namespace
  if (namespace === undefined) throw new Error('this step needs a namespace')
  return namespace
}
