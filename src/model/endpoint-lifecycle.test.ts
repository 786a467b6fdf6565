import { describe, expect, test } from 'vitest'
import { answered, type ConnectedEndpoint } from './endpoint-connection.ts'
import { type EndpointState, endpointSettled, isSettling, isUp, stateOf } from './endpoint-lifecycle.ts'
import { type Change, drop, LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import type { InterfaceEndpoint } from './vpc-endpoint.ts'

const endpoint = {
  kind: 'vpc-endpoint',
  type: 'Interface',
  id: 'vpce-1',
  vpcId: 'vpc-1',
  interfaceIds: ['eni-1'],
} as unknown as InterfaceEndpoint
const pending = { ...endpoint, settling: 'pending' } as const
const deleting = { ...endpoint, settling: 'deleting' } as const
const connected = (state: ConnectedEndpoint['connection']['state'], of = endpoint) => ({
  ...of,
  connection: { id: 'vpce-con-1', serviceId: 'vpce-svc-1', state },
})

const A = { kind: 'network-interface', id: 'eni-1', addresses: [], groups: [] } as unknown as NetworkInterface
const network = new LiveNetwork()
network.apply(1, [put(A)])

describe('the life cycle of an interface endpoint', () => {
  test.each<readonly [InterfaceEndpoint, EndpointState, boolean, boolean]>([
    [pending, 'pending', true, true],
    [endpoint, 'available', true, false],
    [deleting, 'deleting', false, true],
    [connected('pendingAcceptance', pending), 'pendingAcceptance', false, false],
    [connected('available', pending), 'pending', true, true],
    [connected('available'), 'available', true, false],
    [connected('rejected'), 'rejected', false, false],
    [connected('rejected', deleting), 'deleting', false, true],
  ])('%#: %o', (one, state, up, waits) => {
    expect([stateOf(one), isUp(one), isSettling(one)]).toEqual([state, up, waits])
  })

  test.each<readonly [string, InterfaceEndpoint, boolean, readonly Change[]]>([
    ['pending and built: available', pending, true, [put(endpoint)]],
    ['pending and not there: it waits', pending, false, []],
    [
      'without subnets there is nothing to wait for',
      { ...pending, interfaceIds: [] },
      false,
      [put({ ...endpoint, interfaceIds: [] })],
    ],
    ['deleting and still there: it waits', deleting, true, []],
    ['deleting and gone: its interface goes with it', deleting, false, [drop(A), drop(deleting)]],
    ['not accepted: it waits for somebody else', connected('pendingAcceptance', pending), false, []],
  ])('%s', (_, one, isThere, changes) => expect(endpointSettled(network.view, one, isThere)).toEqual(changes))

  test('one that is accepted is pending, one that is rejected waits no more, and one that is deleted is neither', () => {
    expect(answered(connected('pendingAcceptance', pending), 'accept')).toEqual(
      connected('available', pending),
    )
    expect(answered(connected('available', pending), 'reject')).toEqual(connected('rejected'))
    expect(answered(connected('pendingAcceptance', deleting), 'accept')).toMatchObject({
      code: 'InvalidState',
    })
  })
})
