import { expect, test } from 'vitest'
import { address } from './cidr.ts'
import type { Instance } from './instance.ts'
import { whyNotAddresses, whyNotAttach, whyNotDetach, whyNotUnassign } from './interface-rules.ts'
import { type Document, LiveNetwork, put } from './network.ts'
import type { Attachment, NetworkInterface } from './network-interface.ts'
import type { Refusal } from './refusals.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const text = (no: Refusal | undefined) => no && `${no.code}: ${no.message}`

const free = (change: Partial<NetworkInterface> = {}): NetworkInterface => ({
  kind: 'network-interface',
  id: 'eni-1',
  ...place,
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  mac: '02:00:00:00:00:01',
  description: '',
  addresses: [address('10.0.0.4'), address('10.0.0.5'), address('2600:1f00::4')],
  groups: [],
  sourceDestCheck: true,
  createdAt: 0,
  tags: {},
  ...change,
})

const attachment = (deviceIndex: number): Attachment => ({
  id: `eni-attach-${deviceIndex}`,
  instanceId: 'i-1',
  deviceIndex,
  attachedAt: 0,
  deleteOnTermination: true,
})

const instance = (change: Partial<Instance> = {}) =>
  ({
    kind: 'instance',
    id: 'i-1',
    ...place,
    state: 'running',
    type: 't3.micro',
    vpcId: 'vpc-1',
    zone: 'us-east-1a',
    subnetId: 'subnet-1',
    tags: {},
    ...change,
  }) as Instance

/** A network in which the instance has devices at these indexes. */
function world(indexes: readonly number[]) {
  const live = new LiveNetwork()
  const devices = indexes.map(n => free({ id: `eni-at-${n}`, attachment: attachment(n) }))
  live.apply(
    1,
    [instance(), ...devices].map((one: Document) => put(one)),
  )
  return live.view
}

test.each<readonly [string, Partial<NetworkInterface>, Partial<Instance>, number, string | undefined]>([
  ['a second one', {}, {}, 1, undefined],
  ['to a stopped instance', {}, { state: 'stopped' }, 1, undefined],
  [
    'to one that starts',
    {},
    { state: 'pending' },
    1,
    "IncorrectInstanceState: Instance 'i-1' is not 'running' or 'stopped': it is 'pending'.",
  ],
  [
    'one that is attached',
    { attachment: attachment(3) },
    {},
    1,
    'InvalidNetworkInterface.InUse: Interface: [eni-1] in use.',
  ],
  [
    "a service's",
    { requester: { type: 'nat_gateway', attachmentId: 'ela-attach-1' } },
    {},
    1,
    'AuthFailure: You do not have permission to access the specified resource.',
  ],
  [
    'of another VPC',
    { vpcId: 'vpc-2' },
    {},
    1,
    'InvalidParameterValue: eni-1 and i-1 belong to different networks',
  ],
  [
    'of another zone',
    { zone: 'us-east-1b' },
    {},
    1,
    'InvalidParameterCombination: You may not attach a network interface to an instance if they are not in the same availability zone',
  ],
  [
    'where another one is',
    {},
    {},
    0,
    "InvalidParameterValue: Instance 'i-1' already has an interface attached at device index '0'.",
  ],
  [
    'with more addresses than the type takes',
    { addresses: [address('10.0.0.4'), address('10.0.0.5'), address('10.0.0.6')] },
    {},
    1,
    'PrivateIpAddressLimitExceeded: Number of private addresses will exceed limit.',
  ],
])('attaching an interface %s', (_, one, to, at, expected) => {
  expect(text(whyNotAttach(world([0]), free(one), instance(to), at))).toBe(expected)
})

test('a type takes as many interfaces as AWS says; a type that is not in the catalogue, any number', () => {
  const full = world([0, 1])
  expect(text(whyNotAttach(full, free(), instance(), 2))).toBe(
    'AttachmentLimitExceeded: Interface count 3 exceeds the limit for t3.micro',
  )
  expect(whyNotAttach(full, free(), instance({ type: 'x9.huge' }), 2)).toBeUndefined()
})

test.each([
  ['t3.micro', 2, true],
  ['t3.micro', 3, false],
  ['m5.large', 10, true],
  ['m5.large', 11, false],
])('a %s with %i addresses on an interface: %s', (type, count, isAllowed) => {
  const some = Array.from({ length: count }, (_, n) => address(`10.0.0.${n + 4}`))
  expect(whyNotAddresses(type, some) === undefined).toBe(isAllowed)
})

test.each<readonly [string, boolean, string | undefined]>([
  ['10.0.0.5', false, undefined],
  ['2600:1f00::4', false, undefined],
  ['10.0.0.4', false, 'InvalidParameterValue'],
  ['10.0.0.9', false, 'InvalidParameterValue'],
  ['2600:1f00::4', true, 'OperationNotPermitted'],
])('unassigning %s, the IPv6 address primary: %s', (one, primaryIpv6, code) => {
  expect(whyNotUnassign(free({ primaryIpv6 }), [address(one)])?.code).toBe(code)
})

test('only the first device cannot be detached', () => {
  expect(whyNotDetach(free({ attachment: attachment(0) }))?.code).toBe('OperationNotPermitted')
  expect(whyNotDetach(free({ attachment: attachment(1) }))).toBeUndefined()
})
