/** The steps from what is to what should be: two inventories compared, part by part. Pure. */
import type { Part, PartId } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { compare, type Difference, type Going, goingIn } from './difference.ts'
import { type End, kindOf, NOTHING } from './inventory.ts'
import { lineSteps } from './line-steps.ts'
import { idOf, tunnelAlias } from './names.ts'
import type { Observed } from './observe.ts'
import { EMPTY_RULESET, rulesetChanges } from './ruleset.ts'
import { shutIn, shutting } from './shutting.ts'
import { byOrder, type PartStep, type Step } from './step.ts'
import { withoutGone } from './translation.ts'
import { type Setting, wantedInventory } from './wanted.ts'

export function plan(
  setting: Setting,
  wanted: ReadonlyMap<PartId, Part | undefined>,
  observed: Observed,
): readonly Step[] {
  const differences = [...wanted].map(([part, specification]) =>
    compare(part, specification ? wantedInventory(setting, specification) : NOTHING, observed),
  )
  const going = goingIn(differences)
  return differences
    .flatMap(difference => steps(difference, going).map(step => ({ part: difference.part, ...step })))
    .sort(byOrder)
}

function steps(difference: Difference, going: Going): readonly PartStep[] {
  const firewall = firewallSteps(difference)
  const shut = shutIn(difference, going, new Set(firewall.flatMap(step => step.namespace ?? [])))
  return [
    ...notes(difference),
    ...shutting(shut, difference),
    ...unplugging(difference, going),
    ...namespaceSteps(difference),
    ...firewall,
    ...plugging(difference),
    ...beginning(difference),
    ...namespacesWithLines(difference, going).flatMap(namespace =>
      lineSteps(difference, namespace, going, shut.get(namespace)),
    ),
    ...settling(difference),
    ...shakingHands(difference),
  ]
}

/** Noted before it is made, forgotten after it is gone. */
function notes({ wanted, registered }: Difference): readonly PartStep[] {
  const added = [...wanted.namespaces].filter(namespace => !registered.includes(namespace))
  const removed = registered.filter(namespace => !wanted.namespaces.has(namespace))
  const whole = wanted.namespaces.size === 0 && removed.length > 0
  return [
    ...added.map(namespace => note('record', `add ${namespace}`)),
    ...(whole ? [note('forget', 'remove')] : removed.map(namespace => note('forget', `remove ${namespace}`))),
  ]
}

const note = (phase: PartStep['phase'], text: string): PartStep => ({
  phase,
  tool: 'register',
  command: text,
})

/** One end takes the other with it; if the namespace of an end goes, so does the end. */
function unplugging({ unplugged }: Difference, going: Going): readonly PartStep[] {
  return unplugged.flatMap(ends => {
    const end = ends.find(({ namespace }) => !going.namespaces.has(namespace))
    if (!end) return []
    const text = `link del dev ${end.device}`
    return [{ phase: 'unplug', tool: 'ip', namespace: end.namespace, command: text, removes: true }]
  })
}

function namespaceSteps({ dismissed, founded }: Difference): readonly PartStep[] {
  return [
    ...dismissed.flatMap((namespace): readonly PartStep[] => [
      { phase: 'vacate', tool: 'vacate', command: namespace },
      { phase: 'dismiss', tool: 'ip', command: command`netns del ${namespace}` },
    ]),
    ...founded.map(
      (namespace): PartStep => ({ phase: 'found', tool: 'ip', command: command`netns add ${namespace}` }),
    ),
  ]
}

function firewallSteps({ wanted, found }: Difference): readonly PartStep[] {
  return [...wanted.rulesets].flatMap(([namespace, ruleset]) => {
    const there = found.rulesets.get(namespace) ?? EMPTY_RULESET
    const before = { ...there, foreign: [] }
    const shut = withoutGone(before, ruleset)
    const step = (phase: 'shut' | 'guard') => (command: string) =>
      ({ phase, tool: 'nft', namespace, command }) as const
    return [
      ...rulesetChanges(shut, before).map(step('shut')),
      ...rulesetChanges(ruleset, { ...shut, foreign: there.foreign }).map(step('guard')),
    ]
  })
}

function plugging({ plugged }: Difference): readonly PartStep[] {
  return plugged.map(({ ends: [one, other] }) => ({
    phase: 'cable',
    tool: 'ip',
    command:
      command`link add ${one.device} netns ${one.namespace} type veth` +
      command` peer name ${other.device} netns ${other.namespace}`,
  }))
}

function beginning({ part, begun }: Difference): readonly PartStep[] {
  return begun.map(({ side, behind, end }) => ({
    phase: 'cable',
    tool: 'begin',
    namespace: behind,
    command: command`${side} ${end.namespace} ${end.device} ${tunnelAlias(idOf(part), side)}`,
  }))
}

/** If an end of a tunnel is new, or has other keys: by then both have them. */
function shakingHands({ wanted, found, begun }: Difference): readonly PartStep[] {
  return [...wanted.lines].flatMap(([namespace, lines]) => {
    const tunnels = [...lines].filter(line => kindOf(line) === 'tunnel')
    if (begun.length === 0 && tunnels.every(line => found.lines.get(namespace)?.has(line))) return []
    return tunnels.map(
      (line): PartStep => ({
        phase: 'settle',
        tool: 'handshake',
        namespace,
        command: line.slice('tunnel '.length),
      }),
    )
  })
}

/** Both ends of every cable of which an end comes up: the one that was up before sees its carrier only now. */
function settling({ wanted, found }: Difference): readonly PartStep[] {
  const isUp = ({ namespace, device }: End) => found.lines.get(namespace)?.has(`link dev ${device} up`)
  return [...wanted.cables].flatMap(([text, { ends }]) =>
    found.cables.has(text) && ends.every(isUp)
      ? []
      : ends.map(
          ({ namespace, device }): PartStep => ({
            phase: 'settle',
            tool: 'carrier',
            namespace,
            command: device,
          }),
        ),
  )
}

/** Where there are lines to make, or to remove from what stays. */
function namespacesWithLines({ wanted, found }: Difference, going: Going): readonly string[] {
  const staying = [...found.lines.keys()].filter(namespace => !going.namespaces.has(namespace))
  return [...new Set([...wanted.lines.keys(), ...staying])]
}
