/**
 * Who reports that a packet could not be delivered (ICMP: destination unreachable, time exceeded) quotes its beginning, with
 * the address that it had there. At an internet gateway that is translated as the packet itself was, or else the sender
 * would not know what is reported to him.
 *
 * The checksum of the report covers the quotation, and nftables cannot add. So what the new address changes in the sum is
 * balanced in two bytes of the report that are unused, and zero if it is to be translated at all (RFC 792, page 4). It is
 * what RFC 6296 does with addresses.
 */
import type { Uplink } from '../../fabric/fabric.ts'
import { address } from '../../model/cidr.ts'
import { command } from './command.ts'
import { collection, type NftObject } from './ruleset.ts'

type Way = 'arriving' | 'leaving'

/** Bits from the beginning of the report: 8 bytes of its own, then the quoted header, of which `at` is a field. */
const WAYS = {
  arriving: { field: 'ip daddr', at: '@th,160,32', from: 'public', to: 'private' },
  leaving: { field: 'ip saddr', at: '@th,192,32', from: 'private', to: 'public' },
} as const satisfies Record<Way, unknown>

const UNUSED = '@th,32,16'

/** The address that stands in a quotation is the one to which the report goes, or the one from which it comes. */
export function quotations(uplink: Uplink): readonly NftObject[] {
  return (['arriving', 'leaving'] as const).flatMap(way => {
    const { field, at, from, to } = WAYS[way]
    const map = (what: 'quoted' | 'balance', where: string, value: (was: number, is: number) => number) =>
      collection(
        'map',
        nameOf(what, way, uplink),
        `typeof ${field} : ${where}`,
        uplink.mappings.map(one => {
          const [was, is] = [numberOf(one[from]), numberOf(one[to])]
          return command`${one[from]} : ${`0x${value(was, is).toString(16)}`}`
        }),
      )
    return [map('quoted', at, (_, is) => is), map('balance', UNUSED, balance)]
  })
}

/** The rule that translates what a report quotes, while the report itself is not translated yet. */
export function quotedWithin(uplink: Uplink, way: Way): string {
  const { field, at } = WAYS[way]
  return [
    `icmp type { 3, 11 } ${UNUSED} 0x0`,
    `${at} set ${field} map @${nameOf('quoted', way, uplink)}`,
    `${UNUSED} set ${field} map @${nameOf('balance', way, uplink)}`,
  ].join(' ')
}

const nameOf = (what: 'quoted' | 'balance', way: Way, { id }: Uplink): string => command`${what}-${way}-${id}`

const numberOf = (text: string): number => Number.parseInt(address(text).at, 16)

/** What two bytes that were zero must be, so that the sum stays what it was. Source: RFC 1071. */
function balance(was: number, is: number): number {
  const difference = (was >>> 16) + (was & 0xffff) - (is >>> 16) - (is & 0xffff)
  return (difference + 2 * 0xffff) % 0xffff
}
