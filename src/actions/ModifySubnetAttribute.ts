import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import type { Decide, Input } from './decide.ts'
import { find } from './find.ts'

type Wish = Input<'ModifySubnetAttribute'>
type Attribute = Exclude<keyof Wish, 'SubnetId'>

/** What each attribute changes in a subnet. */
const attributes: Readonly<Record<Attribute, (subnet: Subnet, wish: Wish) => Partial<Subnet>>> = {
  AssignIpv6AddressOnCreation: (subnet, wish) => ({
    assignIpv6OnCreation: withIpv6(subnet, wish, 'AssignIpv6AddressOnCreation'),
  }),
  EnableDns64: (subnet, wish) => ({ dns64: withIpv6(subnet, wish, 'EnableDns64') }),
  MapPublicIpOnLaunch: (_, wish) => ({ mapPublicIpOnLaunch: flag(wish, 'MapPublicIpOnLaunch') }),
  PrivateDnsHostnameTypeOnLaunch: (subnet, wish) => ({
    hostnameType: wish.PrivateDnsHostnameTypeOnLaunch ?? subnet.hostnameType,
  }),
  EnableResourceNameDnsARecordOnLaunch: (_, wish) => ({
    resourceNameDnsA: flag(wish, 'EnableResourceNameDnsARecordOnLaunch'),
  }),
  EnableResourceNameDnsAAAARecordOnLaunch: (_, wish) => ({
    resourceNameDnsAAAA: flag(wish, 'EnableResourceNameDnsAAAARecordOnLaunch'),
  }),
  MapCustomerOwnedIpOnLaunch: outpostOnly,
  CustomerOwnedIpv4Pool: outpostOnly,
  EnableLniAtDeviceIndex: outpostOnly,
  DisableLniAtDeviceIndex: outpostOnly,
}

/**
 * Sets exactly one attribute. Refuses: as `find`, MissingParameter, InvalidParameterCombination, InvalidParameterValue (IPv6
 * where the subnet has none), UnsupportedOperation (Outposts).
 */
export const ModifySubnetAttribute: Decide<'ModifySubnetAttribute'> = (situation, input) => {
  const subnet = find(situation, 'subnet', input.SubnetId)
  const [name, ...others] = (Object.keys(attributes) as Attribute[]).filter(one => input[one] !== undefined)
  if (name === undefined) throw refuse('MissingParameter/attribute')
  if (others.length > 0) throw refuse('InvalidParameterCombination/fields')
  return { changes: [put({ ...subnet, ...attributes[name](subnet, input) })], reply: {} }
}

type FlagName =
  | 'AssignIpv6AddressOnCreation'
  | 'EnableDns64'
  | 'MapPublicIpOnLaunch'
  | 'EnableResourceNameDnsARecordOnLaunch'
  | 'EnableResourceNameDnsAAAARecordOnLaunch'

function flag(wish: Wish, name: FlagName): boolean {
  const value = wish[name]?.Value
  if (value === undefined) throw refuse('MissingParameter', `${parameter(name)}.value`)
  return value
}

/** What only means something in a subnet with IPv6 can be switched off in any. */
function withIpv6(subnet: Subnet, wish: Wish, name: FlagName): boolean {
  const value = flag(wish, name)
  if (value && subnet.ipv6Blocks.length === 0)
    throw refuse('InvalidParameterValue/subnet-without-ipv6', subnet.id, parameter(name))
  return value
}

/** AWS's lower camel case of a member. */
const parameter = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** Switching off what no subnet has here is no change. */
function outpostOnly(_: Subnet, wish: Wish): Partial<Subnet> {
  if (wish.MapCustomerOwnedIpOnLaunch?.Value === false || wish.DisableLniAtDeviceIndex) return {}
  throw refuse('UnsupportedOperation/outpost')
}
