/**
 * What the API allows at no moment passes at no moment: a flood runs while gateways and what leads to them are made, changed
 * and taken away, in either direction and several things at once, as the loop does when calls come faster than it works. Each
 * flood has a control: a network in which it passes.
 */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import type { Gateway, Site } from '../../src/fabric/fabric.ts'
import { converge } from './converge.ts'
import {
  ALLOW_ALL,
  ANYTHING,
  behind,
  fabricOf,
  ICMP_ONLY,
  instance,
  type VpcSketch,
  vpc,
} from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { gatewayId, publicAddress, WORLD } from './fabric-gateways.ts'
import { datagramsTo, says, start, stop } from './inside.ts'
import { createBench } from './packet-bench.ts'

const reason = await canRun()
const { at, fresh, namespace, down } = createBench('c')

/** How often each network becomes each of the others: ROUNDS=20 for a long run. */
const ROUNDS = Number(process.env.ROUNDS ?? 2)

const [HOST = '', HOST6 = ''] = WORLD.addresses
const NAT = 250

/** The site has an address of the Internet's, too, and the service: so it is seen where a packet goes that should go nowhere. */
const SITE: Site = {
  id: id('vpn', 1),
  networks: [
    { block: '192.168.1.0/24', host: '192.168.1.1' },
    { block: '198.51.100.0/24', host: HOST },
  ],
}

const MORE: Partial<Record<Gateway['kind'], Partial<Gateway>>> = {
  vpn: { sites: [SITE] },
  endpoint: { service: { name: 's3', addresses: ['203.0.113.1', HOST] } },
}

const network = (sketch: Partial<VpcSketch>) => {
  const whole: VpcSketch = { number: 1, hosts: [12, 13], ...sketch }
  const gateways = behind(whole).map(gateway => ({ ...gateway, ...MORE[gateway.kind] }))
  return fabricOf(vpc(whole), ...gateways, WORLD)
}

const internet = (...mapped: readonly number[]) => ({ kind: 'internet', mapped }) as const
const VPN = { kind: 'vpn' } as const
const ENDPOINT = { kind: 'endpoint' } as const
const EGRESS_ONLY = { kind: 'egress-only' } as const

const EVERYTHING = { destination: '0.0.0.0/0' }
const EVERYTHING6 = { destination: '::/0' }
const INTERNET = { destination: '198.51.100.0/24' }
const PREMISES = { destination: '192.168.1.0/24' }
const SERVICE = { destination: '203.0.113.0/24' }

const CLOSED = { egress: [ICMP_ONLY] }
const TO_NAT = { ...EVERYTHING, host: NAT }
const TO_INTERNET = { ...EVERYTHING, gateway: 'internet' } as const

const where = {
  Internet: namespace('internet'),
  site: namespace(SITE.id),
  service: namespace(gatewayId(1, 'endpoint')),
  instance: at(1, 12),
}

interface Flood {
  readonly from: keyof typeof where
  readonly to: string
  /** Where a datagram that passes is counted. */
  readonly arrives: readonly (keyof typeof where)[]
  /** In none of these networks may one pass, nor while one becomes the other. */
  readonly forbidden: readonly Partial<VpcSketch>[]
  /** Here it passes. */
  readonly control: Partial<VpcSketch>
}

const fromInstance = { from: 'instance', to: HOST, arrives: ['Internet', 'site', 'service'] } as const

