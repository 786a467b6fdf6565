/**
 * Writes `docs/mesh.schema.json`, by which editors complete and check mesh files, from what reads them. Run by
 * `npm run generate`; a test compares what stands there with what this would write.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { meshSchema } from '../src/mesh/file-schema.ts'

export const MESH_SCHEMA = 'docs/mesh.schema.json'

/** The text of the schema. */
export const meshJsonSchema = (): string =>
  `${JSON.stringify({ title: 'A mesh of VPCs', ...z.toJSONSchema(meshSchema, { io: 'input' }) }, undefined, 2)}\n`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL(`../${MESH_SCHEMA}`, import.meta.url), meshJsonSchema())
}
