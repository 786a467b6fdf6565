/** Where a route leads from: the destination that a route request names. */
import type { Cidr } from '../model/cidr.ts'
import { isId } from '../model/identities.ts'
import { refuse } from '../model/refusals.ts'
import type { Input } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { readCidr } from './read-cidr.ts'

type Destinations = Pick<
  Input<'DeleteRoute'>,
  'DestinationCidrBlock' | 'DestinationIpv6CidrBlock' | 'DestinationPrefixListId'
>

/** Request member → the destination that its text means; refuses. There are no prefix lists yet. */
const destinations: Readonly<Record<keyof Destinations, (text: string) => Cidr>> = {
  DestinationCidrBlock: text => readCidr(text, 4, 'destinationCidrBlock'),
  DestinationIpv6CidrBlock: text => readCidr(text, 6, 'destinationIpv6CidrBlock'),
  DestinationPrefixListId: id => {
    throw isId('pl', id)
      ? refuse('InvalidPrefixListID.NotFound', id)
      : refuse('InvalidPrefixListId.Malformed', id, 'pl')
  },
}

const MEMBERS = Object.keys(destinations) as (keyof Destinations)[]
const ONE_OF = 'of: destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId'

/**
 * The destination, host bits cleared. Refuses: MissingParameter, InvalidParameterCombination, InvalidParameterValue (not a
 * block of that family), InvalidPrefixListId.Malformed, InvalidPrefixListID.NotFound.
 */
export function destinationOf(input: Destinations): Cidr {
  const member = exactlyOne(input, MEMBERS, ONE_OF)
  return destinations[member](input[member] as string)
}
