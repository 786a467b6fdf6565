/** Mesh files that people are shown can be read, and the page about them knows every key. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { MeshFile } from '../../src/mesh/file.ts'
import { meshSchema } from '../../src/mesh/file-schema.ts'
import { problemText, readMeshFile } from '../../src/mesh/read-file.ts'

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const PAGE = 'docs/mesh.md'
const page = textOf(PAGE)
const onThePage = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text)
const examples = readdirSync(new URL('../../examples/mesh', import.meta.url))
  .filter(name => name.endsWith('.yaml'))
  .map(name => `examples/mesh/${name}`)

function read(name: string, text: string): MeshFile {
  const file = readMeshFile(text)
  if ('file' in file) return file.file
  throw new Error(file.problems.map(problem => problemText(name, problem)).join('\n'))
}

test.each(examples)('%s can be read', path => {
  expect(read(path, textOf(path)).members.length).toBeGreaterThan(1)
})

test(`examples are on ${PAGE} as they are, but for the simplest`, () => {
  const shown = onThePage.map(text => read(PAGE, text))
  const missing = examples.filter(path => {
    const isShown = shown.some(file => JSON.stringify(file) === JSON.stringify(read(path, textOf(path))))
    return !isShown || !page.includes(`(../${path})`)
  })
  expect(missing).toEqual(['examples/mesh/full.yaml'])
})

test(`every key is explained on ${PAGE}`, () => {
  const keys = [...keysIn(z.toJSONSchema(meshSchema, { io: 'input' }))]
  expect(keys.length).toBeGreaterThan(20)
  expect(keys.filter(key => !page.includes(`\`${key}\``) && !page.includes(`\`{ ${key}:`))).toEqual([])
})

/** The names of all properties, however deep. */
function keysIn(schema: object): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting: unknown[] = [schema]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!(next instanceof Object)) continue
    if ('properties' in next) for (const key of Object.keys(Object(next.properties))) found.add(key)
    waiting.push(...Object.values(next))
  }
  return found
}
