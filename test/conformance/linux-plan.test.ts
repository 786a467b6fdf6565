/** The linux driver's plan as text; needs no Linux. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNames } from '../../src/drivers/linux/names.ts'
import type { Observed } from '../../src/drivers/linux/observe.ts'
import { plan } from '../../src/drivers/linux/plan.ts'
import { describe as text } from '../../src/drivers/linux/step.ts'
import { wantedInventory } from '../../src/drivers/linux/wanted.ts'
import { ANYTHING, behind, fabricOf, ICMP_ONLY, link, peered, type VpcSketch, vpc } from './example-fabric.ts'
import { type Fabric, fabrics } from './fabric-arbitrary.ts'
import { id } from './fabric-draft.ts'
import { WORLD } from './fabric-gateways.ts'

const names = createNames('00ff00')
const DAY = 20_783
const SETTING = { names, day: DAY, egress: false }
const ROUTER = `isthmus-00ff00-${id('vpc', 1)}`

/** What would be observed if all of a fabric were there. */
function standing(fabric: Fabric): Observed {
  const inventories = new Map([...fabric].map(([part, one]) => [part, wantedInventory(SETTING, one)]))
  return {
    day: DAY,
    inventories,
    existing: new Set([...inventories.values()].flatMap(({ namespaces }) => [...namespaces])),
    registered: new Map([...inventories].map(([part, { namespaces }]) => [part, [...namespaces]])),
  }
}

const between = (before: Fabric, after: Fabric): readonly string[] => {
  const parts = [...new Set([...before.keys(), ...after.keys()])]
  return plan(SETTING, new Map(parts.map(part => [part, after.get(part)])), standing(before)).map(text)
}

test('what is as it should be has an empty plan', () =>
  fc.assert(
    fc.property(fabrics, fabric => {
      expect(between(fabric, fabric)).toEqual([])
    }),
  ))

test('from nothing: no cable before the firewall and the rules, no carrier before the routes', () =>
  fc.assert(
    fc.property(fabrics, fabric => {
      const steps = between(new Map(), fabric)
      const last = (kind: RegExp) => steps.findLastIndex(step => kind.test(step))
      const first = (kind: RegExp) => {
        const at = steps.findIndex(step => kind.test(step))
        return at < 0 ? steps.length : at
      }
      expect(last(/: (?:nft|ip rule|sysctl net.ipv[46].conf.all)/)).toBeLessThan(first(/ip link add/))
      expect(last(/vpc-\d+: ip /)).toBeLessThan(first(/-i-\d+: ip link set dev eth0 up/))
    }),
  ))

describe('small changes are small', () => {
  const changed = (one: Parameters<typeof peered>[0]) =>
    between(peered(), peered(one)).map(step => step.replace(`vpc/${id('vpc', 1)}: ${ROUTER}: `, ''))

  test('one more route', () => {
    const routes = [{ destination: '10.2.0.0/16', peer: 2 }, { destination: '10.9.0.0/16' }]
    expect(changed({ routes })).toEqual([`ip route replace blackhole 10.9.0.0/16 table ${0x10000001}`])
  })

  test('a route that leads elsewhere is replaced, not removed and made', () =>
    expect(changed({ routes: [{ destination: '10.2.0.0/16' }] })).toEqual([
      `ip route replace blackhole 10.2.0.0/16 table ${0x10000001}`,
    ]))

  test('no route', () =>
    expect(changed({ routes: [] })).toEqual([
      `ip route del 10.2.0.0/16 via 169.254.0.2 dev pcx-00000000012 onlink table ${0x10000001}`,
    ]))

  test('another rule of a group', () =>
    expect(changed({ ingress: [ANYTHING, ICMP_ONLY] })).toEqual([
      `nft flush chain inet isthmus ingress-${id('sg', 1)}`,
      `nft add rule inet isthmus ingress-${id('sg', 1)} ip saddr 0.0.0.0/0 accept`,
      `nft add rule inet isthmus ingress-${id('sg', 1)} ip saddr 0.0.0.0/0 meta l4proto 1 accept`,
    ]))
})

