/**
 * AWS's contract on the wire, as data: every operation of EC2 and STS, the structures of its request and reply, and how
 * their members are spelled. The table is generated (tools/generate-contract.ts) and terse, so that it loads in a few
 * milliseconds; what an operation needs is read out of it when it is first asked for.
 *
 * Notation of a structure: how many of the first members are required, then the members, each
 * `name:type:query name:element:enumeration`. Empty fields at the end are left out; the query name is then the name,
 * the element the name as the service usually spells it. Types: s string, i integer, d decimal, b boolean,
 * t timestamp, x blob, `[` list of (`[name@` where an item's element is not the usual one), else a structure's name.
 */
import table from './contract.generated.json' with { type: 'json' }
import type { Operations, StsOperations } from './operations.generated.ts'

interface Api {
  ec2: Operations
  sts: StsOperations
}
export type Service = keyof Api
export type OperationName<S extends Service> = keyof Api[S] & string
export type InputOf<S extends Service, Op extends OperationName<S>> = Api[S][Op] extends { input: infer I }
  ? I
  : never
export type ReplyOf<S extends Service, Op extends OperationName<S>> = Api[S][Op] extends { reply: infer R }
  ? R
  : never

export interface OperationContract {
  readonly service: Service
  readonly name: string
  /** Absent: the operation takes no parameters. */
  readonly input?: Structure
  /** Absent: the reply has no members; EC2 then says `<return>true</return>`. */
  readonly output?: Structure
}

export type Type = Scalar | List | Structure

export interface Scalar {
  readonly kind: 'string' | 'integer' | 'decimal' | 'boolean' | 'timestamp' | 'blob'
  /** The only values a string may have. */
  readonly values?: ReadonlySet<string>
}

interface List {
  readonly kind: 'list'
  readonly of: Type
  /** The element of an item in replies. */
  readonly item: string
}

export interface Structure {
  readonly kind: 'structure'
  readonly members: readonly Member[]
  /** By query name in lower case. */
  readonly byQueryName: ReadonlyMap<string, Member>
}

export interface Member {
  readonly name: string
  readonly type: Type
  readonly required: boolean
  /** Its spelling in requests. */
  readonly query: string
  /** Its spelling in replies. */
  readonly element: string
}

interface Table {
  readonly version: string
  readonly namespace: string
  readonly operations: Readonly<Record<string, string>>
  readonly structures: Readonly<Record<string, string>>
  readonly enumerations: Readonly<Record<string, string>>
}

const tables: Readonly<Record<Service, Table>> = table
const usualItem: Readonly<Record<Service, string>> = { ec2: 'item', sts: 'member' }

/** The version of the API that the service speaks: `2016-11-15`. */
export const versionOf = (service: Service): string => tables[service].version

/** The XML namespace of the service's replies. */
export const namespaceOf = (service: Service): string => tables[service].namespace

/** Every operation that AWS has, in alphabetical order. */
export const operationNames = <S extends Service>(service: S): readonly OperationName<S>[] =>
  Object.keys(tables[service].operations) as OperationName<S>[]

/** Whether AWS has an operation of that name. */
export const isOperation = <S extends Service>(service: S, name: string): name is OperationName<S> =>
  Object.hasOwn(tables[service].operations, name)

const contracts: Record<Service, Map<string, OperationContract>> = { ec2: new Map(), sts: new Map() }

/** What AWS's schemas say of an operation. */
export function operation<S extends Service>(service: S, name: OperationName<S>): OperationContract {
  const known = contracts[service].get(name)
  if (known) return known
  const [input = '-', output = '-'] = tables[service].operations[name]?.split(' ') ?? []
  const contract = {
    service,
    name,
    ...(input !== '-' && { input: structure(service, input) }),
    ...(output !== '-' && { output: structure(service, output) }),
  }
  contracts[service].set(name, contract)
  return contract
}

const structures: Record<Service, Map<string, Structure>> = { ec2: new Map(), sts: new Map() }

/** Structures may contain themselves: one is known before its members are. */
function structure(service: Service, name: string): Structure {
  const known = structures[service].get(name)
  if (known) return known
  const members: Member[] = []
  const byQueryName = new Map<string, Member>()
  const made: Structure = { kind: 'structure', members, byQueryName }
  structures[service].set(name, made)
  const [required, ...texts] = tables[service].structures[name]?.split(' ') ?? []
  for (const [at, text] of texts.entries()) {
    const member = readMember(service, text, at < Number(required))
    members.push(member)
    byQueryName.set(member.query.toLowerCase(), member)
  }
  return made
}

function readMember(service: Service, text: string, required: boolean): Member {
  const [name = '', type = '', query, element, enumeration] = text.split(':')
  return {
    name,
    type: readType(service, type, enumeration),
    required,
    query: query || name,
    element: element || (service === 'ec2' ? name.charAt(0).toLowerCase() + name.slice(1) : name),
  }
}

const scalars: Readonly<Record<string, Scalar>> = {
  s: { kind: 'string' },
  i: { kind: 'integer' },
  d: { kind: 'decimal' },
  b: { kind: 'boolean' },
  t: { kind: 'timestamp' },
  x: { kind: 'blob' },
}

function readType(service: Service, text: string, enumeration: string | undefined): Type {
  if (text.startsWith('[')) {
    const [, item = usualItem[service], of = ''] = /^\[(?:(\w+)@)?(.+)$/.exec(text) ?? []
    return { kind: 'list', of: readType(service, of, enumeration), item }
  }
  if (enumeration) return { kind: 'string', values: valuesOf(service, enumeration) }
  return scalars[text] ?? structure(service, text)
}

const enumerations: Record<Service, Map<string, ReadonlySet<string>>> = { ec2: new Map(), sts: new Map() }

function valuesOf(service: Service, name: string): ReadonlySet<string> {
  const known = enumerations[service].get(name)
  if (known) return known
  const values = new Set(tables[service].enumerations[name]?.split('|'))
  enumerations[service].set(name, values)
  return values
}
