/**
 * What a part has in the kernel, or shall have: both in the same words, so that the difference between the two is the
 * plan. Most things are *lines* in the language of `ip`, without the verb: `route 10.1.1.12/32 dev eni-… table 100`.
 */
import type { Ruleset } from './ruleset.ts'
import type { Side } from './tunnel/keys.ts'

export interface Inventory {
  /** The namespaces it has things in: its own, and those where it is a guest. */
  readonly namespaces: ReadonlySet<string>
  /** By their text. */
  readonly cables: ReadonlyMap<string, Cable>
  /** The ends of peerings between Regions, by `endText`. */
  readonly tunnels: ReadonlyMap<string, Tunnel>
  /** Devices that are no end of a cable or a tunnel we know: half a cable, or made by hand. */
  readonly strays: readonly End[]
  /** By namespace. */
  readonly lines: ReadonlyMap<string, ReadonlySet<string>>
  /** Firewalls, by namespace. */
  readonly rulesets: ReadonlyMap<string, Ruleset>
}

/** A veth: two devices, each the other's end. */
export interface Cable {
  readonly ends: readonly [End, End]
}

export interface End {
  readonly namespace: string
  readonly device: string
}

/** A device of WireGuard, which sends what comes to it through another namespace. */
export interface Tunnel {
  readonly side: Side
  /** Where it was made. */
  readonly behind: string
  readonly end: End
}

export const NOTHING: Inventory = {
  namespaces: new Set(),
  cables: new Map(),
  tunnels: new Map(),
  strays: [],
  lines: new Map(),
  rulesets: new Map(),
}

/** An inventory from its pieces; a namespace may have lines in several of them. */
export function assemble(pieces: {
  readonly lines: readonly (readonly [namespace: string, lines: readonly string[]])[]
  readonly cables?: readonly Cable[]
  readonly tunnels?: readonly Tunnel[]
  readonly rulesets?: readonly (readonly [namespace: string, ruleset: Ruleset])[]
}): Inventory {
  const lines = new Map<string, Set<string>>()
  for (const [namespace, some] of pieces.lines)
    lines.set(namespace, new Set([...(lines.get(namespace) ?? []), ...some]))
  return {
    namespaces: new Set(lines.keys()),
    cables: cablesByText(pieces.cables ?? []),
    tunnels: tunnelsByEnd(pieces.tunnels ?? []),
    strays: [],
    lines,
    rulesets: new Map(pieces.rulesets),
  }
}

export const endText = (end: End): string => `${end.namespace}/${end.device}`

/** The same whichever end is named first. */
export const cableText = (cable: Cable): string => cable.ends.map(endText).sort().join(' ')

export const cablesByText = (cables: readonly Cable[]): ReadonlyMap<string, Cable> =>
  new Map(cables.map(cable => [cableText(cable), cable]))

export const tunnelsByEnd = (tunnels: readonly Tunnel[]): ReadonlyMap<string, Tunnel> =>
  new Map(tunnels.map(tunnel => [endText(tunnel.end), tunnel]))

/**
 * The kinds of lines in the order in which they are made; they are removed in the opposite order. A kind without
 * `remove` is a property of something that exists: it can only be set.
 */
const KINDS = {
  sysctl: { add: 'sysctl', remove: undefined },
  rule: { add: 'rule add', remove: 'rule del' },
  /** A routing rule for IPv6. */
  rule6: { add: 'rule6 add', remove: 'rule6 del' },
  link: { add: 'link set', remove: undefined },
  ntable: { add: 'ntable change', remove: undefined },
  address: { add: 'address add', remove: 'address del' },
  neighbour: { add: 'neighbour replace', remove: 'neighbour del' },
  route: { add: 'route replace', remove: 'route del' },
  /** Not for `ip`: egress.ts. */
  egress: { add: 'attach', remove: 'detach' },
  /** Not for `ip`: tunnel/tunnel-line.ts. */
  tunnel: { add: 'tunnel', remove: undefined },
} as const

type LineKind = keyof typeof KINDS

const ORDER = Object.keys(KINDS)

export const kindOf = (line: string): LineKind => line.slice(0, line.indexOf(' ')) as LineKind

/** It says which routing table is asked, in either family. */
export const isRule = (line: string): boolean => /^rule6? /.test(line)

/** The place of a line in the order of making: its kind, and a link comes up after its other properties are set. */
export const rank = (line: string): number =>
  ORDER.indexOf(kindOf(line)) * 2 + (kindOf(line) === 'link' && line.endsWith(' up') ? 1 : 0)

export const adding = (line: string): string => KINDS[kindOf(line)].add + rest(line)

/** The command that removes it; undefined for a property. */
export function removing(line: string): string | undefined {
  const verb = KINDS[kindOf(line)].remove
  return verb && verb + rest(line)
}

const rest = (line: string): string => line.slice(line.indexOf(' '))

/** The place in the kernel that a line fills. Two lines with one place cannot both be: making one replaces the other. */
export function place(line: string): string {
  switch (kindOf(line)) {
    case 'sysctl':
      return line.slice(0, line.indexOf('='))
    case 'link':
      return line.replace(/ (up|down)$/, ' state').replace(/ (address|mtu|alias|addrgenmode) \S+$/, ' $1')
    case 'ntable':
      return line.slice(0, line.lastIndexOf(' '))
    case 'tunnel':
      return line.replace(/ at .*/, '')
    case 'neighbour':
      return line.replace(/ lladdr \S+/, '')
    case 'route':
      return (
        /^route (?:blackhole )?(\S+).* (table \S+(?: metric \d+)?)/.exec(line)?.slice(1).join(' ') ?? line
      )
    default:
      return line
  }
}

/** The device without which the line cannot be; rules name devices but do not need them. */
export function deviceOf(line: string): string | undefined {
  if (isRule(line)) return undefined
  return / dev (\S+)/.exec(line)?.[1] ?? /^sysctl net\.ipv[46]\.conf\.(\S+)\.\w+=/.exec(line)?.[1]
}
