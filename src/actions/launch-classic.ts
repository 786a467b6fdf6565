/** What a launch into EC2-Classic may not ask for. Source: EC2 User Guide, "EC2-Classic". */
import { classicOf, whyNotClassicType } from '../model/ec2-classic.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Input, Situation } from './decide.ts'
import { typeOf } from './launch-traits.ts'

type Request = Input<'RunInstances'>

/** What is a network interface's; the groups are looked at where they are found. */
const needsVpc = {
  EnablePrimaryIpv6: 'enablePrimaryIpv6',
  Ipv6AddressCount: 'ipv6AddressCount',
  Ipv6Addresses: 'ipv6Addresses',
  NetworkInterfaces: 'networkInterfaceSet',
  PrivateDnsNameOptions: 'privateDnsNameOptions',
  PrivateIpAddress: 'privateIpAddress',
} as const satisfies Partial<Record<keyof Request, string>>

/** Refuses, where the launch leads into EC2-Classic: VPCResourceNotSpecified, InvalidParameterCombination. */
export function checkClassicLaunch({ network, caller }: Situation, input: Request): void {
  if (namesPlace(input) || !classicOf(network, placeOf(caller))) return
  const no = whyNotClassicType(typeOf(input))
  if (no) throw no
  for (const member of Object.keys(needsVpc) as (keyof typeof needsVpc)[])
    if (isGiven(input[member])) throw refuse('InvalidParameterCombination/classic-launch', needsVpc[member])
  if ((input.Placement?.Tenancy ?? 'default') !== 'default')
    throw refuse('InvalidParameterCombination/classic-launch', 'placement.tenancy')
}

const namesPlace = ({ SubnetId, NetworkInterfaces = [] }: Request): boolean =>
  SubnetId !== undefined ||
  NetworkInterfaces.some(one => one.SubnetId !== undefined || one.NetworkInterfaceId !== undefined)

const isGiven = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0)
