import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import { whyNotIpv6Setting } from '../model/subnet-blocks.ts'
import type { Decide, Input } from './decide.ts'
import { find } from './find.ts'
import { refuseUnsupported } from './unsupported.ts'

type Wish = Input<'ModifySubnetAttribute'>

/** The attributes that are on or off: the field of a subnet, and whether it only means something with IPv6. */
const flags = {
  AssignIpv6AddressOnCreation: { field: 'assignIpv6OnCreation', ipv6: true },
  EnableDns64: { field: 'dns64', ipv6: true },
  MapPublicIpOnLaunch: { field: 'mapPublicIpOnLaunch', ipv6: false },
  EnableResourceNameDnsARecordOnLaunch: { field: 'resourceNameDnsA', ipv6: false },
  EnableResourceNameDnsAAAARecordOnLaunch: { field: 'resourceNameDnsAAAA', ipv6: false },
} as const satisfies Partial<Record<keyof Wish, { readonly field: keyof Subnet; readonly ipv6: boolean }>>

/** Every attribute; what Outposts have can only be switched off here, which changes nothing. */
const NAMES = [
  ...(Object.keys(flags) as (keyof typeof flags)[]),
  'PrivateDnsHostnameTypeOnLaunch',
  'MapCustomerOwnedIpOnLaunch',
  'CustomerOwnedIpv4Pool',
  'EnableLniAtDeviceIndex',
  'DisableLniAtDeviceIndex',
] as const

/**
 * Sets exactly one attribute. Refuses: as `find`, MissingParameter, InvalidParameterCombination, InvalidParameterValue (IPv6
 * where the subnet has none), UnsupportedOperation (Outposts).
 */
export const ModifySubnetAttribute: Decide<'ModifySubnetAttribute'> = (situation, input) => {
  const subnet = find(situation, 'subnet', input.SubnetId)
  const [name, ...others] = NAMES.filter(one => input[one] !== undefined)
  if (name === undefined) throw refuse('MissingParameter/attribute')
  if (others.length > 0) throw refuse('InvalidParameterCombination/fields')
  return { changes: [put({ ...subnet, ...change(subnet, input, name) })], reply: {} }
}

function change(subnet: Subnet, wish: Wish, name: (typeof NAMES)[number]): Partial<Subnet> {
  if (isFlag(name)) return switched(subnet, wish, name)
  refuseUnsupported(wish, { CustomerOwnedIpv4Pool: [], EnableLniAtDeviceIndex: [] })
  if (wish.MapCustomerOwnedIpOnLaunch?.Value)
    throw refuse('UnsupportedOperation/parameter', 'mapCustomerOwnedIpOnLaunch')
  return { hostnameType: wish.PrivateDnsHostnameTypeOnLaunch ?? subnet.hostnameType }
}

const isFlag = (name: string): name is keyof typeof flags => Object.hasOwn(flags, name)

function switched(subnet: Subnet, wish: Wish, name: keyof typeof flags): Partial<Subnet> {
  const { field, ipv6 } = flags[name]
  const parameter = name.charAt(0).toLowerCase() + name.slice(1)
  const value = wish[name]?.Value
  if (value === undefined) throw refuse('MissingParameter', `${parameter}.value`)
  const no = value && ipv6 ? whyNotIpv6Setting(subnet, parameter) : undefined
  if (no) throw no
  return { [field]: value }
}
