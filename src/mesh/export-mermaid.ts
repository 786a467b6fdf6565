/** A mesh as a picture in Mermaid's language, for pages: its members by account and Region, and who is connected to whom. */
import { type Place, placeKey } from '../model/owned.ts'
import { placesOf, SIDES } from './export-context.ts'
import { uniqueNames, word, wordOf } from './export-names.ts'
import type { Plan } from './plan.ts'
import { printable } from './show-text.ts'
import type { Member } from './wish.ts'

/** The text of a flowchart: what is yet to be connected is dashed. */
export function exportMermaid(plan: Plan): string {
  const members = membersOf(plan)
  const names = uniqueNames(members, ({ label, vpcId }) => [
    `vpc_${word(label)}`,
    wordOf('vpc', word(label), vpcId.slice('vpc-'.length)),
  ])
  const nameOf = new Map([...names].map(([{ vpcId }, name]) => [vpcId, name]))
  const edges = plan.links.map(({ link: { requester, accepter }, deed }) => {
    const line = deed === 'create' || deed === 'accept' ? '-.-' : '---'
    return `  ${nameOf.get(requester.member.vpcId)} ${line} ${nameOf.get(accepter.member.vpcId)}`
  })
  const groups = placesOf(plan).flatMap(place => {
    const inside = members.filter(member => placeKey(member) === placeKey(place))
    return [
      `  subgraph ${groupName(place)}["${place.ownerId} ${place.region}"]`,
      ...inside.map(({ vpcId, label }) => `    ${nameOf.get(vpcId)}["${escaped(label)}"]`),
      '  end',
    ]
  })
  return `${['flowchart LR', ...groups, ...edges].join('\n')}\n`
}

function membersOf({ links }: Plan): readonly Member[] {
  const members = links.flatMap(({ link }) => SIDES.map(side => link[side].member))
  return [...new Map(members.map(member => [member.vpcId, member])).values()]
}

const groupName = ({ ownerId, region }: Place): string => wordOf('in', ownerId, region)

/** Mermaid reads text in quotes as HTML, with entities of its own (`#35;`). */
const escaped = (text: string): string =>
  printable(text).replace(/[#"&<>`]/g, character => `#${character.charCodeAt(0)};`)
