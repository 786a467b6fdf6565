/** EC2-Classic, a VPC that its instances may be linked to, a peer of that VPC, and a VPC that is neither. */
import { describe, expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import { example, instance, instanceId, peering, vpc } from '../../test/agreement/example-sketch.ts'
import type { Sketch } from '../../test/agreement/sketch.ts'
import { openedClassicRegion } from '../model/classic-birth.ts'
import { defaultSubnetOf } from '../model/default-vpc.ts'
import { classicIn } from '../model/ec2-classic.ts'
import { groupNamed } from '../model/group-text.ts'
import type { Instance } from '../model/instance.ts'
import { newNetworkInterface } from '../model/interface-birth.ts'
import { launched, type Traits } from '../model/launch.ts'
import { type LiveNetwork, type Network, put } from '../model/network.ts'
import type { PeeringOptions } from '../model/peering.ts'
import { SubnetAddresses } from '../model/subnet-addresses.ts'
import { trace } from './trace.ts'
import { traceText } from './trace-text.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const [ownVpc, peerVpc] = [idOf('vpc', 0, 1), idOf('vpc', 1, 1)]
const [ofVpc, ofPeer, ofOther] = [instanceId(0, 10), instanceId(1, 10), instanceId(2, 10)]
const pcx = idOf('pcx', 0, 1)

const sketch: Sketch = {
  ...example,
  vpcs: [vpc('172.20.0.0/16'), vpc('192.168.0.0/16'), vpc('172.21.0.0/16')],
  peerings: [peering(0, 1)],
  instances: [instance(0, 10), instance(1, 10), instance(2, 10)],
}

interface World {
  readonly isLinked?: boolean
  /** Of the link: 0 lets everything pass, 1 nothing in. */
  readonly group?: 0 | 1
  readonly own?: Partial<PeeringOptions>
  readonly peer?: Partial<PeeringOptions>
  readonly sketch?: Sketch
}

const OUT = { classicLinkToRemoteVpc: true }
const OVER = { vpcToRemoteClassicLink: true }
/** Both sides allow what is linked to the one VPC and the other VPC to reach each other. */
const BOTH: World = { own: OUT, peer: OVER }

/** The network, and two instances of EC2-Classic: the first is linked. */
function world({ isLinked = true, group = 0, own = {}, peer = {}, sketch: of = sketch }: World = {}) {
  const live = networkOf(of)
  const owner = live.view.vpcs.get(ownVpc)
  const pair = live.view.peerings.get(pcx)
  if (!owner || !pair) throw new Error('the sketch has no peering')
  const { requester, accepter } = pair
  live.apply(2, [
    put({ ...owner, classicLink: true }),
    put({
      ...pair,
      requester: { ...requester, options: { ...requester.options, ...own } },
      accepter: { ...accepter, options: { ...accepter.options, ...peer } },
    }),
  ])
  const [first, second] = classicInstances(live)
  const classicLink = { vpcId: ownVpc, groups: [idOf('sg', 0, group === 0 ? 5 : 100)] }
  live.apply(4, isLinked ? [put({ ...first, classicLink })] : [])
  return { network: live.view, first: first.id, second: second.id }
}

function classicInstances(live: LiveNetwork): readonly [Instance, Instance] {
  let made = 0
  const birth = { place, now: 0, newId: (prefix: string) => idOf(prefix, 0xc1a, ++made) }
  live.apply(3, openedClassicRegion(birth, live.view).map(put))
  const network = live.view
  const classic = classicIn(network, place.region)
  const subnet = classic && defaultSubnetOf(network, classic)
  if (!subnet) throw new Error('no EC2-Classic')
  const pool = new SubnetAddresses(network, subnet)
  const group = groupNamed(network, { ...subnet, ownerId: place.ownerId }, 'default')?.id ?? ''
  const devices = () => {
    const address = pool.takeFree(4)
    if (!address) throw new Error('no address')
    const one = newNetworkInterface(birth, { subnet, addresses: [address], groups: [group] })
    return [{ interface: one, deviceIndex: 0, deleteOnTermination: true }] as const
  }
  const all = launched(birth, { devices: [devices(), devices()], traits: {} as Traits })
  const running = all.map(one => ({ ...one, instance: { ...one.instance, state: 'running' } as const }))
  live.apply(
    3,
    running.flatMap(one => [put(one.instance), ...one.interfaces.map(put)]),
  )
  return running.map(one => one.instance) as [Instance, Instance]
}

function verdict(network: Network, from: string, to: string): string {
  const { verdict: said } = trace(network, { protocol: 'icmp', from, to })
  return said.reaches ? 'reaches' : `${said.direction} ${said.code} ${said.about}`
}

describe('a linked instance and', () => {
  test.each([
    ['its VPC', {}, ofVpc, 'reaches', 'reaches'],
    ['a peer, when both sides allow it', BOTH, ofPeer, 'reaches', 'reaches'],
    [
      'a peer, when only the own side allows it',
      { own: OUT },
      ofPeer,
      `return CLASSIC_LINK_OPTION_OFF ${pcx}`,
      `forward CLASSIC_LINK_OPTION_OFF ${pcx}`,
    ],
    [
      'a peer, when only the other side allows it',
      { peer: OVER },
      ofPeer,
      `forward CLASSIC_LINK_OPTION_OFF ${pcx}`,
      `return CLASSIC_LINK_OPTION_OFF ${pcx}`,
    ],
    [
      'a peer, when nobody allows it',
      {},
      ofPeer,
      `forward CLASSIC_LINK_OPTION_OFF ${pcx}`,
      `forward CLASSIC_LINK_OPTION_OFF ${pcx}`,
    ],
  ] as const)('%s', (_, wish, other, out, back) => {
    const { network, first } = world(wish)
    expect([verdict(network, first, other), verdict(network, other, first)]).toEqual([out, back])
  })

  test('its VPC, by address', () => {
    const { network, first } = world()
    expect(verdict(network, first, '172.20.0.10')).toBe('reaches')
    expect(verdict(network, ofVpc, '10.16.0.4')).toBe('reaches')
    expect(verdict(network, first, '172.20.0.99')).toBe(`forward UNKNOWN_DESTINATION ${ownVpc}`)
    expect(verdict(network, ofVpc, '10.16.0.99')).toBe(`forward NO_CLASSIC_LINK ${ownVpc}`)
  })

  test('a VPC that is not peered', () => {
    const { network, first } = world(BOTH)
    expect(verdict(network, first, ofOther)).toBe(`forward NO_CLASSIC_LINK ${first}`)
    expect(verdict(network, ofOther, first)).toBe(`forward NO_CLASSIC_LINK ${first}`)
  })

  test('another of EC2-Classic, as if there were no link', () => {
    const { network, first, second } = world({ group: 1 })
    expect([verdict(network, first, second), verdict(network, second, first)]).toEqual(['reaches', 'reaches'])
  })
})

test('an instance that is not linked reaches no VPC, and none reaches it', () => {
  const { network, first } = world({ isLinked: false, ...BOTH })
  for (const other of [ofVpc, ofPeer, ofOther])
    expect([verdict(network, first, other), verdict(network, other, first)]).toEqual([
      `forward NO_CLASSIC_LINK ${first}`,
      `forward NO_CLASSIC_LINK ${first}`,
    ])
})

test('the groups of the link let in, not those of EC2-Classic', () => {
  const { network, first } = world({ group: 1 })
  const [one] = network.networkInterfaces.where('instance', first)
  expect(verdict(network, ofVpc, first)).toBe(`forward SG_HAS_NO_RULES ${one?.id}`)
})

test('a network ACL of the VPC stands in the way of the link, too', () => {
  const entry = { direction: 'ingress', allow: false, protocol: { name: 'all' }, cidr: '10.0.0.0/8' } as const
  const acls = [{ vpc: 0, subnet: 0, entries: [entry], passesRest: true }]
  const { network, first } = world({ sketch: { ...sketch, acls } })
  expect(verdict(network, first, ofVpc)).toBe(`forward SUBNET_ACL_RESTRICTION ${idOf('acl', 0, 100)}`)
})

test('only the main route table leads a linked instance to a peer', () => {
  const vpcs = [vpc('172.20.0.0/16', { ownTables: [true] }), ...sketch.vpcs.slice(1)]
  const unrouted = { ...sketch, vpcs, peerings: [peering(0, 1, { isRouted: false })] }
  const routesOf = (table: number) => [
    { vpc: 0, table, destination: '192.168.0.0/16', peering: 0 },
    { vpc: 1, table: 0, destination: '172.20.0.0/16', peering: 0 },
  ]
  const own = world({ ...BOTH, sketch: { ...unrouted, routes: routesOf(1) } })
  expect(verdict(own.network, own.first, ofPeer)).toBe(`forward NO_ROUTE_TO_DESTINATION ${idOf('rtb', 0, 3)}`)
  const main = world({ ...BOTH, sketch: { ...unrouted, routes: routesOf(0) } })
  expect(verdict(main.network, main.first, ofPeer)).toBe('reaches')
})

test('as lines for people', () => {
  const { network, first } = world(BOTH)
  const text = traceText(trace(network, { protocol: 'icmp', from: first, to: ofPeer }))
  expect(text).toContain(`forward  the link of ${first} with ${ownVpc}\n`)
  expect(text).toContain(`forward  ${idOf('rtb', 0, 3)} of ${ownVpc}: 192.168.0.0/16 → ${pcx}\n`)
  expect(text).toContain(`forward  ${pcx} from ${ownVpc} to ${peerVpc}\n`)
  expect(text).toContain(`: 10.0.0.0/8 → local\nreturn   ${pcx} from ${peerVpc} to ${ownVpc}\n`)
})
