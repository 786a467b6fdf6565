/** Virtual private gateways with real packets: sites on premises. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import type { Site } from '../../src/fabric/fabric.ts'
import { behind, fabricOf, type VpcSketch, vpc } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, serving } from './programs.ts'

const reason = await canRun()
const { at, fresh, make, namespace, down } = createBench('3')

const site = (number: number, ...networks: readonly number[]): Site => ({
  id: id('vpn', number),
  networks: networks.map(network => ({
    block: `192.168.${network}.0/24`,
    host: `192.168.${network}.1`,
  })),
})

const onPremises = (number: number) => namespace(id('vpn', number))

const linked: VpcSketch = {
  number: 1,
  hosts: [12, 212],
  routes: [{ destination: '192.168.0.0/16', gateway: 'vpn' }],
  gateways: [{ kind: 'vpn' }],
}

const withSites = (...sites: readonly Site[]) => fabricOf(vpc(linked), ...behind(linked, { sites }))

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  test('a site and the subnets that lead to it reach each other', async () => {
    await make(withSites(site(1, 1, 2)))
    expect(await answers(at(1, 12), '192.168.1.1')).toBe(true)
    expect(await answers(at(1, 12), '192.168.2.1')).toBe(true)
    expect(await answers(onPremises(1), '10.1.1.12')).toBe(true)
    expect(await answers(at(1, 212), '192.168.1.1', false)).toBe(false)
    expect(await answers(onPremises(1), '10.1.2.12', false)).toBe(false)
  })

  test('nothing is translated', async () => {
    await make(withSites(site(1, 1)))
    await serving(onPremises(1), 80, async () =>
      expect(await ask(at(1, 12), '192.168.1.1', 80)).toBe('10.1.1.12'),
    )
    await serving(at(1, 12), 80, async () =>
      expect(await ask(onPremises(1), '10.1.1.12', 80)).toBe('192.168.1.1'),
    )
  })

  test('two sites of a gateway reach each other through it; a network that no site has is nowhere', async () => {
    await make(withSites(site(1, 1), site(2, 2)))
    expect(await answers(onPremises(1), '192.168.2.1')).toBe(true)
    expect(await answers(at(1, 12), '192.168.3.1', false)).toBe(false)
    await make(withSites(site(1, 1)))
    expect(await answers(at(1, 12), '192.168.2.1', false)).toBe(false)
    expect(await answers(at(1, 12), '192.168.1.1')).toBe(true)
  })

  test('a site that sends as an instance is not heard', async () => {
    await make(withSites(site(1, 1)))
    await inside(onPremises(1), 'ip', 'address', 'add', '10.1.2.12/32', 'dev', 'lo')
    const asInstance = inside(onPremises(1), 'ping', '-c', '1', '-W', '0.3', '-I', '10.1.2.12', '10.1.1.12')
    await expect(asInstance).rejects.toThrow()
    expect(await answers(onPremises(1), '10.1.1.12')).toBe(true)
  })

  test('an operator finds the site by the id of its connection', async () => {
    await make(withSites(site(1, 1)))
    expect(await fresh().locate(id('vpn', 1))).toEqual({ netns: `/run/netns/${onPremises(1)}` })
    await make(withSites())
    expect(await fresh().locate(id('vpn', 1))).toBe(undefined)
  })
})
