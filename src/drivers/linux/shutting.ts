/**
 * The routes of a VPC that change lead nowhere while anything else about it changes, too. What passes is decided by routes and
 * firewall together, which the kernel does not change at one moment: a route that is to go, and a rule that is new, would
 * for that time let pass what neither the network before nor the one after allows. So would a device that goes, and whose
 * routes the kernel takes along, leave packets to a route with a shorter prefix. With all of them shut, what passes is
 * led by routes of before and after alike; one route that changes alone needs none of this.
 */
import type { Difference, Going } from './difference.ts'
import { adding, deviceOf, kindOf, place } from './inventory.ts'
import { isRouter } from './ownership.ts'
import type { PartStep } from './step.ts'

/** By namespace, the routes to nowhere, as lines, that take the place of those that change. */
export type Shut = ReadonlyMap<string, readonly string[]>

/** `guarded` are the namespaces whose firewall changes. */
export function shutIn(difference: Difference, going: Going, guarded: ReadonlySet<string>): Shut {
  const { founded, dismissed, found, wanted } = difference
  const staying = [...found.lines.keys()].filter(
    namespace => isRouter(namespace) && !founded.includes(namespace) && !dismissed.includes(namespace),
  )
  return new Map(
    staying.map(namespace => {
      const before = routesOf(found.lines.get(namespace))
      const after = routesOf(wanted.lines.get(namespace))
      const isGoing = (line: string) => going.devices.has(`${namespace}/${deviceOf(line)}`)
      const changed = [
        ...[...before].filter(line => !after.has(line) || isGoing(line)),
        ...[...after].filter(line => !before.has(line)),
      ]
      const places = new Set(changed.map(place))
      const isAlone = places.size === 1 && !guarded.has(namespace) && !changed.some(isGoing)
      return [namespace, isAlone ? [] : [...places].map(nowhere)] as const
    }),
  )
}

/** Those of route tables, not what somebody put into the main one by hand. */
const routesOf = (lines: ReadonlySet<string> = new Set()): ReadonlySet<string> =>
  new Set([...lines].filter(line => kindOf(line) === 'route' && / table \d+$/.test(line)))

const nowhere = (place: string): string => `route blackhole ${place}`

export const shutting = (shut: Shut, { found }: Difference): readonly PartStep[] =>
  [...shut].flatMap(([namespace, lines]) =>
    lines
      .filter(line => !found.lines.get(namespace)?.has(line))
      .map((line): PartStep => ({ phase: 'shut', tool: 'ip', namespace, command: adding(line) })),
  )
