/** The shape of a mesh file, key by key, and what each part is read into. The descriptions are for editors. */
import { z } from 'zod'
import { admission, announcement, tableChoice, topology } from './file-choices.ts'
import { hasOne, listOf, oneRequired, onlyKeys, text } from './file-shapes.ts'
import {
  account,
  accountOfRole,
  flag,
  meshName,
  ownTagKey,
  region,
  role,
  tagValue,
  vpcId,
  wantedTags,
} from './file-values.ts'
import { didYouMean, listed } from './nearest.ts'
import { quoted } from './quoting.ts'

const SELECTORS = ['vpc', 'name', 'tag'] as const
/** What `Name` may hold: see `Wish.tags`. */
const PLACEHOLDERS = ['mesh', 'requester', 'accepter'] as const

const whereabouts = {
  region: region.optional().describe("Where the VPC is. Else the default's, else the command line's."),
  profile: text.optional().describe('The profile of the AWS configuration whose credentials are used.'),
  role: role.optional().describe("The ARN of a role to assume, with the profile's credentials."),
  account: account.optional().describe('The account that the credentials must be of.'),
}

const preferences = {
  announce: announcement.optional().describe('The blocks that the others get routes to. All if absent.'),
  routes: tableChoice.optional().describe('The route tables that get routes to the others. All if absent.'),
}

const member = onlyKeys({
  vpc: vpcId.optional().describe("The VPC's id."),
  name: text.optional().describe("The VPC's Name tag."),
  tag: wantedTags.optional().describe('Every VPC that has all of these tags.'),
  label: text.optional().describe('What topology calls it. Else its name or its id.'),
  ...whereabouts,
  ...preferences,
  allow: listOf(admission).optional().describe('What the others are let in to.'),
})
  .refine(hasOne(SELECTORS), `A member has one of ${listed(SELECTORS, 'and')}.`)
  .refine(isRolesAccount, { path: ['account'], message: 'The role is of another account.' })
  .transform(({ vpc, name, tag, ...rest }) => {
    if (vpc !== undefined) return { ...rest, selector: { by: 'id', id: vpc } } as const
    if (name !== undefined) return { ...rest, selector: { by: 'name', name } } as const
    return { ...rest, selector: { by: 'tags', tags: tag ?? {} } } as const
  })
  .meta(oneRequired(SELECTORS))

const tags = z.record(ownTagKey, tagValue).superRefine(({ Name = '' }, { addIssue }) => {
  for (const [placeholder, word = ''] of Name.matchAll(/\{([^}]*)\}/g)) {
    if (PLACEHOLDERS.some(known => known === word)) continue
    const message = `${quoted(placeholder)} is not known here.${didYouMean(word, PLACEHOLDERS)}`
    addIssue({ code: 'custom', path: ['Name'], message })
  }
})

export const meshSchema = onlyKeys({
  $schema: text.optional(),
  mesh: meshName.describe('The name of the mesh, in the tags of what is made.'),
  defaults: onlyKeys({ ...whereabouts, ...preferences })
    .refine(isRolesAccount, { path: ['account'], message: 'The role is of another account.' })
    .optional()
    .describe('For members that say nothing.'),
  members: listOf(member).describe('The VPCs.'),
  topology: topology.optional().describe('Who is connected to whom. full if absent.'),
  dns: flag.optional().describe('DNS resolution on both sides of each peering. Left as it is if absent.'),
  tags: tags.optional().describe('For peerings and rules. Name may hold {mesh}, {requester} and {accepter}.'),
})

function isRolesAccount({ role, account }: { readonly role?: string; readonly account?: string }): boolean {
  return role === undefined || account === undefined || accountOfRole(role) === account
}
