/** What a member says of a VPC, found in it: the blocks it announces, the tables that get routes, the groups that let in. */
import { type Cidr, contains } from '../model/cidr.ts'
import { eachOnce } from './each-once.ts'
import {
  type AdmissionSpec,
  type Announcement,
  type MemberSpec,
  type SubnetChoice,
  type TableChoice,
  tagsText,
} from './file.ts'
import type { SeenSubnet, SeenVpc } from './landscape.ts'
import { listed } from './nearest.ts'
import type { Objection } from './objection.ts'
import { hasTags, nameAdvice, tagsAdvice, vpcText } from './resolve-text.ts'
import type { Admission, Member } from './wish.ts'

/** On what terms a VPC is in the mesh. Sorted, each once: the same, however it was said. */
export type Terms = Pick<Member, 'announces' | 'tableIds' | 'admits'>

const FAMILIES = { ipv4: 4, ipv6: 6 } as const

/** Objects: not-found, announcement. */
export function termsOf(spec: MemberSpec, vpc: SeenVpc): Terms | readonly Objection[] {
  const announces = announced(spec.announce, vpc)
  const tableIds = tablesOf(spec.routes, vpc)
  const admits = spec.allow.map(one => admitted(one, vpc))
  const objections = [announces, tableIds, ...admits].filter(isObjection)
  if (isObjection(announces) || isObjection(tableIds) || objections.length > 0) return objections
  return {
    announces: eachOnce(announces, ({ version, start, text }) => `${version} ${start} ${text}`),
    tableIds: eachOnce(tableIds, id => id),
    admits: eachOnce(
      admits.flatMap(one => (isObjection(one) ? [] : one)),
      one => JSON.stringify(one),
    ),
  }
}

export const isObjection = (one: object): one is Objection => 'code' in one

function announced(announce: Announcement, vpc: SeenVpc): readonly Cidr[] | Objection {
  if (announce === 'all') return vpc.blocks
  if (typeof announce === 'string') {
    const blocks = vpc.blocks.filter(({ version }) => version === FAMILIES[announce])
    return blocks.length > 0 ? blocks : noFamily(FAMILIES[announce], vpc)
  }
  if ('blocks' in announce) return whyNotAnnounce(announce.blocks, vpc) ?? announce.blocks
  const subnets = subnetsOf(announce.subnets, vpc)
  return isObjection(subnets) ? subnets : subnets.flatMap(({ blocks }) => blocks)
}

const noFamily = (version: 4 | 6, vpc: SeenVpc): Objection => ({
  code: 'announcement',
  why: `${vpcText(vpc)} has no IPv${version} block to announce.`,
  advice: ['Announce all, or associate one with the VPC.'],
  about: [vpc.id],
})

function whyNotAnnounce(blocks: readonly Cidr[], vpc: SeenVpc): Objection | undefined {
  const outside = blocks.filter(block => !vpc.blocks.some(own => contains(own, block))).map(textOf)
  if (outside.length === 0) return undefined
  return {
    code: 'announcement',
    why: `${listed(outside, 'and')} ${outside.length === 1 ? 'is' : 'are'} not in the blocks of ${vpcText(vpc)}.`,
    advice: [`Announce what is inside ${listed(vpc.blocks.map(textOf))}.`],
    about: [vpc.id],
  }
}

const textOf = ({ text }: Cidr): string => text

function tablesOf(routes: TableChoice, vpc: SeenVpc): readonly string[] | Objection {
  if (routes === 'all') return vpc.tables.map(({ id }) => id)
  if (routes === 'main') return vpc.tables.filter(({ isMain }) => isMain).map(({ id }) => id)
  if ('tableIds' in routes) return allOf('route table', routes.tableIds, vpc.tables, vpc) ?? routes.tableIds
  const subnets = subnetsOf(routes.subnets, vpc)
  return isObjection(subnets) ? subnets : subnets.map(({ tableId }) => tableId)
}

function subnetsOf(choice: SubnetChoice, vpc: SeenVpc): readonly SeenSubnet[] | Objection {
  if ('ids' in choice) {
    const lacking = allOf('subnet', choice.ids, vpc.subnets, vpc)
    return lacking ?? vpc.subnets.filter(({ id }) => choice.ids.includes(id))
  }
  const found = vpc.subnets.filter(({ tags }) => hasTags(tags, choice.tags))
  if (found.length > 0) return found
  const tags = vpc.subnets.map(subnet => subnet.tags)
  const why = `No subnet of ${vpcText(vpc)} has the tags ${tagsText(choice.tags)}.`
  return { code: 'not-found', why, advice: tagsAdvice(choice.tags, tags), about: [vpc.id] }
}

/** Why these ids are not all among those that the VPC has. */
function allOf(
  noun: string,
  ids: readonly string[],
  present: readonly { readonly id: string }[],
  vpc: SeenVpc,
): Objection | undefined {
  const known = present.map(({ id }) => id)
  const [lacking] = ids.filter(id => !known.includes(id))
  if (lacking === undefined) return undefined
  const why = `${vpcText(vpc)} has no ${noun} ${lacking}.`
  return { code: 'not-found', why, advice: [nameAdvice(lacking, known)], about: [vpc.id, lacking] }
}

function admitted({ group, ...ports }: AdmissionSpec, vpc: SeenVpc): Admission | Objection {
  const found = vpc.groups.find(({ id, name }) => id === group || name === group)
  if (found) return { groupId: found.id, ...ports }
  const advice = nameAdvice(
    group,
    vpc.groups.map(({ name }) => name),
  )
  const why = `${vpcText(vpc)} has no security group '${group}'.`
  return { code: 'not-found', why, advice: [advice], about: [vpc.id] }
}
