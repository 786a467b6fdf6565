/** A planned mesh in the words of other tools. */
import { exportCli } from '../../mesh/export-cli.ts'
import type { ExportContext } from '../../mesh/export-context.ts'
import { exportTerraform } from '../../mesh/export-terraform.ts'
import type { Plan } from '../../mesh/plan.ts'
import { placeKey } from '../../model/owned.ts'
import type { Planned } from './planned.ts'

const formats = {
  terraform: exportTerraform,
  cli: exportCli,
} as const satisfies Record<string, (plan: Plan, context: ExportContext) => string>

export type Format = keyof typeof formats

/** The text of a plan without objections. */
export function exported(format: Format, { plan, landscape, sessions }: Planned): string {
  const places = plan.links.flatMap(({ link }) => [link.requester.member, link.accepter.member])
  const access = Object.fromEntries(places.map(place => [placeKey(place), sessions.access(place)]))
  return formats[format](plan, { access, landscape })
}
