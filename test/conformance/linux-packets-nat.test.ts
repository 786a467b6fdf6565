/** NAT gateways with real packets, public and private. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { behind, fabricOf, link, natGateway, type VpcSketch, vpc } from './example-fabric.ts'
import { publicAddress, WORLD } from './fabric-gateways.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, serving } from './programs.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('2')

const HOST = '198.51.100.10'

/** The NAT gateway is 10.1.2.50, in the second subnet. */
const NAT = 250

/** The first subnet leads to the NAT gateway, the second to the Internet. */
const translated: VpcSketch = {
  number: 1,
  nat: NAT,
  routes: [{ destination: '0.0.0.0/0', host: NAT }],
  secondRoutes: [{ destination: '0.0.0.0/0', gateway: 'internet' }],
  gateways: [{ kind: 'internet', mapped: [NAT] }],
}

const online = (change: Partial<VpcSketch> = {}) => {
  const sketch = { ...translated, ...change }
  return fabricOf(vpc(sketch), ...behind(sketch), WORLD)
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  test('an instance without a public address reaches the Internet, which sees the gateway', async () => {
    await make(online())
    expect(await answers(at(1, 12), HOST)).toBe(true)
    await serving(namespace('internet'), 80, async () =>
      expect(await ask(at(1, 12), HOST, 80)).toBe(publicAddress(1, NAT)),
    )
  })

  test('nobody on the Internet can begin anything, with the gateway or behind it', async () => {
    await make(online())
    expect(await answers(namespace('internet'), publicAddress(1, NAT), false)).toBe(false)
    await inside(
      namespace('internet'),
      'ip',
      'route',
      'add',
      '10.1.1.12',
      'via',
      '169.254.0.1',
      'dev',
      'igw-00000000001',
      'onlink',
    )
    expect(await answers(namespace('internet'), '10.1.1.12', false)).toBe(false)
    expect(await answers(at(1, 12), HOST)).toBe(true)
  })

  test('what reaches the gateway goes where its own subnet leads', async () => {
    await make(online({ secondRoutes: [] }))
    expect(await answers(at(1, 12), HOST, false)).toBe(false)
    await make(online({ gateways: [{ kind: 'internet' }] }))
    expect(await answers(at(1, 12), HOST, false)).toBe(false)
    await make(online())
    expect(await answers(at(1, 12), HOST)).toBe(true)
  })

  test('the groups of an instance hold, also behind it', async () => {
    await make(online({ egress: [] }))
    expect(await answers(at(1, 12), HOST, false)).toBe(false)
    await make(online({ ingress: [] }))
    expect(await answers(at(1, 12), HOST)).toBe(true)
  })

  test('connections are spread over its addresses', async () => {
    const router = vpc(translated)
    const addresses = ['10.1.2.50', '10.1.2.51']
    const mapped = addresses.map((address, nth) => ({
      private: address,
      public: publicAddress(1, NAT + nth),
    }))
    await make(
      fabricOf(
        {
          ...router,
          interfaces: router.interfaces.map(one =>
            one.hostId === natGateway(1) ? { ...one, addresses } : one,
          ),
          natGateways: router.natGateways.map(one => ({ ...one, addresses })),
          uplinks: router.uplinks.map(uplink => ({ ...uplink, mappings: mapped })),
        },
        ...behind(translated, { routes: mapped.map(one => `${one.public}/32`) }),
        WORLD,
      ),
    )
    await serving(namespace('internet'), 80, async () => {
      const seen = [await ask(at(1, 12), HOST, 80), await ask(at(1, 12), HOST, 80)]
      expect(new Set(seen)).toEqual(new Set(mapped.map(one => one.public)))
    })
  })

  test('a private one leads to a peer, which sees its private address', async () => {
    const one: VpcSketch = {
      number: 1,
      nat: NAT,
      peers: [2],
      routes: [{ destination: '10.2.0.0/16', host: NAT }],
      secondRoutes: [{ destination: '10.2.0.0/16', peer: 2 }],
    }
    const other: VpcSketch = {
      number: 2,
      peers: [1],
      routes: [{ destination: '10.1.2.0/24', peer: 1 }],
    }
    await make(fabricOf(vpc(one), vpc(other), link(1, 2)))
    await serving(at(2, 12), 80, async () => expect(await ask(at(1, 12), '10.2.1.12', 80)).toBe('10.1.2.50'))
    expect(await answers(at(2, 12), '10.1.2.50', false)).toBe(false)
  })

  test('what is too large beyond it is told to who sent it', async () => {
    await make(online())
    const large = inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'do', '-s', '2000', HOST)
    await expect(large).rejects.toMatchObject({ stdout: expect.stringContaining('mtu = 1500') })
    await inside(at(1, 12), 'ping', '-c', '1', '-W', '1', '-M', 'do', '-s', '1472', HOST)
  })
})
