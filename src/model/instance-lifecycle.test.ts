import { describe, expect, test } from 'vitest'
import { address } from './cidr.ts'
import type { Instance, InstanceState } from './instance.ts'
import {
  built,
  type InstanceEvent,
  type InstanceRequest,
  lifecycle,
  nextInstanceState,
  removed,
  requested,
  TERMINATED_SHOWN_FOR,
  whenGone,
  whyNotRequest,
} from './instance-lifecycle.ts'
import { LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'

const STATES = ['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated'] as const
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
const place = { ownerId: '111111111111', region: 'us-east-1' }

const instance = (state: InstanceState, more: Partial<Instance> = {}): Instance => ({
  kind: 'instance',
  id: 'i-1',
  ...place,
  state,
  since: 1,
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  type: 'm1.small',
  imageId: 'ami-1',
  tenancy: 'default',
  reservationId: 'r-1',
  launchIndex: 0,
  launchedAt: 1,
  terminationProtection: false,
  shutdownBehaviour: 'stop',
  stopProtection: false,
  monitoring: false,
  ebsOptimized: false,
  hostnameType: 'ip-name',
  resourceNameDnsA: false,
  resourceNameDnsAAAA: false,
  metadata: { endpoint: 'enabled', ipv6: 'disabled', tags: 'disabled', tokens: 'optional', hopLimit: 1 },
  tags: {},
  ...more,
})

const networkInterface = (id: string, deleteOnTermination: boolean): NetworkInterface => ({
  kind: 'network-interface',
  id,
  ...place,
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  mac: '02:00:00:00:00:01',
  description: '',
  addresses: [address('10.1.1.4')],
  groups: ['sg-1'],
  sourceDestCheck: true,
  attachment: { id: 'eni-attach-1', instanceId: 'i-1', deviceIndex: 0, attachedAt: 1, deleteOnTermination },
  createdAt: 1,
  tags: {},
})

/** An instance with an interface that goes with it and one that stays behind. */
function world(of: Instance) {
  const live = new LiveNetwork()
  live.apply(1, [put(of), put(networkInterface('eni-goes', true)), put(networkInterface('eni-stays', false))])
  return live.view
}

const { attachment: _, ...unattached } = networkInterface('eni-stays', false)
const interfacesLeft = [{ drop: 'network-interface', id: 'eni-goes' }, put(unattached)]

/** Event → where it leads from each state, in the order of `STATES`; a dash where it cannot happen. */
const table: readonly (readonly [InstanceEvent, string])[] = [
  ['built', 'running - - - - -'],
  ['removed', '- - stopped - terminated -'],
  ['start', 'pending running - pending - -'],
  ['stop', '- stopping stopping stopped - -'],
  ['terminate', 'shutting-down shutting-down shutting-down terminated shutting-down terminated'],
]

test.each(table)('%s leads to %s', (event, row) => {
  const to = STATES.map(state => nextInstanceState({ state }, event) ?? '-')
  expect(to.join(' ')).toBe(row)
})

test('every state is led to, and from every one an instance comes to its end', () => {
  const targets = (state: InstanceState) => Object.values<InstanceState>(lifecycle[state])
  const reached = new Set(STATES.flatMap(targets))
  expect(STATES.filter(state => !reached.has(state))).toEqual([])
  const ends = (from: InstanceState): Set<InstanceState> => {
    const seen = new Set([from])
    for (const state of seen) for (const next of targets(state)) seen.add(next)
    return seen
  }
  expect(STATES.filter(state => !ends(state).has('terminated'))).toEqual([])
})

const cannot: readonly (readonly [InstanceRequest, InstanceState, string])[] = [
  ['start', 'stopping', "The instance 'i-1' is not in a state from which it can be started."],
  ['start', 'shutting-down', "The instance 'i-1' is not in a state from which it can be started."],
  ['start', 'terminated', "The instance 'i-1' is not in a state from which it can be started."],
  ['stop', 'pending', "Instance 'i-1' cannot be stopped as it has never reached the 'running' state."],
  ['stop', 'shutting-down', "This instance 'i-1' is not in a state from which it can be stopped."],
  ['stop', 'terminated', "This instance 'i-1' is not in a state from which it can be stopped."],
]

describe('a request', () => {
  test.each(cannot)('%s of one that is %s is refused', (request, state, message) => {
    expect(whyNotRequest(instance(state), request)).toMatchObject({ code: 'IncorrectInstanceState', message })
  })

  test('is refused by a protection, whatever the state', () => {
    const safe = instance('stopped', { terminationProtection: true, stopProtection: true })
    expect([whyNotRequest(safe, 'terminate')?.message, whyNotRequest(safe, 'stop')?.message]).toEqual([
      "The instance 'i-1' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
      "The instance 'i-1' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.",
    ])
    expect(whyNotRequest(safe, 'start')).toBeUndefined()
  })

  test('to stop or terminate notes who asked and when', () => {
    const stateReason = {
      code: 'Client.UserInitiatedShutdown',
      message: 'User initiated (2026-01-02 03:04:05 GMT)',
    }
    const running = instance('running')
    expect(requested(world(running), running, 'stop', NOW)).toEqual([
      put({ ...running, state: 'stopping', since: NOW, stateReason }),
    ])
    expect(requested(world(running), running, 'terminate', NOW)).toEqual([
      put({ ...running, state: 'shutting-down', since: NOW, stateReason }),
    ])
  })

  test('to start is a new launch, and forgets why it was stopped', () => {
    const stopped = instance('stopped', { stateReason: { code: 'c', message: 'm' } })
    expect(requested(world(stopped), stopped, 'start', NOW)).toEqual([
      put({ ...instance('pending'), since: NOW, launchedAt: NOW }),
    ])
  })

  test('to terminate a stopped instance takes it away at once', () => {
    const stopped = instance('stopped')
    const [terminated, ...interfaces] = requested(world(stopped), stopped, 'terminate', NOW)
    expect(terminated).toMatchObject({ put: { state: 'terminated', since: NOW } })
    expect(interfaces).toEqual(interfacesLeft)
  })

  test.each([
    ['start', 'running'],
    ['stop', 'stopped'],
    ['stop', 'stopping'],
    ['terminate', 'shutting-down'],
    ['terminate', 'terminated'],
  ] as const)('%s of one that is %s changes nothing', (request, state) => {
    expect(requested(world(instance(state)), instance(state), request, NOW)).toEqual([])
  })
})

describe('the data plane', () => {
  const removals: Partial<Record<InstanceState, readonly object[]>> = {
    stopping: [put(instance('stopped', { since: NOW }))],
    'shutting-down': [put(instance('terminated', { since: NOW })), ...interfacesLeft],
  }

  test.each(STATES)('that has taken away an instance that is %s', state => {
    const one = instance(state)
    expect(removed(world(one), one, NOW)).toEqual(removals[state] ?? [])
  })

  test.each(STATES)('that has built an instance that is %s', state => {
    const one = instance(state)
    const running = [put(instance('running', { since: NOW, bootedAt: NOW }))]
    expect(built(world(one), one, NOW)).toEqual(state === 'pending' ? running : [])
  })

  test('when it first came up is kept through later starts', () => {
    const one = instance('pending', { bootedAt: 5 })
    expect(built(world(one), one, NOW)).toEqual([put(instance('running', { since: NOW, bootedAt: 5 }))])
  })
})

test('only a terminated instance disappears', () => {
  const times = STATES.map(state => whenGone(instance(state, { since: NOW })))
  expect(times).toEqual([undefined, undefined, undefined, undefined, undefined, NOW + TERMINATED_SHOWN_FOR])
})
