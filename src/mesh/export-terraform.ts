/**
 * A mesh as Terraform: all of it, not only what is left to do, so that Terraform may take over what there is (`import`).
 * Whatever needs an active peering refers to the resource that accepts it, and so comes after
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection_options).
 */
import { type Place, placeKey } from '../model/owned.ts'
import { type Access, type ExportContext, placesOf } from './export-context.ts'
import { Expression, type HclBlock, writeHcl } from './export-hcl.ts'
import { linkNames, uniqueNames, word, wordOf } from './export-names.ts'
import { linkBlocks, type Providers } from './export-terraform-link.ts'
import { MARKS } from './marks.ts'
import type { Plan } from './plan.ts'

/** The text of a `.tf` file. Of a plan without objections. */
export function exportTerraform(plan: Plan, context: ExportContext): string {
  const places = placesOf(plan)
  const aliases = aliasesOf(places, context)
  const providers: Providers = place => new Expression(`aws.${aliases.get(placeKey(place))}`)
  const names = linkNames(plan.links)
  const blocks = [
    settings,
    ...places.map(place =>
      providerBlock(place, aliases.get(placeKey(place)) ?? '', context.access[placeKey(place)] ?? {}),
    ),
    ...plan.links.flatMap(planned =>
      linkBlocks(planned, names.get(planned.link) ?? '', { providers, landscape: context.landscape }),
    ),
  ]
  return `${HEADER}\n${writeHcl(blocks)}`
}

const HEADER = `# A mesh of VPCs, written by \`isthmus mesh export\`: every peering, route, option and rule of it.
# \`terraform plan\` shows what is taken over (import) and what is made. Credentials come from the profiles named here.
`

/** Terraform has had import blocks since 1.5. */
const settings: HclBlock = {
  type: 'terraform',
  attributes: { required_version: '>= 1.5' },
  blocks: [
    {
      type: 'required_providers',
      attributes: { aws: { source: 'hashicorp/aws', version: '>= 5.0' } },
    },
  ],
}

/** The provider refuses to work in another account than the plan's, and leaves the mesh tool's own tags alone. */
const providerBlock = ({ ownerId, region }: Place, alias: string, { profile, role }: Access): HclBlock => ({
  type: 'provider',
  labels: ['aws'],
  attributes: { alias, region, profile, allowed_account_ids: [ownerId] },
  blocks: [
    ...(role === undefined ? [] : [{ type: 'assume_role', attributes: { role_arn: role } }]),
    { type: 'ignore_tags', attributes: { key_prefixes: [MARKS] } },
  ],
})

function aliasesOf(places: readonly Place[], { access }: ExportContext): ReadonlyMap<string, string> {
  const aliases = uniqueNames(places, place => {
    const byAccount = wordOf('account', place.ownerId, place.region)
    const profile = access[placeKey(place)]?.profile
    return [profile === undefined ? byAccount : `${word(profile)}_${wordOf(place.region)}`, byAccount]
  })
  return new Map([...aliases].map(([place, alias]) => [placeKey(place), alias]))
}
