/** The filters that AWS documents for a `Describe…` operation, read from the comments of the SDK's own types. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const models = join(
  dirname(createRequire(import.meta.url).resolve('@aws-sdk/client-ec2')),
  '../dist-types/models',
)

/** `request` is the name of the input type: `DescribeInstancesRequest`. The tag filters stand for themselves: `tag:KEY`. */
export function documentedFilters(request: string): readonly string[] {
  for (const file of readdirSync(models)) {
    const [, body] = new RegExp(`export interface ${request} \\{([\\s\\S]*?)\\n\\}`).exec(
      readFileSync(join(models, file), 'utf8'),
    ) ?? [undefined, undefined]
    if (body === undefined) continue
    const names = [...body.matchAll(/<li>\s*\*\s*<p>\s*(?:\*\s*)?<code>([^<]+)<\/code>(:?)/g)]
    if (names.length === 0) throw new Error(`${request} documents no filters`)
    return names.map(([, name = '', colon]) => (name === 'tag' && colon ? 'tag:KEY' : name))
  }
  throw new Error(`no such request: ${request}`)
}

/** The documented filters that a table of tests leaves out; those for tags stand for themselves. */
export const untested = (
  request: string,
  table: readonly (readonly [filter: string, ...unknown[]])[],
): readonly string[] =>
  documentedFilters(request).filter(
    name => !/^tag(:KEY)?$/.test(name) && !table.some(([filter]) => filter === name),
  )
