/**
 * Takes the steps, phase by phase: in a phase, one question per part, namespace and tool, side by side. A part that
 * failed is left alone from there on, as safe as the phases before made it; the others go on.
 */
import type { PartId } from '../../fabric/fabric.ts'
import type { Failure } from '../driver.ts'
import { attachEgress, detachEgress } from './egress.ts'
import type { Sources } from './observe.ts'
import type { Step } from './step.ts'
import type { Side } from './tunnel/keys.ts'
import { awaitHandshake, beginTunnel, setTunnels, underlayIn } from './tunnel/tunnels.ts'
import { vacate } from './vacate.ts'

export async function apply(sources: Sources, steps: readonly Step[]): Promise<readonly Failure[]> {
  const failures = new Map<PartId, string>()
  for (const phase of Map.groupBy(steps, step => step.phase).values()) {
    const going = phase.filter(step => !failures.has(step.part))
    const reasons = await Promise.all(batches(going).map(batch => take(sources, batch)))
    for (const { part, reason } of reasons.flat()) if (!failures.has(part)) failures.set(part, reason)
  }
  return [...failures].map(([part, reason]) => ({ part, reason }))
}

/** Steps of one part and one tool, in one place. */
interface Batch {
  readonly part: PartId
  readonly tool: Step['tool']
  readonly namespace: string | undefined
  readonly steps: readonly Step[]
}

function batches(steps: readonly Step[]): readonly Batch[] {
  const groups = Map.groupBy(steps, ({ part, tool, namespace }) => `${part} ${tool} ${namespace}`)
  return [...groups.values()].flatMap(group => {
    const [first] = group
    return first ? [{ part: first.part, tool: first.tool, namespace: first.namespace, steps: group }] : []
  })
}

/** What failed, if anything did: the first reason. */
async function take(sources: Sources, batch: Batch): Promise<readonly Failure[]> {
  try {
    const reason = await TOOLS[batch.tool](sources, batch)
    return reason === undefined ? [] : [{ part: batch.part, reason }]
  } catch (error) {
    return [{ part: batch.part, reason: error instanceof Error ? error.message : String(error) }]
  }
}

/** Each answers with the reason of a failure, or throws it. */
const TOOLS: Record<Step['tool'], (sources: Sources, batch: Batch) => Promise<string | undefined>> = {
  async ip({ kernel }, { namespace, steps }) {
    const commands = commandsOf(steps)
    const failures = await (namespace === undefined
      ? kernel.found(undefined, commands)
      : kernel.ip(namespace, commands))
    const [failed] = [...failures].filter(([at, reason]) => !(steps[at]?.removes && GONE.test(reason)))
    return failed && `${steps[failed[0]]?.command}: ${failed[1]}`
  },
  async nft({ kernel }, batch) {
    await kernel.nft(namespaceOf(batch), commandsOf(batch.steps))
    return undefined
  },
  async carrier({ kernel }, batch) {
    const [reason] = (await kernel.carrier(namespaceOf(batch), commandsOf(batch.steps))).values()
    return reason
  },
  async sysctl({ kernel }, batch) {
    await kernel.sysctl(namespaceOf(batch), commandsOf(batch.steps))
    return undefined
  },
  async begin(sources, batch) {
    const behind = namespaceOf(batch)
    for (const step of commandsOf(batch.steps)) {
      const [side, router, device, alias] = step.split(' ')
      await beginTunnel(sources, behind, side as Side)
      const moves = [
        `link set dev ${side} alias ${alias}`,
        `link set dev ${side} netns ${router} name ${device}`,
      ]
      const [reason] = (await sources.kernel.ip(behind, moves)).values()
      if (reason !== undefined) return reason
    }
    return undefined
  },
  async tunnel(sources, batch) {
    await setTunnels(await underlayIn(sources, namespaceOf(batch)), commandsOf(batch.steps))
    return undefined
  },
  async handshake(sources, batch) {
    await awaitHandshake(await underlayIn(sources, namespaceOf(batch)), commandsOf(batch.steps))
    return undefined
  },
  async egress(_, batch) {
    const namespace = namespaceOf(batch)
    for (const step of commandsOf(batch.steps))
      await (step.startsWith('attach') ? attachEgress(namespace) : detachEgress(namespace))
    return undefined
  },
  async vacate(_, { steps }) {
    await vacate(commandsOf(steps))
    return undefined
  },
  async register({ register }, { part, steps }) {
    for (const note of commandsOf(steps)) {
      const [verb, namespace] = note.split(' ')
      if (verb === 'remove') await register.remove(part, namespace)
      else if (namespace !== undefined) await register.add(part, namespace)
    }
    return undefined
  },
}

/** How the kernel says that what is to be removed is not there. */
const GONE = /Cannot find device|no such (?:process|file or directory|device)|address not available/

const commandsOf = (steps: readonly Step[]): readonly string[] => steps.map(step => step.command)

function namespaceOf({ namespace, tool }: Batch): string {
  if (namespace === undefined) throw new Error(`${tool} works in a namespace only`)
  return namespace
}
