/** Middleboxes with real packets: routes that lead to an instance, and what they win over. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import type { Interface } from '../../src/fabric/fabric.ts'
import { difference } from './converge.ts'
import { behind, fabricOf, type VpcSketch, vpc } from './example-fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'
import { id } from './fabric-draft.ts'
import { publicAddress, WORLD } from './fabric-gateways.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, serving } from './programs.ts'

const reason = await canRun()
const { at, fresh, make, namespace, down } = createBench('5')

const HOST = '198.51.100.10'

/** An instance of the second subnet that sends on what is not for it. */
const BOX = 250

const unchecked = (one: Interface): Interface =>
  one.hostId === id('i', 1, BOX) ? { ...one, sourceDestCheck: false } : one

/** What a tenant does in his middlebox. */
const forward = (box: string) => inside(box, 'sysctl', '-q', '-w', 'net.ipv4.ip_forward=1')

/** How many packets a middlebox has sent on. */
async function forwarded(box: string): Promise<number> {
  const { stdout } = await inside(box, 'sh', '-c', "awk '/^Ip: [0-9]/ { print $7 }' /proc/net/snmp")
  return Number(stdout)
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  describe('a NAT instance', () => {
    const sketch: VpcSketch = {
      number: 1,
      hosts: [12, BOX],
      routes: [{ destination: '0.0.0.0/0', host: BOX }],
      secondRoutes: [{ destination: '0.0.0.0/0', gateway: 'internet' }],
      gateways: [{ kind: 'internet', mapped: [BOX] }],
    }
    const fabric = (change?: VpcSketch['change']): Fabric =>
      fabricOf(vpc(change ? { ...sketch, change } : sketch), ...behind(sketch), WORLD)
    const translate = async (box: string) => {
      await forward(box)
      await inside(box, 'nft', 'add table ip nat')
      await inside(box, 'nft', 'add chain ip nat out { type nat hook postrouting priority 100; }')
      await inside(box, 'nft', 'add rule ip nat out oifname eth0 masquerade')
    }

    test('that the tenant has set up takes others to the Internet', async () => {
      await make(fabric(unchecked))
      expect(await answers(at(1, 12), HOST, false)).toBe(false)
      await translate(at(1, BOX))
      await serving(namespace('internet'), 80, async () =>
        expect(await ask(at(1, 12), HOST, 80)).toBe(publicAddress(1, BOX)),
      )
      expect(await difference(fresh(), fabric(unchecked))).toEqual([])
    })

    test('gets nothing but its own packets while the check is on', async () => {
      await make(fabric())
      await translate(at(1, BOX))
      expect(await answers(at(1, 12), HOST, false)).toBe(false)
      expect(await answers(at(1, BOX), HOST)).toBe(true)
    })
  })

  describe('between two subnets', () => {
    const sketch: VpcSketch = {
      number: 1,
      hosts: [12, 13, BOX, 212],
      overrides: [{ destination: '10.1.2.0/24', host: BOX }],
      change: unchecked,
    }

    test('takes what the route table of the one leads to the other, and nothing else', async () => {
      await make(fabricOf(vpc(sketch)))
      expect(await answers(at(1, 12), '10.1.2.12', false)).toBe(false)
      await forward(at(1, BOX))
      expect(await answers(at(1, 12), '10.1.2.12')).toBe(true)
      expect(await forwarded(at(1, BOX))).toBe(1)
      expect(await answers(at(1, 12), '10.1.1.13')).toBe(true)
      expect(await forwarded(at(1, BOX))).toBe(1)
    })

    test('does not take what stays inside a subnet, whatever it takes else', async () => {
      await make(fabricOf(vpc({ ...sketch, overrides: [{ destination: '10.1.0.0/16', host: BOX }] })))
      expect(await answers(at(1, 12), '10.1.1.13')).toBe(true)
      expect(await answers(at(1, 12), '10.1.2.12', false)).toBe(false)
    })

    test('a route that leads nowhere takes it, too', async () => {
      await make(fabricOf(vpc({ ...sketch, overrides: [{ destination: '10.1.2.0/24' }] })))
      expect(await answers(at(1, 12), '10.1.2.12', false)).toBe(false)
      expect(await answers(at(1, 212), '10.1.1.12', false)).toBe(false)
      await make(fabricOf(vpc({ ...sketch, overrides: [] })))
      expect(await answers(at(1, 12), '10.1.2.12')).toBe(true)
    })
  })

  test('the route table of a gateway leads what comes in to one first, if it has a public address', async () => {
    const sketch: VpcSketch = {
      number: 1,
      hosts: [12, BOX],
      routes: [{ destination: '0.0.0.0/0', host: BOX }],
      secondRoutes: [{ destination: '0.0.0.0/0', gateway: 'internet' }],
      gateways: [{ kind: 'internet', mapped: [12], overrides: [{ destination: '10.1.1.0/24', host: BOX }] }],
      change: unchecked,
    }
    await make(fabricOf(vpc(sketch), ...behind(sketch), WORLD))
    expect(await answers(namespace('internet'), publicAddress(1, 12), false)).toBe(false)
    await forward(at(1, BOX))
    expect(await answers(namespace('internet'), publicAddress(1, 12))).toBe(true)
    expect(await answers(at(1, 12), HOST)).toBe(true)
    expect(await forwarded(at(1, BOX))).toBe(4)
  })
})
