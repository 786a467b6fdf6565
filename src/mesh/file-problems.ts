/** From what zod finds wrong to what a person reads: one sentence for each wrong place. */
import type { z } from 'zod'
import { NOTHING } from './file-shapes.ts'
import type { Path } from './file-yaml.ts'
import { didYouMean, listed } from './nearest.ts'
import { quoted } from './quoting.ts'

type Issue = z.core.$ZodIssue

/** Something wrong at a path. `part`: whether the key is wrong, or what stands there. */
export interface Wrong {
  readonly path: Path
  readonly part: 'key' | 'value'
  readonly message: string
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  tuple: 'a list',
  object: 'keys and values',
  record: 'keys and values',
}

/** `value` is what was read: what stands at an issue's path is not in the issue. */
export function wrongsOf(issues: readonly Issue[], value: unknown): readonly Wrong[] {
  return issues.flatMap(issue => wrongsIn(issue, valueAt(value, issue.path)))
}

function wrongsIn(issue: Issue, value: unknown): readonly Wrong[] {
  const { path } = issue
  const here = (message: string, part: Wrong['part'] = 'value') => [{ path, part, message }]
  if (value === '' || value === null) return here(NOTHING)
  if (value === undefined) return here(`'${String(path.at(-1))}' is missing.`)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const lines = issue.message.split('\n')
      return issue.keys.map((key, at) => ({ path: [...path, key], part: 'key', message: lines[at] ?? '' }))
    }
    case 'invalid_key':
      return here(issue.issues.map(sentence).join(' '), 'key')
    case 'invalid_union':
      return wrongsOfUnion(issue, value)
    case 'invalid_value':
      return here(wrongWord(value, issue.values.map(String)))
    default:
      return here(sentence(issue))
  }
}

const sentence = (issue: Issue): string =>
  issue.code === 'invalid_type' ? `This has to be ${kinds[issue.expected] ?? issue.expected}.` : issue.message

/** Of the alternatives the one whose kind of value is there; else the word that may be meant; else all of them. */
function wrongsOfUnion(issue: z.core.$ZodIssueInvalidUnion, value: unknown): readonly Wrong[] {
  const { path } = issue
  const meant = issue.errors.find(errors => !errors.some(error => error.path.length === 0 && isOfKind(error)))
  if (meant) return wrongsOf(meant, value).map(wrong => ({ ...wrong, path: [...path, ...wrong.path] }))
  const words = issue.errors
    .flat()
    .flatMap(one => (one.code === 'invalid_value' ? one.values.map(String) : []))
  const near = typeof value === 'string' ? didYouMean(value, words) : ''
  const message = near ? wrongWord(value, words) : `This has to be ${issue.message}.`
  return [{ path, part: 'value', message }]
}

const isOfKind = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value'

function wrongWord(value: unknown, words: readonly string[]): string {
  if (typeof value !== 'string') return `This has to be ${listed(words)}.`
  return `${quoted(value)} is not known here.${didYouMean(value, words) || ` It has to be ${listed(words)}.`}`
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, key) => (within instanceof Object ? Reflect.get(within, key) : undefined),
    value,
  )
}
