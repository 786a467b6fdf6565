/** Where a route leads from: the destination that a route request names. */
import type { Destination } from '../model/route-table.ts'
import type { Input, Situation } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { findPrefixList } from './find-prefix-list.ts'
import { readCidr } from './read-cidr.ts'

type Destinations = Pick<
  Input<'DeleteRoute'>,
  'DestinationCidrBlock' | 'DestinationIpv6CidrBlock' | 'DestinationPrefixListId'
>

/** Request member → the destination that its text means; refuses. */
const destinations: Readonly<
  Record<keyof Destinations, (situation: Situation, text: string) => Destination>
> = {
  DestinationCidrBlock: (_, text) => readCidr(text, 4, 'destinationCidrBlock'),
  DestinationIpv6CidrBlock: (_, text) => readCidr(text, 6, 'destinationIpv6CidrBlock'),
  DestinationPrefixListId: (situation, id) => {
    const { family: version, id: prefixListId } = findPrefixList(situation, id)
    return { version, text: prefixListId, prefixListId }
  },
}

const MEMBERS = Object.keys(destinations) as (keyof Destinations)[]
const ONE_OF = 'of: destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId'

/**
 * The destination, host bits cleared. Refuses: MissingParameter, InvalidParameterCombination, InvalidParameterValue (not a
 * block of that family), InvalidPrefixListId.Malformed, InvalidPrefixListID.NotFound.
 */
export function destinationOf(situation: Situation, input: Destinations): Destination {
  const member = exactlyOne(input, MEMBERS, ONE_OF)
  return destinations[member](situation, input[member] as string)
}
