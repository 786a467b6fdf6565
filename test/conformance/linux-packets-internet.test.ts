/** Internet gateways with real packets: public addresses, and a host on the Internet. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { behind, fabricOf, type VpcSketch, vpc } from './example-fabric.ts'
import { publicAddress, WORLD } from './fabric-gateways.ts'
import { answers, inside, leadInto } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, knock, serving } from './programs.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('1')

const HOST = '198.51.100.10'
const DEFAULT = { destination: '0.0.0.0/0', gateway: 'internet' } as const

/** A VPC with an internet gateway; its first instance has a public address. */
const connected: VpcSketch = {
  number: 1,
  hosts: [12, 13],
  routes: [DEFAULT],
  gateways: [{ kind: 'internet', mapped: [12] }],
}

const online = (...sketches: readonly Partial<VpcSketch>[]) =>
  fabricOf(
    ...sketches.flatMap(sketch => {
      const whole = { ...connected, ...sketch }
      return [vpc(whole), ...behind(whole)]
    }),
    WORLD,
  )

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  test('an instance with a public address reaches the Internet and is reached from there; one without is not', async () => {
    await make(online({}))
    expect(await answers(at(1, 12), HOST)).toBe(true)
    expect(await answers(at(1, 13), HOST, false)).toBe(false)
    expect(await answers(namespace('internet'), publicAddress(1, 12))).toBe(true)
    expect(await answers(namespace('internet'), publicAddress(1, 13), false)).toBe(false)
  })

  test('without a route of its subnet it does not', async () => {
    await make(online({ routes: [] }))
    expect(await answers(at(1, 12), HOST, false)).toBe(false)
    expect(await answers(namespace('internet'), publicAddress(1, 12), false)).toBe(false)
  })

  test('each side sees the other as it should: the public address outside, the private one inside', async () => {
    await make(online({}))
    await serving(namespace('internet'), 80, async () =>
      expect(await ask(at(1, 12), HOST, 80)).toBe(publicAddress(1, 12)),
    )
    await serving(at(1, 12), 80, async () =>
      expect(await ask(namespace('internet'), publicAddress(1, 12), 80)).toBe(HOST),
    )
  })

  test('a changed mapping holds at once', async () => {
    await make(online({}))
    expect(await answers(at(1, 12), HOST)).toBe(true)
    await make(online({ gateways: [{ kind: 'internet', mapped: [13] }] }))
    expect(await answers(at(1, 12), HOST, false)).toBe(false)
    expect(await answers(at(1, 13), HOST)).toBe(true)
  })

  test('private addresses mean nothing on the Internet', async () => {
    await make(online({}))
    await leadInto(namespace('internet'), '10.1.0.0/16')
    expect(await answers(namespace('internet'), '10.1.1.12', false)).toBe(false)
    expect(await answers(namespace('internet'), publicAddress(1, 12))).toBe(true)
  })

  test('two VPCs with the same addresses reach each other by their public ones', async () => {
    await make(online({}, { number: 2, network: 1 }))
    expect(await answers(at(1, 12), publicAddress(2, 12))).toBe(true)
    expect(await answers(at(2, 12), publicAddress(1, 12))).toBe(true)
  })

  test('an instance reaches another of its VPC by its public address', async () => {
    await make(online({ gateways: [{ kind: 'internet', mapped: [12, 13] }] }))
    expect(await answers(at(1, 12), publicAddress(1, 13))).toBe(true)
  })

  test('groups see private addresses, and are stateful', async () => {
    await make(online({ ingress: [] }))
    expect(await answers(at(1, 12), HOST)).toBe(true)
    expect(await answers(namespace('internet'), publicAddress(1, 12), false)).toBe(false)
  })

  test('a report of what could not be delivered comes back to who sent it, both ways', async () => {
    await make(online({}))
    expect(await knock(at(1, 12), HOST, 9)).toBe('ECONNREFUSED')
    expect(await knock(namespace('internet'), publicAddress(1, 12), 9)).toBe('ECONNREFUSED')
    await make(online({ ingress: [] }))
    expect(await knock(at(1, 12), HOST, 9)).toBe('ECONNREFUSED')
    expect(await knock(namespace('internet'), publicAddress(1, 12), 9)).toBe('nothing')
  })

  test('what is too large for the Internet is told so', async () => {
    await make(online({}))
    const large = inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'do', '-s', '2000', HOST)
    await expect(large).rejects.toMatchObject({ stdout: expect.stringContaining('mtu = 1500') })
    await inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'do', '-s', '1472', HOST)
    await inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'dont', '-s', '2000', HOST)
  })
})