test('one more public address: elements of maps, and a route on the Internet', () => {
  const online = (mapped: readonly number[]): Fabric => {
    const sketch: VpcSketch = { number: 1, hosts: [12, 13], gateways: [{ kind: 'internet', mapped }] }
    return fabricOf(vpc(sketch), ...behind(sketch), WORLD)
  }
  const igw = id('igw', 1)
  const steps = between(online([12]), online([12, 13]))
  expect(steps.filter(step => !step.includes(' nft '))).toEqual([
    `gateway/${igw}: isthmus-00ff00-internet: ip route replace 198.18.1.13/32 via 169.254.0.1 dev igw-00000000001 onlink table main`,
  ])
  expect(steps.map(step => / nft (.*)/.exec(step)?.[1]).filter(Boolean)).toEqual([
    `add element inet isthmus private-${igw} { 10.1.1.13 }`,
    `add element inet isthmus public-${igw} { 198.18.1.13 }`,
    `add element inet isthmus private-of-${igw} { 198.18.1.13 : 10.1.1.13 }`,
    `add element inet isthmus public-of-${igw} { 10.1.1.13 : 198.18.1.13 }`,
    `add element inet isthmus quoted-arriving-${igw} { 198.18.1.13 : 0xa01010d }`,
    `add element inet isthmus balance-arriving-${igw} { 198.18.1.13 : 0xbc11 }`,
    `add element inet isthmus quoted-leaving-${igw} { 10.1.1.13 : 0xc612010d }`,
    `add element inet isthmus balance-leaving-${igw} { 10.1.1.13 : 0x43ee }`,
  ])
})

test('what goes is unplugged first, and forgotten last', () =>
  expect(between(fabricOf(vpc({ number: 1 })), new Map())).toEqual([
    ...['vpc', 'i'].map(
      kind => `vpc/${id('vpc', 1)}: vacate isthmus-00ff00-${kind === 'i' ? id('i', 1, 12) : id('vpc', 1)}`,
    ),
    ...['vpc', 'i'].map(
      kind =>
        `vpc/${id('vpc', 1)}: ip netns del isthmus-00ff00-${kind === 'i' ? id('i', 1, 12) : id('vpc', 1)}`,
    ),
    `vpc/${id('vpc', 1)}: register remove`,
  ]))

test('a cable that goes takes the routes over it along: they are made again', () => {
  const whole = standing(peered())
  const part = link(1, 2).part
  const broken = whole.inventories.get(part)
  if (!broken) throw new Error('no such part')
  const observed = {
    ...whole,
    inventories: new Map([
      ...whole.inventories,
      [
        part,
        { ...broken, cables: new Map(), strays: [{ namespace: ROUTER, device: 'pcx-00000000012' }] },
      ] as const,
    ]),
  }
  const steps = plan(SETTING, peered(), observed).map(text)
  const router = `vpc/${id('vpc', 1)}: ${ROUTER}: ip route replace`
  const [shut, route] = [
    'blackhole 10.2.0.0/16',
    '10.2.0.0/16 via 169.254.0.2 dev pcx-00000000012 onlink',
  ].map(text => `${router} ${text} table ${0x10000001}`)
  expect(steps.slice(0, 2)).toEqual([shut, `${part}: ${ROUTER}: ip link del dev pcx-00000000012`])
  expect(steps.filter(step => step.includes('route'))).toEqual([shut, route])
})

test('routes that change are shut before the firewall changes, and open when it has', () => {
  const before = peered({ ingress: [] })
  const after = peered({ routes: [{ destination: '10.2.1.0/24', peer: 2 }] })
  const table = `table ${0x10000001}`
  const over = 'via 169.254.0.2 dev pcx-00000000012 onlink'
  expect(between(before, after).map(step => step.replace(`vpc/${id('vpc', 1)}: ${ROUTER}: `, ''))).toEqual([
    `ip route replace blackhole 10.2.0.0/16 ${table}`,
    `ip route replace blackhole 10.2.1.0/24 ${table}`,
    `nft add rule inet isthmus ingress-${id('sg', 1)} ip saddr 0.0.0.0/0 accept`,
    `nft add rule inet isthmus ingress-${id('sg', 1)} ip6 saddr ::/0 accept`,
    `ip route replace 10.2.1.0/24 ${over} ${table}`,
    `ip route del blackhole 10.2.0.0/16 ${table}`,
  ])
})
