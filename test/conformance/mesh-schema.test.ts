/** What editors know of mesh files is what the mesh tool reads. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MESH_SCHEMA, meshJsonSchema } from '../../tools/generate-mesh-schema.ts'

test(`${MESH_SCHEMA} is up to date (npm run generate)`, () => {
  expect(readFileSync(new URL(`../../${MESH_SCHEMA}`, import.meta.url), 'utf8')).toBe(meshJsonSchema())
})
