/** IPv6 with real packets. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import type { Rule } from '../../src/fabric/fabric.ts'
import { ANYTHING, ANYTHING6, behind, fabricOf, link, type VpcSketch, vpc } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { WORLD } from './fabric-gateways.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, serving } from './programs.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('8')

const HOST = '2001:db8::10'

const plain: VpcSketch = { number: 1, hosts: [12, 13, 212], ipv6: true }

/** Both VPCs lead to each other. */
const peered = (change: Partial<VpcSketch> = {}) =>
  fabricOf(
    vpc({ ...plain, peers: [2], routes: [{ destination: '2600:1f18:2::/56', peer: 2 }], ...change }),
    vpc({
      ...plain,
      number: 2,
      hosts: [12],
      peers: [1],
      routes: [{ destination: '2600:1f18:1::/56', peer: 1 }],
    }),
    link(1, 2),
  )

const online = (kind: 'internet' | 'egress-only', change: Partial<VpcSketch> = {}) => {
  const sketch: VpcSketch = {
    ...plain,
    routes: [{ destination: '::/0', gateway: kind }],
    gateways: [{ kind }],
    ...change,
  }
  return fabricOf(vpc(sketch), ...behind(sketch), WORLD)
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  test('instances of a VPC reach each other, in the subnet and across', async () => {
    await make(fabricOf(vpc(plain)))
    expect(await answers(at(1, 12), '2600:1f18:1:1::13')).toBe(true)
    expect(await answers(at(1, 12), '2600:1f18:1:2::12')).toBe(true)
    expect(await answers(at(1, 12), '2600:1f18:1:2::13', false)).toBe(false)
  })

  test('rules for IPv4 say nothing about it', async () => {
    await make(fabricOf(vpc({ ...plain, ingress: [ANYTHING] })))
    expect(await answers(at(1, 12), '2600:1f18:1:1::13', false)).toBe(false)
    expect(await answers(at(1, 12), '10.1.1.13')).toBe(true)
    await make(fabricOf(vpc({ ...plain, ingress: [ANYTHING6] })))
    expect(await answers(at(1, 12), '2600:1f18:1:1::13')).toBe(true)
    expect(await answers(at(1, 12), '10.1.1.13', false)).toBe(false)
  })

  test('a rule for ICMPv6, or one that names a group, lets in what it says', async () => {
    const ping: Rule = { protocol: { name: 'icmpv6', type: 128, code: -1 }, peer: { cidr: '::/0' } }
    const members: Rule = { protocol: { name: 'tcp', from: 80, to: 80 }, peer: { group: id('sg', 9) } }
    await make(
      fabricOf(
        vpc({ ...plain, ingress: [ping, members], members: { [id('sg', 9)]: ['2600:1f18:1:1::12'] } }),
      ),
    )
    expect(await answers(at(1, 12), '2600:1f18:1:1::13')).toBe(true)
    await serving(at(1, 13), 80, async () => {
      expect(await ask(at(1, 12), '2600:1f18:1:1::13', 80)).toBe('2600:1f18:1:1::12')
      expect(await ask(at(1, 212), '2600:1f18:1:1::13', 80)).toBe('no')
    })
  })

  test('a peering carries it where routes on both sides lead over it', async () => {
    await make(peered())
    expect(await answers(at(1, 12), '2600:1f18:2:1::12')).toBe(true)
    expect(await answers(at(2, 12), '2600:1f18:1:1::12')).toBe(true)
    await make(peered({ routes: [] }))
    expect(await answers(at(1, 12), '2600:1f18:2:1::12', false)).toBe(false)
    expect(await answers(at(2, 12), '2600:1f18:1:1::12', false)).toBe(false)
  })

  test('who sends as another is not heard', async () => {
    await make(peered())
    await inside(at(1, 12), 'ip', 'address', 'add', '2600:1f18:1:1::13/128', 'dev', 'lo')
    const asOther = ['ping', '-c', '1', '-W', '0.3', '-I', '2600:1f18:1:1::13', '2600:1f18:2:1::12'] as const
    await expect(inside(at(1, 12), ...asOther)).rejects.toThrow()
    expect(await answers(at(1, 12), '2600:1f18:2:1::12')).toBe(true)
  })

  test('through an internet gateway it goes untranslated, both ways', async () => {
    await make(online('internet'))
    await serving(namespace('internet'), 80, async () =>
      expect(await ask(at(1, 12), HOST, 80)).toBe('2600:1f18:1:1::12'),
    )
    expect(await answers(namespace('internet'), '2600:1f18:1:1::12')).toBe(true)
    expect(await answers(namespace('internet'), '2600:1f18:1:2::12', false)).toBe(false)
  })

  test('an egress-only gateway lets nobody outside begin anything, and carries no IPv4', async () => {
    await make(
      online('egress-only', {
        routes: [
          { destination: '::/0', gateway: 'egress-only' },
          { destination: '0.0.0.0/0', gateway: 'egress-only' },
        ],
      }),
    )
    expect(await answers(at(1, 12), HOST)).toBe(true)
    expect(await answers(namespace('internet'), '2600:1f18:1:1::12', false)).toBe(false)
    await serving(namespace('internet'), 80, async () =>
      expect(await ask(at(1, 12), HOST, 80)).toBe('2600:1f18:1:1::12'),
    )
    expect(await answers(at(1, 12), '198.51.100.10', false)).toBe(false)
  })

  test('what was begun outside gets no answer by an egress-only gateway', async () => {
    await make(
      online('internet', {
        gateways: [{ kind: 'internet' }, { kind: 'egress-only' }],
        secondRoutes: [{ destination: '::/0', gateway: 'egress-only' }],
      }),
    )
    expect(await answers(namespace('internet'), '2600:1f18:1:2::12', false)).toBe(false)
    expect(await answers(at(1, 212), HOST)).toBe(true)
    expect(await answers(namespace('internet'), '2600:1f18:1:1::12')).toBe(true)
  })

  test('a site on premises has it, too', async () => {
    const sketch: VpcSketch = {
      ...plain,
      routes: [{ destination: 'fd00:1::/32', gateway: 'vpn' }],
      gateways: [{ kind: 'vpn' }],
    }
    const site = { id: id('vpn', 1), networks: [{ block: 'fd00:1::/32', host: 'fd00:1::1' }] }
    await make(fabricOf(vpc(sketch), ...behind(sketch, { sites: [site] })))
    expect(await answers(at(1, 12), 'fd00:1::1')).toBe(true)
    expect(await answers(namespace(site.id), '2600:1f18:1:1::12')).toBe(true)
    expect(await answers(at(1, 212), 'fd00:1::1', false)).toBe(false)
  })

  test("Amazon's services answer by it", async () => {
    const services = { resolver: ['fd00:ec2::253'], metadata: ['fd00:ec2::254'] }
    await make(fabricOf(vpc({ ...plain, services })))
    await serving(namespace(id('vpc', 1)), 53, async () => {
      expect(await ask(at(1, 12), 'fd00:ec2::253', 53)).toBe('2600:1f18:1:1::12')
      expect(await ask(at(1, 12), 'fd00:ec2::254', 53)).toBe('no')
    })
  })

  test('a route leads to a middlebox, inside the VPC and out of it', async () => {
    const sketch: VpcSketch = {
      ...plain,
      hosts: [12, 13, 212, 250],
      overrides: [{ destination: '2600:1f18:1:2::/64', host: 250 }],
      routes: [{ destination: '::/0', host: 250 }],
      secondRoutes: [{ destination: '::/0', gateway: 'internet' }],
      gateways: [{ kind: 'internet', overrides: [{ destination: '2600:1f18:1:1::/64', host: 250 }] }],
      change: one => (one.hostId === id('i', 1, 250) ? { ...one, sourceDestCheck: false } : one),
    }
    await make(fabricOf(vpc(sketch), ...behind(sketch), WORLD))
    expect(await answers(at(1, 12), '2600:1f18:1:2::12', false)).toBe(false)
    expect(await answers(at(1, 12), HOST, false)).toBe(false)
    expect(await answers(at(1, 12), '2600:1f18:1:1::13')).toBe(true)
    await inside(at(1, 250), 'sysctl', '-q', '-w', 'net.ipv6.conf.all.forwarding=1')
    expect(await answers(at(1, 12), '2600:1f18:1:2::12')).toBe(true)
    expect(await answers(at(1, 12), HOST)).toBe(true)
    expect(await answers(namespace('internet'), '2600:1f18:1:1::12')).toBe(true)
  })

  test('what is too large for the Internet is told so', async () => {
    await make(online('internet'))
    const large = inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'do', '-s', '2000', HOST)
    await expect(large).rejects.toMatchObject({ stdout: expect.stringMatching(/too big: mtu=1500/i) })
    await inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'do', '-s', '1452', HOST)
  })
})
