import { describe, expect, test } from 'vitest'
import { newVpc } from './birth.ts'
import { cidr } from './cidr.ts'
import { LiveNetwork, put } from './network.ts'
import type { Peering, PeeringState, SideName } from './peering.ts'
import {
  isVisible,
  lifecycle,
  move,
  nextState,
  type PeeringEvent,
  peeringWhenDue,
  whenPeeringDue,
  whyFailed,
  whyNotMove,
} from './peering-lifecycle.ts'
import type { Vpc } from './vpc.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OPTIONS = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }

const peering = (over: Partial<Peering> = {}): Peering => ({
  kind: 'peering',
  id: 'pcx-1',
  state: 'active',
  since: 0,
  createdAt: 0,
  requester: { ownerId: 'A', region: 'us-east-1', vpcId: 'vpc-a', options: OPTIONS },
  accepter: { ownerId: 'B', region: 'us-east-1', vpcId: 'vpc-b', options: OPTIONS },
  tags: {},
  ...over,
})

describe('transitions', () => {
  const events: readonly PeeringEvent[] = [
    'arrive',
    'fail',
    'accept',
    'reject',
    'expire',
    'delete',
    'built',
    'removed',
  ]
  /** The lines of the VPC Peering Guide's life cycle, spelt out: everything that is not here cannot happen. */
  const possible: Readonly<Record<string, PeeringState>> = {
    'initiating-request arrive': 'pending-acceptance',
    'initiating-request fail': 'failed',
    'pending-acceptance accept': 'provisioning',
    'pending-acceptance reject': 'rejected',
    'pending-acceptance expire': 'expired',
    'pending-acceptance delete': 'deleted',
    'pending-acceptance fail': 'failed',
    'provisioning built': 'active',
    'active delete': 'deleted',
    'deleting removed': 'deleted',
  }
  for (const state of Object.keys(lifecycle) as PeeringState[]) {
    test.each(events)(`${state}: %s`, event => {
      expect(nextState(peering({ state }), event)).toBe(possible[`${state} ${event}`])
    })
  }

  test('a deletion between Regions is seen', () => {
    const far = peering({ accepter: { ...peering().accepter, region: 'eu-west-1' } })
    expect(nextState(far, 'delete')).toBe('deleting')
  })

  test.each([
    ['failed', 'delete', 'from failed to deleting'],
    ['rejected', 'delete', 'from rejected to deleting'],
    ['active', 'reject', 'from active to rejected'],
    ['expired', 'accept', 'from expired to provisioning'],
  ] as const)('%s refuses %s in the words of AWS', (state, event, words) => {
    const no = whyNotMove(peering({ state }), event)
    expect(no?.code).toBe('InvalidStateTransition')
    expect(no?.message).toBe(`Invalid state transition for pcx-1, attempted to transition ${words}`)
  })

  test('a move that cannot happen is a bug', () => {
    expect(() => move(peering({ state: 'deleted' }), 'accept', 1)).toThrow('no accept in state deleted')
  })
})

describe('visibility', () => {
  const endedByA = { endedBy: 'A/us-east-1' }
  test.each<[PeeringState, SideName, Partial<Peering>, number]>([
    ['failed', 'requester', {}, 2 * HOUR],
    ['failed', 'accepter', {}, 0],
    ['expired', 'requester', {}, 2 * DAY],
    ['expired', 'accepter', {}, 2 * DAY],
    ['rejected', 'requester', {}, 2 * DAY],
    ['rejected', 'accepter', {}, 2 * HOUR],
    ['deleted', 'requester', endedByA, 2 * HOUR],
    ['deleted', 'accepter', endedByA, 2 * DAY],
  ])('%s is shown to the %s for a while', (state, side, over, until) => {
    const ended = peering({ state, ...over })
    expect(until === 0 || isVisible(ended, side, until - 1)).toBe(true)
    expect(isVisible(ended, side, until)).toBe(false)
  })

  test.each(['rejected', 'deleted'] as const)('%s within one account is shown for two hours', state => {
    const own = peering({ state, endedBy: 'A/us-east-1', accepter: { ...peering().accepter, ownerId: 'A' } })
    for (const side of ['requester', 'accepter'] as const) {
      expect(isVisible(own, side, 2 * HOUR - 1)).toBe(true)
      expect(isVisible(own, side, 2 * HOUR)).toBe(false)
    }
  })

  test('what has not arrived is the requester’s alone', () => {
    const fresh = peering({ state: 'initiating-request' })
    expect(isVisible(fresh, 'requester', 0)).toBe(true)
    expect(isVisible(fresh, 'accepter', 0)).toBe(false)
  })
})

