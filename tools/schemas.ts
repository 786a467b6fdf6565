/**
 * Reads the AWS SDK's runtime schemas: arrays that begin with a number for what they are (@smithy/core/schema).
 * Operation: 9, namespace, name, traits, input, output. Structure: 3, namespace, name, traits, member names, member
 * schemas, how many of the first are required. List: 1, namespace, name, traits, item. Simple type with traits: 0,
 * namespace, name, traits, type. Member: schema, traits. A bare number is a simple type, 64 more a list of it.
 */
import type { Enumerations } from './enumerations.ts'

export type OperationSchema = readonly [9, string, string, unknown, Reference, Reference]
type StructureSchema = readonly [3, string, string, unknown, readonly string[], readonly Reference[], number?]
type ListSchema = readonly [1, string, string, unknown, Reference]
type SimpleSchema = readonly [0, string, string, unknown, number]
type Traits =
  | { readonly xmlName?: string; readonly ec2QueryName?: string; readonly xmlFlattened?: unknown }
  | number
type Plain = number | 'unit' | StructureSchema | ListSchema | SimpleSchema
type Reference = Plain | readonly [Reference, Traits] | (() => Reference)

export interface Spelling {
  readonly name: string
  /** What the item of every list is called. */
  readonly item: string
}

export interface Schemas {
  readonly operations: Record<string, string>
  readonly structures: Record<string, string>
  readonly enumerations: Record<string, string>
}

/** Numbers that may have a fraction, of those in requests: the schemas do not tell. Source: EC2's service model. */
const decimals = new Set([
  'ClientData.UploadSize',
  'FleetLaunchTemplateOverridesRequest.Priority',
  'FleetLaunchTemplateOverridesRequest.WeightedCapacity',
  'LaunchTemplateOverrides.Priority',
  'LaunchTemplateOverrides.WeightedCapacity',
  'MemoryGiBPerVCpu.Max',
  'MemoryGiBPerVCpu.Min',
  'MemoryGiBPerVCpuRequest.Max',
  'MemoryGiBPerVCpuRequest.Min',
  'NetworkBandwidthGbps.Max',
  'NetworkBandwidthGbps.Min',
  'NetworkBandwidthGbpsRequest.Max',
  'NetworkBandwidthGbpsRequest.Min',
  'PriceScheduleSpecification.Price',
  'ReservationFleetInstanceSpecification.Weight',
  'ReservedInstanceLimitPrice.Amount',
  'SpotFleetLaunchSpecification.WeightedCapacity',
  'SpotFleetRequestConfigData.FulfilledCapacity',
  'SpotFleetRequestConfigData.OnDemandFulfilledCapacity',
  'TotalLocalStorageGB.Max',
  'TotalLocalStorageGB.Min',
  'TotalLocalStorageGBRequest.Max',
  'TotalLocalStorageGBRequest.Min',
])

/** The tables of the contract (src/wire/contract.ts has the notation), for what these operations reach. */
export function readSchemas(
  operations: readonly OperationSchema[],
  spelling: Spelling,
  enumerations: Enumerations,
): Schemas {
  const asked = reach(operations.map(operation => operation[4]))
  const answered = reach(operations.map(operation => operation[5]))
  const used = new Set<string>()
  const structures = [...new Map([...asked, ...answered])].sort(byName).map(([name, schema]) => {
    const enumerationOf = (member: string) => {
      const enumeration = asked.has(name) ? enumerations.members.get(`${name}.${member}`) : undefined
      if (enumeration) used.add(enumeration)
      return enumeration ?? ''
    }
    const use = { asked: asked.has(name), answered: answered.has(name), enumerationOf }
    return [name, structureText(schema, spelling, use)] as const
  })
  return {
    operations: Object.fromEntries(
      operations.map(([, , name, , input, output]) => [name, `${shapeName(input)} ${shapeName(output)}`]),
    ),
    structures: Object.fromEntries(structures),
    enumerations: Object.fromEntries(
      [...enumerations.values]
        .sort(byName)
        .flatMap(([name, values]) => (used.has(name) ? [[name, values.join('|')]] : [])),
    ),
  }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

/** The structures within these schemas, and within those. */
function reach(roots: readonly Reference[]): Map<string, StructureSchema> {
  const found = new Map<string, StructureSchema>()
  const waiting = [...roots]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema } = plain(next)
    if (typeof schema !== 'object') continue
    if (schema[0] === 1) waiting.push(schema[4])
    if (schema[0] !== 3 || found.has(schema[2])) continue
    found.set(schema[2], schema)
    waiting.push(...schema[5])
  }
  return found
}