const FLOODS: Readonly<Record<string, Flood>> = {
  'an internet gateway comes and goes; nobody here has a public address': {
    ...fromInstance,
    forbidden: [
      { routes: [TO_INTERNET], gateways: [internet(13)] },
      { routes: [TO_INTERNET], gateways: [internet()] },
      { routes: [EVERYTHING] },
      {},
    ],
    control: { routes: [TO_INTERNET], gateways: [internet(12)] },
  },
  'a public address comes where the route goes': {
    ...fromInstance,
    forbidden: [
      { gateways: [internet(12)] },
      { routes: [TO_INTERNET], gateways: [internet()] },
      { routes: [EVERYTHING], gateways: [internet(12)] },
    ],
    control: { routes: [TO_INTERNET], gateways: [internet(12)] },
  },
  'from the Internet: a public address comes where the groups close': {
    from: 'Internet',
    to: publicAddress(1, 12),
    arrives: ['instance'],
    forbidden: [
      { routes: [TO_INTERNET], gateways: [internet(12)], ingress: [ICMP_ONLY] },
      { routes: [TO_INTERNET], gateways: [internet(13)] },
      {},
    ],
    control: { routes: [TO_INTERNET], gateways: [internet(12)] },
  },
  'an internet gateway goes, and its route is no way to anything else': {
    ...fromInstance,
    forbidden: [
      {
        routes: [
          { ...INTERNET, gateway: 'internet' },
          { ...EVERYTHING, gateway: 'vpn' },
        ],
        gateways: [internet(), VPN],
      },
      { routes: [INTERNET, { ...EVERYTHING, gateway: 'vpn' }], gateways: [VPN] },
    ],
    control: { routes: [{ ...EVERYTHING, gateway: 'vpn' }], gateways: [VPN] },
  },
  'the groups open where a route to a site goes': {
    ...fromInstance,
    to: '192.168.1.1',
    forbidden: [
      { routes: [{ ...PREMISES, gateway: 'vpn' }], gateways: [VPN], ...CLOSED },
      { routes: [PREMISES], gateways: [VPN] },
      { gateways: [VPN] },
      {},
    ],
    control: { routes: [{ ...PREMISES, gateway: 'vpn' }], gateways: [VPN] },
  },
  'from a site: its gateway comes where the groups close': {
    from: 'site',
    to: '10.1.1.12',
    arrives: ['instance'],
    forbidden: [
      { routes: [{ ...PREMISES, gateway: 'vpn' }], gateways: [VPN], ingress: [ICMP_ONLY] },
      { gateways: [VPN], acl: { ingress: [{ ...ALLOW_ALL, cidr: '10.0.0.0/8' }] } },
    ],
    control: { gateways: [VPN] },
  },
  'a NAT gateway comes where the way from it goes': {
    ...fromInstance,
    forbidden: [
      { nat: NAT, routes: [TO_NAT], secondRoutes: [EVERYTHING], gateways: [internet(NAT)] },
      { nat: NAT, routes: [EVERYTHING], secondRoutes: [TO_INTERNET], gateways: [internet(NAT)] },
      { routes: [EVERYTHING], secondRoutes: [TO_INTERNET], gateways: [internet()] },
      { nat: NAT, routes: [TO_NAT], secondRoutes: [TO_INTERNET], gateways: [internet()] },
    ],
    control: { nat: NAT, routes: [TO_NAT], secondRoutes: [TO_INTERNET], gateways: [internet(NAT)] },
  },
  'an egress-only gateway comes where the route goes': {
    ...fromInstance,
    to: HOST6,
    forbidden: [
      { ipv6: true, gateways: [EGRESS_ONLY] },
      {
        ipv6: true,
        routes: [{ ...EVERYTHING6, gateway: 'egress-only' }],
        gateways: [EGRESS_ONLY],
        ...CLOSED,
      },
      { ipv6: true, routes: [EVERYTHING6] },
    ],
    control: { ipv6: true, routes: [{ ...EVERYTHING6, gateway: 'egress-only' }], gateways: [EGRESS_ONLY] },
  },
  'from the Internet: an egress-only gateway lets nobody in': {
    from: 'Internet',
    to: '2600:1f18:1:1::12',
    arrives: ['instance'],
    forbidden: [
      { ipv6: true, routes: [{ ...EVERYTHING6, gateway: 'egress-only' }], gateways: [EGRESS_ONLY] },
      {
        ipv6: true,
        routes: [{ ...EVERYTHING6, gateway: 'internet' }],
        gateways: [internet()],
        ingress: [ANYTHING],
      },
      { ipv6: true },
    ],
    control: { ipv6: true, routes: [{ ...EVERYTHING6, gateway: 'internet' }], gateways: [internet()] },
  },
  'a gateway endpoint comes where the groups close': {
    ...fromInstance,
    to: '203.0.113.1',
    forbidden: [
      { routes: [{ ...SERVICE, gateway: 'endpoint' }], gateways: [ENDPOINT], ...CLOSED },
      { routes: [EVERYTHING] },
      { gateways: [ENDPOINT] },
    ],
    control: { routes: [{ ...SERVICE, gateway: 'endpoint' }], gateways: [ENDPOINT] },
  },
  'a network ACL is replaced by another': {
    ...fromInstance,
    forbidden: [
      { routes: [TO_INTERNET], gateways: [internet(12)], acl: { egress: [] } },
      {
        routes: [TO_INTERNET],
        gateways: [internet(12)],
        acl: { egress: [{ ...ALLOW_ALL, allow: false, cidr: INTERNET.destination }, ALLOW_ALL] },
      },
      { routes: [EVERYTHING], gateways: [internet(12)] },
    ],
    control: { routes: [TO_INTERNET], gateways: [internet(12)] },
  },
  'a subnet has another route table, which has changed, too': {
    ...fromInstance,
    forbidden: [
      { secondRoutes: [TO_INTERNET], gateways: [internet(12)] },
      { routes: [TO_INTERNET], secondRoutes: [EVERYTHING], gateways: [internet(12)], change: inSecondTable },
      { routes: [EVERYTHING], secondRoutes: [TO_INTERNET], gateways: [internet(12)] },
      {
        routes: [TO_INTERNET],
        secondRoutes: [INTERNET, TO_INTERNET],
        gateways: [internet(12)],
        change: inSecondTable,
      },
    ],
    control: { secondRoutes: [TO_INTERNET], gateways: [internet(12)], change: inSecondTable },
  },
}

