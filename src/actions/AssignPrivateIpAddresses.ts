import { takeSome } from '../model/address-wish.ts'
import type { Address } from '../model/cidr.ts'
import { whyNotGrow } from '../model/interface-rules.ts'
import { put } from '../model/network.ts'
import { type NetworkInterface, withAddresses } from '../model/network-interface.ts'
import { withoutAddressAssociations } from '../model/public-mapping.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import { SubnetAddresses, whyNotInSubnet } from '../model/subnet-addresses.ts'
import type { Decide, Situation } from './decide.ts'
import { findInterface } from './find-interface.ts'
import { readAddress, readCount } from './read-addresses.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Secondary addresses, named ones or as many free ones. Refuses: as `findInterface`, MissingParameter, InvalidParameterCombination,
 * InvalidParameterValue, UnsupportedOperation (prefixes), PrivateIpAddressLimitExceeded, InsufficientFreeAddressesInSubnet.
 */
export const AssignPrivateIpAddresses: Decide<'AssignPrivateIpAddresses'> = (situation, input) => {
  refuseUnsupported(input, { Ipv4PrefixCount: [0], Ipv4Prefixes: [] })
  const { PrivateIpAddresses: texts = [], SecondaryPrivateIpAddressCount: count = 0 } = input
  if (texts.length === 0 && count === 0)
    throw refuse('MissingParameter', 'secondaryPrivateIpAddressCount or privateIpAddresses')
  if (texts.length > 0 && count > 0)
    throw refuse(
      'InvalidParameterCombination/together',
      'privateIpAddresses',
      'secondaryPrivateIpAddressCount',
    )
  const one = findInterface(situation, input.NetworkInterfaceId)
  const assigned =
    texts.length > 0
      ? texts.map(text => readAddress(text, 4, 'privateIpAddresses'))
      : takeFree(situation, one, readCount(count, 'secondaryPrivateIpAddressCount'))
  const losers = losersOf(situation, one, assigned, input.AllowReassignment ?? false)
  const after = withAddresses(one, [...new Map([...one.addresses, ...assigned].map(a => [a.at, a])).values()])
  const no = whyNotGrow(situation.network, after)
  if (no) throw no
  return {
    changes: [...losers.flatMap(loser => without(situation, loser, assigned)), put(after)],
    reply: {
      NetworkInterfaceId: one.id,
      AssignedPrivateIpAddresses: assigned.map(address => ({ PrivateIpAddress: address.text })),
    },
  }
}

function takeFree({ network }: Situation, { subnetId }: NetworkInterface, count: number): readonly Address[] {
  const taken = takeSome(new SubnetAddresses(network, network.subnets.get(subnetId) as Subnet), 4, count)
  if (taken instanceof Refusal) throw taken
  return taken
}

/** The interfaces that the addresses are taken from. Refuses: InvalidParameterValue (not in the subnet, may not move). */
function losersOf(
  { network }: Situation,
  one: NetworkInterface,
  wanted: readonly Address[],
  mayMove: boolean,
): readonly NetworkInterface[] {
  const subnet = network.subnets.get(one.subnetId) as Subnet
  const no = wanted.map(address => whyNotInSubnet(subnet, address)).find(refusal => refusal !== undefined)
  if (no) throw no
  const has = ({ addresses }: NetworkInterface) => addresses.some(({ at }) => wanted.some(w => w.at === at))
  const losers = network.networkInterfaces
    .where('subnet', one.subnetId)
    .filter(other => other.id !== one.id && has(other))
  const taken = losers.flatMap(({ addresses }) => addresses.filter(a => wanted.some(w => w.at === a.at)))
  if (taken.length > 0 && !mayMove)
    throw refuse(
      'InvalidParameterValue/address-taken',
      taken.map(({ text }) => text),
    )
  const primary = losers.find(({ addresses: [first] }) => wanted.some(w => w.at === first.at))
  if (primary) throw refuse('InvalidParameterValue/address-primary', primary.addresses[0].text)
  return losers
}

const without = ({ network }: Situation, loser: NetworkInterface, lost: readonly Address[]) => [
  ...withoutAddressAssociations(network, loser.id, lost),
  put(
    withAddresses(
      loser,
      loser.addresses.filter(({ at }) => !lost.some(address => address.at === at)),
    ),
  ),
]