/** Where a structure stands: in requests, in replies; and which of its members are enumerations. */
interface Use {
  readonly asked: boolean
  readonly answered: boolean
  readonly enumerationOf: (member: string) => string
}

function structureText(
  [, , structure, , names, schemas, required = 0]: StructureSchema,
  spelling: Spelling,
  use: Use,
): string {
  const members = names.map((name, at) => {
    const { schema, traits } = plain(schemas[at] ?? 0)
    if (traits.xmlFlattened) unforeseen(`${structure}.${name} is flattened`)
    const type = decimals.has(`${structure}.${name}`) ? 'd' : typeText(schema, spelling, use.answered)
    const element = traits.xmlName ?? name
    const query = spelling.name === 'ec2' ? (traits.ec2QueryName ?? upperFirst(element)) : element
    const usualElement = spelling.name === 'ec2' ? lowerFirst(name) : name
    const fields = [
      name,
      type,
      use.asked && query !== name ? query : '',
      use.answered && element !== usualElement ? element : '',
      use.enumerationOf(name),
    ]
    return fields.join(':').replace(/:+$/, '')
  })
  return [required, ...members].join(' ')
}

const simple: Readonly<Record<number, string>> = { 0: 's', 1: 'i', 2: 'b', 4: 't', 21: 'x' }
const LIST_OF_SIMPLE = 64

/** `answered`: the name of a list's item matters, it is an element's. */
function typeText(schema: Plain, spelling: Spelling, answered: boolean): string {
  if (typeof schema === 'number' && schema >= LIST_OF_SIMPLE) {
    return listText(schema - LIST_OF_SIMPLE, 'member', spelling, answered)
  }
  if (typeof schema === 'number') return simple[schema] ?? unforeseen(`simple type ${schema}`)
  if (schema === 'unit') return unforeseen('a member without a type')
  if (schema[0] === 0) return typeText(schema[4], spelling, answered)
  if (schema[0] === 3) return schema[2]
  const { schema: item, traits } = plain(schema[4])
  return listText(item, traits.xmlName ?? 'member', spelling, answered)
}

function listText(item: Plain, name: string, spelling: Spelling, answered: boolean): string {
  const mark = answered && name !== spelling.item ? `${name}@` : ''
  return `[${mark}${typeText(item, spelling, answered)}`
}

function unforeseen(what: string): never {
  throw new Error(`not foreseen: ${what}`)
}

function shapeName(reference: Reference): string {
  const { schema } = plain(reference)
  return typeof schema === 'object' && schema[0] === 3 ? schema[2] : '-'
}

/** The schema behind references and members, with the traits of the outermost. */
function plain(reference: Reference): { schema: Plain; traits: Exclude<Traits, number> } {
  let traits: Exclude<Traits, number> = {}
  let schema = reference
  for (;;) {
    if (typeof schema === 'function') schema = schema()
    else if (isMember(schema)) {
      if (typeof schema[1] === 'object') traits = { ...schema[1], ...traits }
      schema = schema[0]
    } else return { schema, traits }
  }
}

const isMember = (schema: Plain | readonly [Reference, Traits]): schema is readonly [Reference, Traits] =>
  Array.isArray(schema) && schema.length === 2

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
