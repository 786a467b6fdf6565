/** A planned mesh in the words of other tools, written where it is wanted. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportCli } from '../../mesh/export-cli.ts'
import { type ExportedFile, exportCloudFormation } from '../../mesh/export-cloudformation.ts'
import type { ExportContext } from '../../mesh/export-context.ts'
import { exportMermaid } from '../../mesh/export-mermaid.ts'
import { exportTerraform } from '../../mesh/export-terraform.ts'
import type { Plan } from '../../mesh/plan.ts'
import { placeKey } from '../../model/owned.ts'
import { Failure } from '../failure.ts'
import type { Planned } from './planned.ts'

/** One text, or files for a directory. */
const formats = {
  terraform: exportTerraform,
  cloudformation: exportCloudFormation,
  cli: exportCli,
  mermaid: exportMermaid,
} as const satisfies Record<string, (plan: Plan, context: ExportContext) => string | readonly ExportedFile[]>

export type Format = keyof typeof formats

/** Of a plan without objections. Without `out` it is printed, if it is one text or one file. */
export async function writeExport(format: Format, planned: Planned, out: string | undefined): Promise<void> {
  const made = formats[format](planned.plan, contextOf(planned))
  if (typeof made !== 'string' && out !== undefined) return writeFiles(made, out)
  const text = typeof made === 'string' ? made : onlyText(made)
  if (out === undefined) process.stdout.write(text)
  else await writeFile(out, text).catch(notWritten(out))
}

function contextOf({ plan, landscape, sessions }: Planned): ExportContext {
  const members = plan.links.flatMap(({ link }) => [link.requester.member, link.accepter.member])
  const places = [...members, ...plan.calls.map(({ place }) => place)]
  return {
    access: Object.fromEntries(places.map(place => [placeKey(place), sessions.access(place)])),
    landscape,
  }
}

function onlyText(files: readonly ExportedFile[]): string {
  if (files.length <= 1) return files[0]?.text ?? ''
  const names = files.map(({ file }) => file).join(', ')
  throw new Failure(`There are ${files.length} files (${names}). Name a directory for them: --out DIRECTORY`)
}

async function writeFiles(files: readonly ExportedFile[], directory: string): Promise<void> {
  await mkdir(directory, { recursive: true }).catch(notWritten(directory))
  for (const { file, text } of files) {
    const path = join(directory, file)
    await writeFile(path, text).catch(notWritten(path))
  }
}

const notWritten = (path: string) => (error: Error) => {
  throw new Failure(`${path} cannot be written: ${error.message}`)
}