describe('time', () => {
  test.each<[PeeringState, number | undefined]>([
    ['initiating-request', 5],
    ['pending-acceptance', 7 * DAY],
    ['provisioning', undefined],
    ['active', undefined],
    ['deleting', undefined],
    ['failed', 5 + 2 * HOUR],
    ['expired', 5 + 2 * DAY],
    ['rejected', 5 + 2 * DAY],
    ['deleted', 5 + 2 * DAY],
  ])('%s is due at %s', (state, at) => {
    expect(whenPeeringDue(peering({ state, since: 5, endedBy: 'A/us-east-1' }))).toBe(at)
  })

  test('a request expires after seven days, at that moment, however late somebody looks', () => {
    const waiting = peering({ state: 'pending-acceptance' })
    const expired = peeringWhenDue(networkOf([]), waiting, 30 * DAY)
    expect(expired).toEqual({ ...waiting, state: 'expired', since: 7 * DAY })
  })
})

describe('failure', () => {
  const request = (over: Partial<Peering> = {}) => peering({ state: 'initiating-request', ...over })
  const accepter = request().accepter
  const a = vpc('vpc-a', 'A', 'us-east-1', '10.1.0.0/16')
  const b = (block: string, ...more: string[]) => vpc('vpc-b', 'B', 'us-east-1', block, ...more)

  test.each([
    ['nothing to object to', [a, b('10.2.0.0/16')], request(), undefined],
    ['no such VPC', [a], request(), { why: 'no such VPC' }],
    [
      'wrong account',
      [a, b('10.2.0.0/16')],
      request({ accepter: { ...accepter, ownerId: 'C' } }),
      { why: 'wrong account', ownerId: 'C' },
    ],
    [
      'wrong Region',
      [a, b('10.2.0.0/16')],
      request({ accepter: { ...accepter, region: 'eu-west-1' } }),
      { why: 'wrong Region', region: 'eu-west-1' },
    ],
    [
      'other partition',
      [a, b('10.2.0.0/16')],
      request({ accepter: { ...accepter, region: 'cn-north-1' } }),
      { why: 'other partition' },
    ],
    ['equal blocks', [a, b('10.1.0.0/16')], request(), overlap('10.1.0.0/16', '10.1.0.0/16')],
    ['a nested block', [a, b('10.1.128.0/20')], request(), overlap('10.1.0.0/16', '10.1.128.0/20')],
    [
      'a secondary block',
      [a, b('10.9.0.0/16', '10.1.3.0/24')],
      request(),
      overlap('10.1.0.0/16', '10.1.3.0/24'),
    ],
    [
      'an IPv6 block',
      [vpc('vpc-a', 'A', 'us-east-1', '10.1.0.0/16', '2600:1f18::/56'), b('10.2.0.0/16', '2600:1f18::/56')],
      request(),
      overlap('2600:1f18::/56', '2600:1f18::/56'),
    ],
  ] as const)('%s', (_name, vpcs, asked, failure) => {
    expect(whyFailed(networkOf(vpcs), asked)).toEqual(failure)
  })

  function overlap(ours: string, theirs: string) {
    return { why: 'overlap', pairs: [[cidr(ours), cidr(theirs)]] }
  }
})

function vpc(id: string, ownerId: string, region: string, primary: string, ...more: string[]): Vpc {
  const [made] = newVpc(
    { place: { ownerId, region }, now: 0, newId: p => `${p}-1` },
    { block: cidr(primary) },
  )
  const extra = more.map(cidr)
  const four = extra.filter(block => block.version === 4).map(block => ({ id: block.text, cidr: block }))
  const six = extra
    .filter(block => block.version === 6)
    .map(block => ({ id: block.text, cidr: block, pool: 'Amazon', networkBorderGroup: region }))
  return { ...made, id, blocks: [made.blocks[0], ...four], ipv6Blocks: six }
}

function networkOf(vpcs: readonly Vpc[]) {
  const live = new LiveNetwork()
  live.apply(1, vpcs.map(put))
  return live.view
}
