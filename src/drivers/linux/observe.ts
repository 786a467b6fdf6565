/**
 * What there is, asked of the kernel, sorted by part. A router and all in it belong to its VPC, but for the ends of
 * peerings: those, and what is said about their devices, belong to the peering. (Routes and rules that name such a
 * device are the VPC's.)
 */
import { readdir } from 'node:fs/promises'
import type { PartId } from '../../fabric/fabric.ts'
import { NoNamespace } from './console.ts'
import type { Consoles } from './consoles.ts'
import { type Cable, cablesByText, deviceOf, type End, endText, type Inventory, kindOf } from './inventory.ts'
import {
  idOf,
  instanceOfAlias,
  isRouter,
  isVpc,
  type Names,
  NETNS_DIRECTORY,
  peeringOfDevice,
} from './names.ts'
import {
  type Device,
  INSTANCE_QUESTIONS,
  type Reading,
  ROUTER_QUESTIONS,
  readInstance,
  readRouter,
} from './reading.ts'
import type { Register } from './register.ts'
import { parseRuleset, type Ruleset } from './ruleset.ts'

export interface Observed {
  /** Every namespace with our mark, looked into or not. */
  readonly existing: ReadonlySet<string>
  /** By part; a part of which nothing is there has none. */
  readonly inventories: ReadonlyMap<PartId, Inventory>
  /** What the register says: where the things of a part may be. */
  readonly registered: ReadonlyMap<PartId, readonly string[]>
}

export interface Sources {
  readonly names: Names
  readonly consoles: Consoles
  readonly register: Register
}

/** Throws if a namespace that is there cannot be read: what is unknown must not be taken for gone. */
export async function observe(sources: Sources, parts: readonly PartId[]): Promise<Observed> {
  const { names, register } = sources
  const existing = new Set(await ourNamespaces(names))
  const registered = new Map(
    await Promise.all(parts.map(async part => [part, await register.namespaces(part)] as const)),
  )
  const routers = parts.filter(isVpc).map(part => names.router(idOf(part)))
  const known = new Set([...routers, ...[...registered.values()].flat()].filter(one => existing.has(one)))
  const [readings, rulesets] = await Promise.all([
    readAll(sources, known),
    readRulesets(
      sources,
      routers.filter(one => existing.has(one)),
    ),
  ])
  const unregistered = [...readings.values()].flatMap(instancesOf(names))
  const late = unregistered.filter(one => existing.has(one) && !known.has(one))
  const world: World = {
    names,
    readings: new Map([...readings, ...(await readAll(sources, new Set(late)))]),
    rulesets,
    registered,
  }
  const inventories = parts.map(
    part => [part, isVpc(part) ? vpcInventory(world, part) : peeringInventory(world, part)] as const,
  )
  return { existing, registered, inventories: new Map(inventories) }
}

/** The namespaces with our mark. */
export async function ourNamespaces({ prefix }: Names): Promise<readonly string[]> {
  const all = await readdir(NETNS_DIRECTORY).catch(() => [])
  return all.filter(name => name.startsWith(prefix))
}

interface World {
  readonly names: Names
  readonly readings: ReadonlyMap<string, Reading>
  readonly rulesets: ReadonlyMap<string, Ruleset>
  readonly registered: ReadonlyMap<PartId, readonly string[]>
}

const instancesOf =
  (names: Names) =>
  (reading: Reading): readonly string[] =>
    reading.devices.flatMap(({ alias }) => {
      const instance = instanceOfAlias(alias)
      return instance === undefined ? [] : [names.instance(instance)]
    })

const readAll = (sources: Sources, namespaces: ReadonlySet<string>): Promise<ReadonlyMap<string, Reading>> =>
  eachThatIsThere(namespaces, namespace => read(sources, namespace))

const readRulesets = (
  { consoles }: Sources,
  routers: readonly string[],
): Promise<ReadonlyMap<string, Ruleset>> =>
  eachThatIsThere(routers, async router => parseRuleset(await consoles.nft(router, ['list ruleset'])))

