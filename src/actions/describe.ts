/**
 * What every `Describe…` does alike: by ids or all, filtered, page by page. An operation brings a catalogue: what there
 * is for the caller, how one is found by id, and a table filter name → values of a document.
 * Filters: values of one are or-ed, filters are and-ed; `*` and `?` are wildcards, a backslash takes their meaning
 * (EC2 User Guide, "List and filter"). `tag:KEY` and `tag-key` are the same for all.
 */
import type { Filter } from '@aws-sdk/client-ec2'
import type { Tags } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'

export type FilterValue = string | number | boolean | undefined

export interface Catalogue<D> {
  /** Everything of that kind that the caller may see. */
  all(): Iterable<D>
  /** The one with that id; refuses. */
  byId(id: string): D
  readonly filters: Readonly<Record<string, (document: D) => FilterValue | readonly FilterValue[]>>
  /** Filters that an index answers: the documents, all visible to the caller, that have exactly this value. */
  readonly indexed?: Readonly<Record<string, (value: string) => Iterable<D>>>
  /** Absent: the documents have no tags. */
  tags?(document: D): Tags
}

export interface Question {
  readonly ids?: readonly string[] | undefined
  readonly Filters?: readonly Filter[] | undefined
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
}

export interface Page<D> {
  readonly found: readonly D[]
  readonly NextToken?: string
}

const MOST_FILTER_VALUES = 200

/** One page of what the question asks for. Refuses: the catalogue's own, InvalidParameterValue for an unknown filter, InvalidNextToken. */
export function describe<D extends { readonly id: string }>(
  catalogue: Catalogue<D>,
  question: Question,
): Page<D> {
  const filters = (question.Filters ?? []).map(filter => compile(catalogue, filter))
  const ids = question.ids?.length ? [...new Set(question.ids)] : undefined
  const candidates = ids ? ids.map(id => catalogue.byId(id)) : narrowest(catalogue, filters)
  const found: D[] = []
  for (const document of candidates)
    if (filters.every(filter => filter.matches(document))) found.push(document)
  return page(found, question)
}

/** Cuts a page out of what was found; the token names the last one shown. */
export function page<D extends { readonly id: string }>(
  found: readonly D[],
  { MaxResults: most, NextToken: token }: Pick<Question, 'MaxResults' | 'NextToken'>,
): Page<D> {
  const from = token === undefined ? 0 : positionAfter(found, token)
  const to = most === undefined ? found.length : from + most
  const last = found[to - 1]
  return to < found.length && last
    ? { found: found.slice(from, to), NextToken: btoa(encodeURIComponent(`${to}:${last.id}`)) }
    : { found: from === 0 ? found : found.slice(from) }
}

/** After the one the token names; if that has gone since, where it was. */
function positionAfter(found: readonly { readonly id: string }[], token: string): number {
  const [, position, id] = /^(\d+):(.+)$/.exec(decode(token)) ?? []
  if (id === undefined) throw refuse('InvalidNextToken')
  const at = found.findIndex(document => document.id === id)
  return at < 0 ? Number(position) - 1 : at + 1
}

function decode(token: string): string {
  try {
    return decodeURIComponent(atob(token))
  } catch {
    return ''
  }
}

interface CompiledFilter<D> {
  readonly matches: (document: D) => boolean
  /** The few documents that can match, where an index knows them. */
  readonly candidates?: () => Iterable<D>
}

function compile<D>(
  catalogue: Catalogue<D>,
  { Name: name = '', Values: values = [] }: Filter,
): CompiledFilter<D> {
  if (values.length > MOST_FILTER_VALUES) throw refuse('FilterLimitExceeded')
  const read = reader(catalogue, name)
  const patterns = values.map(pattern)
  const index = catalogue.indexed?.[name]
  return {
    matches: document => read(document).some(value => patterns.some(matches => matches(value))),
    ...(index &&
      !values.some(isPattern) && { candidates: () => unique(values.flatMap(value => [...index(value)])) }),
  }
}

/** Reads the values that a filter looks at, as texts. */
function reader<D>(catalogue: Catalogue<D>, name: string): (document: D) => readonly string[] {
  const { tags } = catalogue
  if (tags && name === 'tag-key') return document => Object.keys(tags(document))
  if (tags && name.startsWith('tag:')) {
    const key = name.slice('tag:'.length)
    return document => (Object.hasOwn(tags(document), key) ? [tags(document)[key] ?? ''] : [])
  }
  if (!Object.hasOwn(catalogue.filters, name)) throw refuse('InvalidParameterValue/filter', name)
  const get = catalogue.filters[name] as (document: D) => FilterValue | readonly FilterValue[]
  return document => texts(get(document))
}

function texts(value: FilterValue | readonly FilterValue[]): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly FilterValue[]) : [value as FilterValue]
  return list.filter(one => one !== undefined).map(String)
}

function narrowest<D>(catalogue: Catalogue<D>, filters: readonly CompiledFilter<D>[]): Iterable<D> {
  const narrow = filters.find(filter => filter.candidates)
  return narrow?.candidates?.() ?? catalogue.all()
}

const unique = <D>(documents: readonly D[]): Iterable<D> => new Set(documents)

const isPattern = (value: string): boolean => /[*?\\]/.test(value)

/** A filter value as a test: exact, or with wildcards. */
function pattern(value: string): (text: string) => boolean {
  if (!isPattern(value)) return text => text === value
  const parts = [...value.matchAll(/\\([\s\S])|([\s\S])/g)].map(
    ([, escaped, plain = '']) => escaped ?? WILD[plain] ?? plain,
  )
  return text => likeness([...text], parts)
}

const MANY = Symbol('any characters')
const ONE = Symbol('any character')
const WILD: Readonly<Record<string, symbol>> = { '*': MANY, '?': ONE }

/** Whether a text is what the parts describe. Goes back only to the last `*`, so no pattern makes it slow. */
function likeness(text: readonly string[], parts: readonly (string | symbol)[]): boolean {
  let part = 0
  let star = -1
  let resume = 0
  for (let at = 0; at < text.length; ) {
    if (parts[part] === MANY) {
      star = part++
      resume = at
    } else if (parts[part] === ONE || parts[part] === text[at]) {
      part++
      at++
    } else if (star >= 0) {
      part = star + 1
      at = ++resume
    } else return false
  }
  return parts.slice(part).every(rest => rest === MANY)
}
