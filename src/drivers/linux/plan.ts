/**
 * The steps from what is to what should be. Pure: it compares two inventories, part by part.
 *
 * Order, for all parts together: first it is written down where things will be; then what must not carry packets any
 * more is unplugged and its namespaces go; then come the new namespaces with their firewall, settings and routing
 * rules, while no cable is in yet; then the cables, the ends of peerings (routes go over them), the routers' side, and
 * last the instances' side: before that no interface has a carrier.
 */
import type { Part, PartId } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import {
  adding,
  deviceOf,
  type End,
  endText,
  type Inventory,
  kindOf,
  NOTHING,
  place,
  rank,
  removing,
} from './inventory.ts'
import { isRouter, isVpc, type Names } from './names.ts'
import type { Observed } from './observe.ts'
import { EMPTY_RULESET, rulesetChanges } from './ruleset.ts'
import { wantedInventory } from './wanted.ts'

export interface Step {
  readonly part: PartId
  readonly phase: Phase
  readonly tool: 'register' | 'ip' | 'nft' | 'sysctl' | 'vacate'
  /** Where; absent: where the server runs. */
  readonly namespace?: string
  readonly command: string
  /** Something is to go: if it is gone already, so much the better. */
  readonly removes?: true
  /** Within the phase. */
  readonly rank: number
}

const PHASES = [
  'record',
  'unplug',
  'vacate',
  'dismiss',
  'found',
  'guard',
  'cable',
  'link',
  'router',
  'instance',
  'forget',
] as const

export type Phase = (typeof PHASES)[number]

export function plan(
  names: Names,
  wanted: ReadonlyMap<PartId, Part | undefined>,
  observed: Observed,
): readonly Step[] {
  const differences = [...wanted].map(([part, specification]) =>
    compare(part, specification ? wantedInventory(names, specification) : NOTHING, observed),
  )
  const going: Going = {
    namespaces: new Set(differences.flatMap(difference => difference.dismissed)),
    devices: new Set(differences.flatMap(difference => difference.unplugged.flat()).map(endText)),
  }
  return differences
    .flatMap(difference => steps(difference, going))
    .sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || a.rank - b.rank)
}

interface Difference {
  readonly part: PartId
  readonly wanted: Inventory
  readonly found: Inventory
  readonly registered: readonly string[]
  /** Namespaces of its own that go, and those that come; one that is there but unknown goes and comes. */
  readonly dismissed: readonly string[]
  readonly founded: readonly string[]
  /** The cables that go: both their ends, or the one that is there. */
  readonly unplugged: readonly (readonly End[])[]
}

/** What goes, of all parts: a cable of one may carry routes of another. */
interface Going {
  readonly namespaces: ReadonlySet<string>
  readonly devices: ReadonlySet<string>
}

function compare(part: PartId, wanted: Inventory, observed: Observed): Difference {
  const found = observed.inventories.get(part) ?? NOTHING
  const registered = observed.registered.get(part) ?? []
  const own = isVpc(part) ? new Set([...wanted.namespaces, ...registered, ...found.namespaces]) : []
  const sound = (namespace: string) => wanted.namespaces.has(namespace) && found.namespaces.has(namespace)
  const founded = [...own].filter(namespace => wanted.namespaces.has(namespace) && !sound(namespace))
  return {
    part,
    wanted,
    found,
    registered,
    dismissed: [...own].filter(namespace => observed.existing.has(namespace) && !sound(namespace)),
    founded,
    unplugged: [
      ...[...found.cables].filter(([text]) => !wanted.cables.has(text)).map(([, cable]) => cable.ends),
      ...found.strays.map(end => [end]),
    ],
  }
}

