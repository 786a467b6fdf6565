/** What else one could have where a mesh passes the quota of peerings: hubs, or AWS Transit Gateway, with what both cost. */
import { HOURS_A_MONTH, prices } from './prices.ts'
import type { Member } from './wish.ts'

export interface TooMany {
  readonly members: readonly Member[]
  /** How many the mesh needs in all. */
  readonly peerings: number
  /** How many the quota leaves to a VPC. */
  readonly room: number
}

/** Sentences. */
export const alternativesTo = (question: TooMany): readonly string[] => [
  ...hubs(question),
  transitGateway(question.members),
]

/**
 * The least number of hubs that are peered with each other, and share the others among them, so that nobody passes `room`;
 * undefined if there is none. With h hubs each has h - 1 peerings with hubs and the rest for the others.
 */
export function hubsFor(members: number, room: number): number | undefined {
  for (let count = 1; count <= room; count++)
    if (count * (room - (count - 1)) >= members - count) return count
  return undefined
}

function hubs({ members: { length }, peerings, room }: TooMany): readonly string[] {
  const count = hubsFor(length, room)
  if (count === undefined) return []
  const each = Math.ceil((length - count) / count)
  const needed = length - count + (count * (count - 1)) / 2
  const layout =
    count === 1
      ? `One hub for the other ${length - 1}`
      : `${count} hubs that are peered with each other, each with up to ${each} of the other ${length - count}`
  return [
    `${layout}: ${needed} peering connections in place of ${peerings}. Peering is not transitive: the others reach their hub only.`,
  ]
}

/** One gateway in each Region; each VPC is attached to that of its own. */
function transitGateway(members: readonly Member[]): string {
  const regions = new Set(members.map(({ region }) => region)).size
  const attachments = members.length + (regions > 1 ? regions * (regions - 1) : 0)
  const month = dollars(attachments * prices.attachmentHour * HOURS_A_MONTH)
  const gateways =
    regions === 1
      ? 'AWS Transit Gateway is transitive'
      : `AWS Transit Gateway, one in each of ${regions} Regions, is transitive`
  return (
    `${gateways}: ${attachments} attachments cost ${month} a month, and each GB ${dollars(prices.gatewayGigabyte)}. ` +
    `Peering costs nothing by the month, nor inside an Availability Zone; a GB between zones ${dollars(prices.zoneGigabyte)} at each end, ` +
    `between Regions ${dollars(prices.regionGigabyte)}.`
  )
}

const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
