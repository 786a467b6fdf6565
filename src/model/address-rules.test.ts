import { describe, expect, test } from 'vitest'
import { whyNotAssociate, whyNotInstance, whyNotRelease } from './address-rules.ts'
import { type Birth, newSubnet, newVpc } from './birth.ts'
import { address, cidr } from './cidr.ts'
import type { ElasticAddress } from './elastic-address.ts'
import { newNetworkInterface } from './interface-birth.ts'
import { type Document, LiveNetwork, type Network, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'

let ids = 0
const place = { ownerId: '111111111111', region: 'us-east-1' }
const birth: Birth = { place, now: 0, newId: prefix => `${prefix}-${++ids}` }

/** A VPC with an internet gateway and two interfaces; the second is a service's. */
function vpcWith(isDefault: boolean) {
  const [vpc] = newVpc(birth, { block: cidr('10.0.0.0/16'), isDefault })
  const [subnet] = newSubnet(birth, {
    vpcId: vpc.id,
    zone: 'us-east-1a',
    cidr: cidr('10.0.1.0/24'),
    networkAclId: 'acl-1',
  })
  const make = (text: string) =>
    newNetworkInterface(birth, { subnet, addresses: [address(text)], groups: [] })
  const managed: NetworkInterface = {
    ...make('10.0.1.5'),
    requester: { type: 'nat_gateway', attachmentId: 'ela-attach-1' },
  }
  const gateway = {
    kind: 'internet-gateway',
    id: birth.newId('igw'),
    ...place,
    vpcId: vpc.id,
    tags: {},
  } as const
  return { vpc, subnet, gateway, one: make('10.0.1.4'), managed }
}
const own = vpcWith(false)
const standard = vpcWith(true)

const elastic = (id: string, on?: NetworkInterface): ElasticAddress => ({
  kind: 'elastic-address',
  id,
  ...place,
  address: address('198.18.0.1'),
  ...(on && {
    association: {
      id: `eipassoc-${id}`,
      networkInterfaceId: on.id,
      privateAddress: on.addresses[0].text,
    },
  }),
  createdAt: 0,
  tags: {},
})

function network(...more: readonly Document[]): Network {
  const live = new LiveNetwork()
  const { vpc, subnet, one, managed } = own
  const { gateway: _, ...other } = standard
  live.apply(1, [vpc, subnet, one, managed, ...Object.values(other), ...more].map(put))
  return live.view
}

const to = (one: NetworkInterface) => ({ interface: one, privateAddress: one.addresses[0] })
const { gateway, one, managed } = own

describe('associating an address', () => {
  test.each<[string, ElasticAddress, NetworkInterface, boolean, readonly Document[], string | undefined]>([
    ['that is free', elastic('a'), one, false, [gateway], undefined],
    ['without an internet gateway', elastic('a'), one, true, [], 'Gateway.NotAttached'],
    ["to a service's interface", elastic('a'), managed, true, [gateway], 'AuthFailure'],
    ["from a service's interface", elastic('a', managed), one, true, [gateway], 'AuthFailure'],
    ['that may move', elastic('a', standard.one), one, true, [gateway], undefined],
    ['that may not', elastic('a', standard.one), one, false, [gateway], 'Resource.AlreadyAssociated'],
    ['in place of another', elastic('a'), one, true, [gateway, elastic('b', one)], undefined],
    ['beside another', elastic('a'), one, false, [gateway, elastic('b', one)], 'Resource.AlreadyAssociated'],
  ])('%s', (_, wanted, target, mayMove, more, code) => {
    expect(whyNotAssociate(network(wanted, ...more), wanted, to(target), mayMove)?.code).toBe(code)
  })

  test.each(['pending', 'shutting-down', 'terminated'] as const)('to an instance that is %s', state => {
    expect(whyNotInstance(network(), { id: 'i-1', state } as never)?.code).toBe('InvalidInstanceID')
  })
})

describe('releasing an address', () => {
  test.each<[string, ElasticAddress, string | undefined, string | undefined]>([
    ['that is free', elastic('a'), undefined, undefined],
    ['of another border group', elastic('a'), 'eu-west-1', 'InvalidAddress.NotFound'],
    ['with a name', { ...elastic('a'), domainName: 'a.example.com.' }, undefined, 'InvalidAddress.Locked'],
    ['in use', elastic('a', one), undefined, 'InvalidIPAddress.InUse'],
    ['in use in the default VPC', elastic('a', standard.one), undefined, undefined],
    ["on a service's interface", elastic('a', managed), undefined, 'AuthFailure'],
  ])('%s', (_, released, group, code) => {
    expect(whyNotRelease(network(released), released, group)?.code).toBe(code)
  })
})