function inSecondTable<Of extends { readonly hostId: string; readonly routeTableId: string }>(one: Of): Of {
  return one.hostId === instance(1, 12) ? { ...one, routeTableId: id('rtb', 1, 2) } : one
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 120_000 }, () => {
  afterEach(down)

  test.each(Object.entries(FLOODS))('%s', async (_, { from, to, arrives, forbidden, control }) => {
    const seen = () => Promise.all(arrives.map(place => datagramsTo(where[place])))
    const passes = () =>
      vi.waitFor(async () => expect(Math.max(...(await seen()))).toBeGreaterThan(100), 10_000)
    const [first = {}] = forbidden
    const driver = fresh()
    const make = async (sketch: Partial<VpcSketch>) =>
      expect(await converge(driver, network(sketch))).toEqual([])
    await make(control)
    const flood = start(where[from], 'node', '-e', FLOOD, to)
    try {
      await says(flood, 'flooding')
      await passes()
      await make(first)
      let before = await seen()
      let passed = 0
      for (const next of Array.from({ length: ROUNDS }, () => everyWay(forbidden)).flat()) {
        await make(next)
        const now = await seen()
        passed += more(before, now)
        before = now
      }
      expect(passed).toBe(0)
      await make(control)
      await passes()
    } finally {
      await stop(flood)
    }
  })
})

/** A way, from the first and on to the first again, on which each comes directly after each other one. */
const everyWay = <T>(all: readonly T[]): readonly T[] =>
  all.flatMap((one, at) => all.slice(at + 1).flatMap(other => [one, other]))

/** A namespace that is new counts from nothing. */
const more = (before: readonly number[], now: readonly number[]): number =>
  now.reduce((sum, count, at) => sum + Math.max(0, count - (before[at] ?? 0)), 0)

/** Sends to port 9 as fast as it can, whatever comes of it. */
const FLOOD = `
const [to] = process.argv.slice(1)
const socket = require('node:dgram').createSocket(to.includes(':') ? 'udp6' : 'udp4').on('error', () => {})
const send = () => {
  for (let n = 0; n < 10; n++) socket.send('x', 9, to, () => {})
  setImmediate(send)
}
socket.bind(4000, () => { console.log('flooding'); send() })`
