/** The steps that make the lines of one namespace from those that are there. */
import type { PartId } from '../../fabric/fabric.ts'
import type { Difference, Going } from './difference.ts'
import { adding, deviceOf, isRule, kindOf, place, rank, removing } from './inventory.ts'
import { BIRTH_RULES } from './lines.ts'
import { isRouter, isTenants } from './ownership.ts'
import type { PartStep } from './step.ts'

/** `shut` are the routes that lead nowhere by now (shutting.ts). */
export function lineSteps(
  difference: Difference,
  namespace: string,
  going: Going,
  shut: readonly string[] = [],
): readonly PartStep[] {
  const wanted = difference.wanted.lines.get(namespace) ?? new Set()
  const found = withShut(linesThatStay(difference, namespace, going), shut)
  const places = new Set([...wanted].map(place))
  return [
    ...[...found]
      .filter(line => !wanted.has(line) && !places.has(place(line)))
      .flatMap(line => removal(difference, line, namespace)),
    ...[...wanted].filter(line => !found.has(line)).map(line => addition(difference.part, line, namespace)),
  ]
}

function withShut(lines: ReadonlySet<string>, shut: readonly string[]): ReadonlySet<string> {
  const places = new Set(shut.map(place))
  return new Set([...[...lines].filter(line => !places.has(place(line))), ...shut])
}

/** What is made comes before what is removed, and that in the opposite order. */
const REMOVALS = 1000

/** The rules and routes of a router that was there before go when its firewall and its other routes are as they should be. */
function removal({ part, founded }: Difference, line: string, namespace: string): readonly PartStep[] {
  const command = removing(line)
  if (command === undefined) return []
  const tool = kindOf(line) === 'egress' ? 'egress' : 'ip'
  const isOfRouting = isRule(line) || kindOf(line) === 'route'
  const isLate = isOfRouting && isRouter(namespace) && !founded.includes(namespace)
  const phase = isLate ? phaseOf(part, namespace) : 'guard'
  return [{ phase, tool, namespace, command, removes: true, rank: REMOVALS - rank(line) }]
}

function addition(part: PartId, line: string, namespace: string): PartStep {
  const phase = isBorn(line) ? 'guard' : phaseOf(part, namespace)
  const kind = kindOf(line)
  return kind === 'sysctl' || kind === 'tunnel'
    ? { phase, tool: kind, namespace, command: line.slice(kind.length + 1) }
    : {
        phase,
        tool: kind === 'egress' ? kind : 'ip',
        namespace,
        command: adding(line),
        rank: rank(line),
      }
}

/** It can be before there is any cable: the kernel says that no gateway is valid where `lo` has never been up. */
const isBorn = (line: string): boolean =>
  isRule(line) || kindOf(line) === 'egress' || ['all', 'default', 'lo'].includes(deviceOf(line) ?? '')

function phaseOf(part: PartId, namespace: string): PartStep['phase'] {
  if (!part.startsWith('vpc/')) return 'link'
  return isRouter(namespace) ? 'router' : 'instance'
}

/** The lines that need no making: those found, unless they go with their device, and those that come with a new one. */
function linesThatStay(difference: Difference, namespace: string, going: Going): ReadonlySet<string> {
  const isBorn = difference.founded.includes(namespace)
  const birth = isTenants(namespace) ? [] : BIRTH_RULES
  const isBegun = (line: string) => difference.begun.some(({ side }) => place(line) === `tunnel ${side}`)
  const before = isBorn ? birth : [...(difference.found.lines.get(namespace) ?? [])]
  return new Set(
    before.filter(line => !going.devices.has(`${namespace}/${deviceOf(line)}`) && !isBegun(line)),
  )
}
