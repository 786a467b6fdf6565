/** What Amazon answers itself, with real packets: at addresses of the router, for its own interfaces only. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { behind, fabricOf, link, type VpcSketch, vpc } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { publicAddress, WORLD } from './fabric-gateways.ts'
import { inside, leadInto } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, serving } from './programs.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('6')

const RESOLVER = '10.1.0.2'
const METADATA = '169.254.169.254'

const served: VpcSketch = {
  number: 1,
  services: { resolver: [RESOLVER, '169.254.169.253'], metadata: [METADATA] },
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  const router = namespace(id('vpc', 1))

  test('an instance reaches each at its port, and nothing else of the router', async () => {
    await make(fabricOf(vpc(served)))
    await serving(router, 53, async () => {
      expect(await ask(at(1, 12), RESOLVER, 53)).toBe('10.1.1.12')
      expect(await ask(at(1, 12), '169.254.169.253', 53)).toBe('10.1.1.12')
      expect(await ask(at(1, 12), METADATA, 53)).toBe('no')
      expect(await ask(at(1, 12), '10.1.1.1', 53)).toBe('no')
    })
    await serving(router, 80, async () => {
      expect(await ask(at(1, 12), METADATA, 80)).toBe('10.1.1.12')
      expect(await ask(at(1, 12), RESOLVER, 80)).toBe('no')
    })
  })

  test('groups and network ACLs do not filter it', async () => {
    await make(fabricOf(vpc({ ...served, ingress: [], egress: [], acl: { ingress: [], egress: [] } })))
    await serving(router, 53, async () => expect(await ask(at(1, 12), RESOLVER, 53)).toBe('10.1.1.12'))
  })

  test('a VPC without such addresses has nobody who answers', async () => {
    await make(fabricOf(vpc({ ...served, services: { resolver: [], metadata: [METADATA] } })))
    await serving(router, 53, async () => expect(await ask(at(1, 12), RESOLVER, 53)).toBe('no'))
    await serving(router, 80, async () => expect(await ask(at(1, 12), METADATA, 80)).toBe('10.1.1.12'))
  })

  test('neither a peer nor the Internet reaches it', async () => {
    const one: VpcSketch = {
      ...served,
      peers: [2],
      routes: [
        { destination: '10.2.0.0/16', peer: 2 },
        { destination: '0.0.0.0/0', gateway: 'internet' },
      ],
      gateways: [{ kind: 'internet', mapped: [12] }],
    }
    const other: VpcSketch = { number: 2, peers: [1], routes: [{ destination: '0.0.0.0/0', peer: 1 }] }
    await make(fabricOf(vpc(one), vpc(other), link(1, 2), ...behind(one), WORLD))
    await leadInto(namespace('internet'), '10.1.0.0/16')
    await serving(router, 53, async () => {
      expect(await ask(at(2, 12), RESOLVER, 53)).toBe('no')
      expect(await ask(namespace('internet'), RESOLVER, 53)).toBe('no')
      expect(await ask(at(1, 12), RESOLVER, 53)).toBe('10.1.1.12')
    })
    await serving(at(1, 12), 53, async () => {
      expect(await ask(at(2, 12), '10.1.1.12', 53)).toBe('10.2.1.12')
      expect(await ask(namespace('internet'), publicAddress(1, 12), 53)).toBe('198.51.100.10')
    })
  })

  test('who sends as another is not answered', async () => {
    await make(fabricOf(vpc({ ...served, hosts: [12, 13] })))
    await inside(at(1, 12), 'ip', 'address', 'add', '10.1.1.13/32', 'dev', 'lo')
    await inside(at(1, 12), 'ip', 'route', 'add', RESOLVER, 'via', '10.1.1.1', 'src', '10.1.1.13')
    await serving(router, 53, async () => {
      expect(await ask(at(1, 12), RESOLVER, 53)).toBe('no')
      expect(await ask(at(1, 12), '169.254.169.253', 53)).toBe('10.1.1.12')
    })
  })
})
