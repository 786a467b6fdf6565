import { describe, expect, test } from 'vitest'
import { address } from './cidr.ts'
import type { NatGateway, NatGatewayState } from './nat-gateway.ts'
import {
  ENDED_SHOWN_FOR,
  isSettling,
  natGatewaySettled,
  whenNatGatewayGone,
} from './nat-gateway-lifecycle.ts'
import { whyNotDelete, whyNotReaddress } from './nat-gateway-rules.ts'
import { type Change, drop, LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'

const gateway: NatGateway = {
  kind: 'nat-gateway',
  id: 'nat-1',
  ownerId: '111111111111',
  region: 'us-east-1',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  connectivity: 'public',
  state: 'pending',
  since: 5,
  createdAt: 5,
  addresses: [],
  tags: {},
}
const failure = { code: 'Gateway.NotAttached', message: 'a' } as const

const A = { kind: 'network-interface', id: 'eni-1', addresses: [], groups: [] } as unknown as NetworkInterface
const network = new LiveNetwork()
network.apply(1, [put(A)])

/** State, when it is gone, whether it waits, whether it may be deleted, whether its addresses may change. */
const rows: readonly (readonly [NatGatewayState, number | undefined, boolean, boolean, boolean])[] = [
  ['pending', undefined, true, true, false],
  ['available', undefined, false, true, true],
  ['failed', 5 + ENDED_SHOWN_FOR, false, true, false],
  ['deleting', undefined, true, false, false],
  ['deleted', 5 + ENDED_SHOWN_FOR, false, false, false],
]

describe('the life cycle of a NAT gateway', () => {
  test.each(rows)('%s', (state, at, waits, deletion, addresses) => {
    const one = { ...gateway, state }
    expect(whenNatGatewayGone(one)).toBe(at)
    expect(isSettling(one)).toBe(waits)
    expect(whyNotDelete(one)?.code).toBe(deletion ? undefined : 'NatGatewayNotFound')
    expect(whyNotReaddress(one, 'public')?.code).toBe(addresses ? undefined : 'NatGatewayNotFound')
  })

  const failing = { ...gateway, failure }
  const deleting: NatGateway = {
    ...gateway,
    state: 'deleting',
    addresses: [{ networkInterfaceId: A.id, privateAddress: address('10.0.0.5') }],
  }
  test.each<readonly [string, NatGateway, boolean, readonly Change[]]>([
    ['pending and built: available', gateway, true, [put({ ...gateway, state: 'available', since: 6 })]],
    ['pending and not there: it waits', gateway, false, []],
    [
      'pending with something wrong: failed',
      failing,
      false,
      [put({ ...failing, state: 'failed', since: 6 })],
    ],
    ['deleting and still there: it waits', deleting, true, []],
    [
      'deleting and gone: its interface goes with it',
      deleting,
      false,
      [put({ ...deleting, state: 'deleted', since: 6 }), drop(A)],
    ],
    ['available: nothing', { ...gateway, state: 'available' }, true, []],
  ])('%s', (_, one, isThere, changes) => {
    expect(natGatewaySettled(network.view, one, isThere, 6)).toEqual(changes)
  })

  test('addresses are for the gateways of their type', () => {
    const one = { ...gateway, state: 'available' } as const
    expect(whyNotReaddress(one, 'private')?.code).toBe('InvalidParameterValue')
  })
})
