import { describe, expect, test } from 'vitest'
import type { NatGateway, NatGatewayState } from './nat-gateway.ts'
import { ENDED_SHOWN_FOR, natGatewayWhenDue, whenNatGatewayDue } from './nat-gateway-lifecycle.ts'
import { whyNotDelete, whyNotReaddress } from './nat-gateway-rules.ts'
import { drop, LiveNetwork, put } from './network.ts'

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
const network = new LiveNetwork().view

/** State, when it is due, whether it may be deleted, whether its addresses may change. */
const rows: readonly (readonly [NatGatewayState, number | undefined, boolean, boolean])[] = [
  ['pending', 5, true, false],
  ['available', undefined, true, true],
  ['failed', 5 + ENDED_SHOWN_FOR, true, false],
  ['deleting', 5, false, false],
  ['deleted', 5 + ENDED_SHOWN_FOR, false, false],
]

describe('the life cycle of a NAT gateway', () => {
  test.each(rows)('%s is due at %s; deletion: %s; addresses: %s', (state, at, deletion, addresses) => {
    const one = { ...gateway, state }
    expect(whenNatGatewayDue(one)).toBe(at)
    expect(whyNotDelete(one)?.code).toBe(deletion ? undefined : 'NatGatewayNotFound')
    expect(whyNotReaddress(one, 'public')?.code).toBe(addresses ? undefined : 'NatGatewayNotFound')
  })

  test('a pending one is available, or failed if something is wrong', () => {
    expect(natGatewayWhenDue(network, gateway, 6)).toEqual([
      put({ ...gateway, state: 'available', since: 6 }),
    ])
    const failing = { ...gateway, failure }
    expect(natGatewayWhenDue(network, failing, 6)).toEqual([put({ ...failing, state: 'failed', since: 6 })])
  })

  test('one that has ended goes', () => {
    const deleted = { ...gateway, state: 'deleted' } as const
    expect(natGatewayWhenDue(network, deleted, 6)).toEqual([drop(deleted)])
  })

  test('addresses are for the gateways of their type', () => {
    const one = { ...gateway, state: 'available' } as const
    expect(whyNotReaddress(one, 'private')?.code).toBe('InvalidParameterValue')
  })
})
