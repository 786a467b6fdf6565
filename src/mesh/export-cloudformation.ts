/**
 * A plan as CloudFormation templates, each for one account and Region: a stack cannot be in two. They hold what was not there
 * when the plan was made, for CloudFormation makes and does not take over. A peering is made by its requester's stack; the
 * accepter's is told the id by a parameter, and leaves out what needs it while that is empty.
 * Sources: CloudFormation template reference, AWS::EC2::VPCPeeringConnection, AWS::EC2::Route,
 * AWS::EC2::SecurityGroupIngress; CloudFormation user guide, "Understand CloudFormation quotas".
 */
import { type Place, placeKey } from '../model/owned.ts'
import { type Piece, pieceAt, type Section } from './export-cloudformation-link.ts'
import { type ExportContext, placesOf, SIDES } from './export-context.ts'
import { uniqueNames, word } from './export-names.ts'
import type { Link } from './link.ts'
import type { Plan } from './plan.ts'

export interface ExportedFile {
  /** A name without folders. */
  readonly file: string
  readonly text: string
}

/** The templates, as JSON; a place where nothing is to be made or done has none. Of a plan without objections. */
export function exportCloudFormation(plan: Plan, context: ExportContext): readonly ExportedFile[] {
  const names = logicalNames(plan)
  return placesOf(plan).flatMap(place => {
    const here = plan.links.filter(({ link }) =>
      SIDES.some(side => placeKey(link[side].member) === placeKey(place)),
    )
    const pieces = here.map(planned => pieceAt(place, planned, names.get(planned.link) ?? '', context))
    const parts = partsOf(pieces.filter(isOfUse))
    return parts.map((part, at) => ({
      file: `${nameOf(plan.mesh, place)}${parts.length > 1 ? `-${at + 1}` : ''}.json`,
      text: `${JSON.stringify(templateOf(plan.mesh, place, part), null, 2)}\n`,
    }))
  })
}

const isOfUse = ({ resources, commands }: Piece): boolean =>
  Object.keys(resources).length > 0 || commands.length > 0

/** Letters and digits only: `PeeringWebToDatabase`; with the VPCs' ids where labels are the same. */
const logicalNames = ({ links }: Plan): ReadonlyMap<Link, string> =>
  uniqueNames(
    links.map(({ link }) => link),
    ({ requester, accepter }) => [
      `Peering${camel(requester.member.label)}To${camel(accepter.member.label)}`,
      `Peering${digits(requester.member.vpcId)}To${digits(accepter.member.vpcId)}`,
    ],
  )

const MOST_OF_A_LABEL = 60
const camel = (label: string): string =>
  word(label)
    .slice(0, MOST_OF_A_LABEL)
    .replace(/(?:^|_)([a-z0-9]?)/g, (_, first: string) => first.toUpperCase())

const digits = (id: string): string => id.replace('vpc-', '')

/** A template has 500 resources, 200 parameters and 200 outputs at most; a piece has one of the latter each, at most. */
const MOST_RESOURCES = 500
const MOST_PIECES = 150

function partsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = []
  let resources = 0
  for (const piece of pieces) {
    const last = parts.at(-1)
    const more = Object.keys(piece.resources).length
    if (last && last.length < MOST_PIECES && resources + more <= MOST_RESOURCES) last.push(piece)
    else parts.push([piece])
    resources = last === parts.at(-1) ? resources + more : more
  }
  return parts
}

const nameOf = (mesh: string, { ownerId, region }: Place): string =>
  `mesh-${word(mesh).replaceAll('_', '-')}-${ownerId}-${region}`

function templateOf(mesh: string, { ownerId, region }: Place, pieces: readonly Piece[]) {
  const commands = pieces.flatMap(piece => piece.commands)
  const sections = {
    Parameters: Object.assign({}, ...pieces.map(({ parameters }) => parameters)) as object,
    Conditions: Object.assign({}, ...pieces.map(({ conditions }) => conditions)) as object,
    Resources: withSomething(Object.assign({}, ...pieces.map(({ resources }) => resources)) as Section),
    Outputs: Object.assign({}, ...pieces.map(({ outputs }) => outputs)) as object,
  }
  const filled = Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0)
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The mesh ${mesh} in account ${ownerId} and Region ${region}: what was not there yet.`,
    Metadata: { Isthmus: { Order: ORDER, ...(commands.length > 0 && { NotInCloudFormation: commands }) } },
    ...Object.fromEntries(filled),
  }
}

/** A stack cannot be without resources; this one costs nothing and does nothing. */
const withSomething = (resources: Section): Section =>
  Object.values(resources).some(resource => !('Condition' in resource))
    ? resources
    : { Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' }, ...resources }

const ORDER = [
  'Deploy the template of every account and Region once, in any order: the peerings come into being.',
  "Deploy those that have parameters named Peering… again, with the ids from the other stacks' outputs of the same names.",
  'Then run what NotInCloudFormation lists: CloudFormation has nothing for it.',
]
