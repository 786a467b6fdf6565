/**
 * Enumerations are in no runtime schema, only in the SDK's declarations: which member of which interface is one, and
 * its values. The declarations are generated code of one unchanging form, so two patterns read them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface Enumerations {
  /** Name of the enumeration → its values. */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** `Structure.Member` → name of the enumeration that it, or each item of it, is. */
  readonly members: ReadonlyMap<string, string>
}

export function readEnumerations(packageName: string): Enumerations {
  const texts = declarations(packageName)
  const values = new Map(texts.flatMap(readValues))
  const members = new Map(texts.flatMap(text => readMembers(text, values)))
  return { values, members }
}

function declarations(packageName: string): string[] {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`)
  const folder = join(dirname(manifest), 'dist-types', 'models')
  return readdirSync(folder)
    .filter(file => file.endsWith('.d.ts'))
    .map(file => readFileSync(join(folder, file), 'utf8'))
}

function readValues(text: string): [string, string[]][] {
  return [...text.matchAll(/^export declare const (\w+): \{\n([^}]*)\};/gm)].map(
    ([, name = '', body = '']) => [name, [...body.matchAll(/: "([^"]*)";/g)].map(([, value = '']) => value)],
  )
}

function readMembers(text: string, values: ReadonlyMap<string, unknown>): [string, string][] {
  return [...text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, structure, body = '']) =>
      [...body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])? \| undefined;$/gm)]
        .filter(([, , type = '']) => values.has(type))
        .map(([, member, type = '']): [string, string] => [`${structure}.${member}`, type]),
  )
}
