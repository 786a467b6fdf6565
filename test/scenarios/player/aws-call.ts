/**
 * What a line of the AWS CLI asks for, read by AWS's own schemas: `create-vpc --cidr-block …` is CreateVpc with
 * `{ CidrBlock }` because the schema has them. Only what the CLI has invented beside the API has a table (`inventions.ts`).
 */
import {
  type Member,
  type OperationContract,
  operation,
  operationNames,
  type Service,
  type Type,
} from '../../../src/wire/contract.ts'
import { expandInventions, inventionsOf } from './inventions.ts'
import { Misread, misread } from './misread.ts'
import { pathOf } from './query.ts'
import { optionValue } from './shorthand.ts'

export interface AwsCall {
  readonly service: Service
  readonly operation: string
  readonly input: object
  /** Of the reply, by `--query`. */
  readonly query?: string
  readonly profile: string
  readonly region: string
}

/** Options by their names without dashes, each with the words that follow it. */
export type Options = Map<string, readonly string[]>

const GLOBAL = ['profile', 'region', 'query', 'output'] as const
const SERVICES: readonly Service[] = ['ec2', 'sts']

/** The words after `aws`. Throws Misread. */
export function readAwsCall(words: readonly string[]): AwsCall {
  const at = words.findIndex((word, index) => index % 2 === 0 && !word.startsWith('--'))
  const [service = '', command = ''] = at < 0 ? [] : words.slice(at)
  if (!isService(service)) throw misread(service, "one of AWS's services here", SERVICES)
  const contract = contractOf(service, command)
  const options = new Map([...optionsOf(words.slice(0, at)), ...optionsOf(words.slice(at + 2))])
  const [profile = 'default'] = options.get('profile') ?? []
  const [region = 'us-east-1'] = options.get('region') ?? []
  const [query] = options.get('query') ?? []
  if (query !== undefined) pathOf(query)
  for (const name of GLOBAL) options.delete(name)
  const input = inputOf(contract, command, options)
  return { service, operation: contract.name, input, profile, region, ...(query && { query }) }
}

const isService = (text: string): text is Service => (SERVICES as readonly string[]).includes(text)

/** As the CLI derives its names from the API's. */
const kebab = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()

const commands: Readonly<Record<Service, ReadonlyMap<string, string>>> = {
  ec2: new Map(operationNames('ec2').map(name => [kebab(name), name])),
  sts: new Map(operationNames('sts').map(name => [kebab(name), name])),
}

function contractOf(service: Service, command: string): OperationContract {
  const name = commands[service].get(command)
  if (name === undefined) throw misread(command, `a command of aws ${service}`, commands[service].keys())
  return operation(service, name as never)
}

function optionsOf(words: readonly string[]): Options {
  const options: Options = new Map()
  let name = ''
  for (const word of words) {
    if (word.startsWith('--')) {
      name = word.slice(2)
      if (options.has(name)) throw new Misread(`--${name} is given twice.`)
      options.set(name, [])
    } else if (name === '') throw new Misread(`'${word}' follows no option.`)
    else options.set(name, [...(options.get(name) ?? []), word])
  }
  return options
}

function inputOf({ input }: OperationContract, command: string, options: Options): object {
  const members = input?.members ?? []
  const byOption = new Map(members.map(member => [kebab(member.name), member]))
  const draft: Record<string, unknown> = expandInventions(command, options)
  for (const [option, words] of options) {
    const isNo = option.startsWith('no-') && !byOption.has(option)
    const member = byOption.get(isNo ? option.slice(3) : option)
    if (!member) {
      const known = [...byOption.keys(), ...inventionsOf(command), ...GLOBAL]
      throw misread(
        `--${option}`,
        `an option of ${command}`,
        known.map(name => `--${name}`),
      )
    }
    draft[member.name] = words.length === 0 ? flag(member, !isNo) : optionValue(member.type, words)
  }
  const missing = members.find(({ name, required }) => required && draft[name] === undefined)
  if (missing) throw new Misread(`${command} needs --${kebab(missing.name)}.`)
  return draft
}

/** An option without a value: a boolean, also one that the API wraps in `{ Value }`. */
function flag({ name, type }: Member, isOn: boolean): unknown {
  if (type.kind === 'boolean') return isOn
  if (wrapsBoolean(type)) return { Value: isOn }
  throw new Misread(`--${kebab(name)} needs a value.`)
}

const wrapsBoolean = (type: Type): boolean =>
  type.kind === 'structure' && type.members.length === 1 && type.members[0]?.type.kind === 'boolean'
