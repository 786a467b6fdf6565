/** What kind of NAT gateway a request wants, and with which addresses. */
import { type Address, parseAddress } from '../model/cidr.ts'
import type { NatGateway } from '../model/nat-gateway.ts'
import { refuse } from '../model/refusals.ts'
import type { Input } from './decide.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'CreateNatGateway'>

export interface NatGatewayWish {
  readonly connectivity: NatGateway['connectivity']
  /** The primary one first; none for a private gateway. */
  readonly allocationIds: readonly string[]
  readonly primary?: Address
  readonly secondary: readonly Address[]
  readonly secondaryCount: number
}

/**
 * Refuses: UnsupportedOperation (regional gateways), MissingParameter, InvalidParameterCombination, InvalidParameterValue
 * (no address).
 */
export function readNatGateway(input: Request): NatGatewayWish {
  refuseUnsupported(input, { AvailabilityMode: ['zonal'], AvailabilityZoneAddresses: [], VpcId: [] })
  const { PrivateIpAddress: text } = input
  const wish = input.ConnectivityType === 'private' ? readPrivate(input) : readPublic(input)
  return { ...wish, ...(text !== undefined && { primary: readAddress(text, 'privateIpAddress') }) }
}

function readPublic(input: Request): NatGatewayWish {
  const { AllocationId: first, SecondaryAllocationIds: others = [] } = input
  if (first === undefined) throw refuse('MissingParameter', 'allocationId')
  if (input.SecondaryPrivateIpAddressCount !== undefined)
    throw refuse('InvalidParameterCombination/public-nat', 'secondaryPrivateIpAddressCount')
  const allocationIds = [...new Set([first, ...others])]
  const secondary = readAddresses(input.SecondaryPrivateIpAddresses)
  return { connectivity: 'public', allocationIds, ...pairedWith(allocationIds.length - 1, secondary) }
}

/** Private addresses beside those that are named, so that there is one for each elastic address. Refuses: InvalidParameterCombination. */
export function pairedWith(
  elastic: number,
  named: readonly Address[],
): Pick<NatGatewayWish, 'secondary' | 'secondaryCount'> {
  if (named.length > elastic) throw refuse('InvalidParameterCombination/nat-addresses')
  return { secondary: named, secondaryCount: elastic - named.length }
}

function readPrivate(input: Request): NatGatewayWish {
  if (input.AllocationId !== undefined)
    throw refuse('InvalidParameterCombination/private-nat', 'allocationId')
  if (input.SecondaryAllocationIds?.length)
    throw refuse('InvalidParameterCombination/private-nat', 'secondaryAllocationIds')
  return {
    connectivity: 'private',
    allocationIds: [],
    ...readSecondary(
      { texts: input.SecondaryPrivateIpAddresses, count: input.SecondaryPrivateIpAddressCount },
      { texts: 'secondaryPrivateIpAddresses', count: 'secondaryPrivateIpAddressCount' },
    ),
  }
}

/** Secondary private addresses: named ones, or a number of them. Refuses: InvalidParameterCombination, InvalidParameterValue. */
export function readSecondary(
  given: { readonly texts?: readonly string[] | undefined; readonly count?: number | undefined },
  parameters: { readonly texts: string; readonly count: string },
): Pick<NatGatewayWish, 'secondary' | 'secondaryCount'> {
  const { texts = [], count } = given
  if (texts.length > 0 && count !== undefined)
    throw refuse('InvalidParameterCombination/together', parameters.texts, parameters.count)
  if (count !== undefined && count < 1)
    throw refuse('InvalidParameterValue/too-small', count, parameters.count, 0)
  return { secondary: readAddresses(texts), secondaryCount: count ?? 0 }
}

/** Refuses: InvalidParameterValue (no IPv4 address). */
export const readAddresses = (texts: readonly string[] = []): readonly Address[] =>
  [...new Set(texts)].map(text => readAddress(text, 'privateIpAddresses'))

function readAddress(text: string, parameter: string): Address {
  const address = parseAddress(text)
  if (address?.version !== 4) throw refuse('InvalidParameterValue/address', text, parameter)
  return address
}