async function read({ consoles }: Sources, namespace: string): Promise<Reading> {
  const questions = isRouter(namespace) ? ROUTER_QUESTIONS : INSTANCE_QUESTIONS
  const { lines, failures } = await consoles.ip(namespace, questions)
  const [failure] = failures.values()
  if (failure !== undefined) throw new Error(`${namespace} cannot be read: ${failure}`)
  return isRouter(namespace) ? readRouter(lines) : readInstance(lines)
}

/** Asks about each namespace; one whose file is gone, or is no namespace, is left out. */
async function eachThatIsThere<T>(
  namespaces: Iterable<string>,
  question: (namespace: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const answers = await Promise.all(
    [...namespaces].map(async namespace => {
      try {
        return [[namespace, await question(namespace)] as const]
      } catch (error) {
        if (error instanceof NoNamespace) return []
        throw error
      }
    }),
  )
  return new Map(answers.flat())
}

function vpcInventory({ names, readings, rulesets, registered }: World, part: PartId): Inventory {
  const router = names.router(idOf(part))
  const inRouter = readings.get(router)
  const instances = new Set([
    ...(registered.get(part) ?? []).filter(namespace => namespace !== router),
    ...(inRouter ? instancesOf(names)(inRouter) : []),
  ])
  const namespaces = [router, ...instances].filter(namespace => readings.has(namespace))
  const ends = namespaces.flatMap(namespace => endsIn(namespace, readings).filter(isNoPeering))
  const cables = ends.flatMap(end => {
    const instance = end.namespace === router && instanceOfAlias(end.alias)
    const mate =
      instance && ends.find(other => other.namespace === names.instance(instance) && isPair(end, other))
    return mate ? [{ ends: [end, mate] as const }] : []
  })
  return {
    namespaces: new Set(namespaces),
    ...cablesAndStrays(cables, ends),
    lines: new Map(
      namespaces.map(namespace => {
        const guests = endsIn(namespace, readings).filter(end => !isNoPeering(end))
        const lines = readings.get(namespace)?.lines ?? []
        return [namespace, new Set(lines.filter(line => !guests.some(guest => isAbout(line, guest))))]
      }),
    ),
    rulesets: new Map([...rulesets].filter(([namespace]) => namespace === router)),
  }
}

function peeringInventory({ readings, registered }: World, part: PartId): Inventory {
  const ends = [...readings.keys()]
    .flatMap(namespace => endsIn(namespace, readings))
    .filter(end => peeringOfDevice(end.device, end.alias) === part)
  const [one, other] = ends
  const whole = one && other && ends.length === 2 && isPair(one, other)
  return {
    namespaces: new Set([...(registered.get(part) ?? []), ...ends.map(end => end.namespace)]),
    ...cablesAndStrays(whole ? [{ ends: [one, other] }] : [], ends),
    lines: new Map(
      ends.map(end => [
        end.namespace,
        new Set(readings.get(end.namespace)?.lines.filter(line => isAbout(line, end))),
      ]),
    ),
    rulesets: new Map(),
  }
}

/** A device, and where it is. */
interface FoundEnd extends End, Device {}

const endsIn = (namespace: string, readings: ReadonlyMap<string, Reading>): readonly FoundEnd[] =>
  (readings.get(namespace)?.devices ?? [])
    .filter(({ name }) => name !== 'lo')
    .map(device => ({ ...device, namespace, device: device.name }))

const isNoPeering = (end: FoundEnd): boolean =>
  !isRouter(end.namespace) || peeringOfDevice(end.device, end.alias) === undefined

/** Each names the other as its peer. */
const isPair = (one: Device, other: Device): boolean =>
  one.peerIndex === other.index && other.peerIndex === one.index

/** The line is a property of this device, or an address or neighbour on it. */
const isAbout = (line: string, end: End): boolean => kindOf(line) !== 'route' && deviceOf(line) === end.device

function cablesAndStrays(
  cables: readonly Cable[],
  ends: readonly End[],
): Pick<Inventory, 'cables' | 'strays'> {
  const plugged = new Set(cables.flatMap(cable => cable.ends).map(endText))
  return {
    cables: cablesByText(cables.map(cable => ({ ends: [bare(cable.ends[0]), bare(cable.ends[1])] }))),
    strays: ends.filter(end => !plugged.has(endText(end))).map(bare),
  }
}

const bare = ({ namespace, device }: End): End => ({ namespace, device })