function steps(difference: Difference, going: Going): readonly Step[] {
  const { part, wanted, found, registered, dismissed, founded, unplugged } = difference
  const make = (phase: Phase, tool: Step['tool'], text: string, more: Partial<Step> = {}): Step => ({
    part,
    phase,
    tool,
    command: text,
    rank: 0,
    ...more,
  })
  const newCables = [...wanted.cables].filter(([text]) => !found.cables.has(text)).map(([, cable]) => cable)
  const absent = registered.filter(namespace => !wanted.namespaces.has(namespace))
  return [
    ...[...wanted.namespaces]
      .filter(namespace => !registered.includes(namespace))
      .map(namespace => make('record', 'register', `add ${namespace}`)),
    ...unplugged.flatMap(ends => {
      const end = ends.find(({ namespace }) => !going.namespaces.has(namespace))
      return end
        ? [make('unplug', 'ip', `link del dev ${end.device}`, { namespace: end.namespace, removes: true })]
        : []
    }),
    ...dismissed.flatMap(namespace => [
      make('vacate', 'vacate', 'end what runs inside', { namespace }),
      make('dismiss', 'ip', command`netns del ${namespace}`),
    ]),
    ...founded.map(namespace => make('found', 'ip', command`netns add ${namespace}`)),
    ...[...wanted.rulesets].flatMap(([namespace, ruleset]) =>
      rulesetChanges(
        ruleset,
        founded.includes(namespace) ? EMPTY_RULESET : (found.rulesets.get(namespace) ?? EMPTY_RULESET),
      ).map((change, rankOfChange) => make('guard', 'nft', change, { namespace, rank: rankOfChange })),
    ),
    ...newCables.map(({ ends: [one, other] }) =>
      make(
        'cable',
        'ip',
        command`link add ${one.device} netns ${one.namespace} type veth peer name ${other.device} netns ${other.namespace}`,
      ),
    ),
    ...[...namespacesWithLines(difference)].flatMap(namespace =>
      lineSteps(difference, namespace, going, make),
    ),
    ...(wanted === NOTHING
      ? [make('forget', 'register', 'remove')].filter(() => registered.length > 0)
      : absent.map(namespace => make('forget', 'register', `remove ${namespace}`))),
  ]
}

const namespacesWithLines = ({ wanted, found, dismissed, founded }: Difference): ReadonlySet<string> =>
  new Set(
    [...wanted.lines.keys(), ...found.lines.keys()].filter(
      namespace => !dismissed.includes(namespace) || founded.includes(namespace),
    ),
  )

type Make = (phase: Phase, tool: Step['tool'], text: string, more?: Partial<Step>) => Step

function lineSteps(difference: Difference, namespace: string, going: Going, make: Make): readonly Step[] {
  const wanted = difference.wanted.lines.get(namespace) ?? new Set()
  const found = linesThatStay(difference, namespace, going)
  const places = new Set([...wanted].map(place))
  const gone = going.namespaces.has(namespace) && !difference.founded.includes(namespace)
  const removed = gone ? [] : [...found].filter(line => !wanted.has(line) && !places.has(place(line)))
  return [
    ...removed.flatMap(line => {
      const text = removing(line)
      return text === undefined
        ? []
        : [make('guard', 'ip', text, { namespace, removes: true, rank: REMOVALS - rank(line) })]
    }),
    ...[...wanted]
      .filter(line => !found.has(line))
      .map(line => addition(difference.part, line, namespace, make)),
  ]
}

/** In the guard phase what is made comes before what is removed, and that in the opposite order. */
const REMOVALS = 1000

function addition(part: PartId, line: string, namespace: string, make: Make): Step {
  if (kindOf(line) === 'sysctl')
    return make(settingPhase(line), 'sysctl', line.slice('sysctl '.length), { namespace })
  return make(phaseOf(part, line, namespace), 'ip', adding(line), { namespace, rank: rank(line) })
}

function phaseOf(part: PartId, line: string, namespace: string): Phase {
  if (kindOf(line) === 'rule') return 'guard'
  if (!isRouter(namespace)) return 'instance'
  return isVpc(part) ? 'router' : 'link'
}

/** What a namespace has by itself can be set before there is any device. */
const settingPhase = (line: string): Phase =>
  BORN_DEVICES.includes(deviceOf(line) ?? '') ? 'guard' : 'router'

const BORN_DEVICES = ['all', 'default', 'lo']

/** What a new namespace has of itself. */
const BIRTH_LINES = [
  'rule priority 0 lookup local',
  'rule priority 32766 lookup main',
  'rule priority 32767 lookup default',
]

/**
 * The lines found, without those that go with their device. A device that comes inherits its namespace's settings,
 * which are set before.
 */
function linesThatStay(difference: Difference, namespace: string, going: Going): ReadonlySet<string> {
  const { wanted, found, founded } = difference
  const born = founded.includes(namespace)
  const birth = born && isRouter(namespace) ? BIRTH_LINES : []
  const before = born ? birth : [...(found.lines.get(namespace) ?? [])]
  const stay = before.filter(line => !going.devices.has(`${namespace}/${deviceOf(line)}`))
  const coming = new Set(
    [...wanted.cables]
      .filter(([text]) => !found.cables.has(text))
      .flatMap(([, cable]) => cable.ends.map(endText)),
  )
  const inherited = [...(wanted.lines.get(namespace) ?? [])].filter(
    line => kindOf(line) === 'sysctl' && coming.has(`${namespace}/${deviceOf(line)}`),
  )
  return new Set([...stay, ...inherited])
}

export function describe({ part, tool, namespace, command: text }: Step): string {
  return `${part}: ${namespace === undefined ? '' : `${namespace}: `}${tool} ${text}`
}
