/** Gateway endpoints with real packets: a service of Amazon's. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { behind, fabricOf, type VpcSketch, vpc } from './example-fabric.ts'
import { gatewayId } from './fabric-gateways.ts'
import { answers } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { ask, serving } from './programs.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('4')

const SERVICE = '203.0.113.1'

const linked: VpcSketch = {
  number: 1,
  hosts: [12, 212],
  routes: [{ destination: '203.0.113.0/24', gateway: 'endpoint' }],
  gateways: [{ kind: 'endpoint' }],
}

const withService = (change: Partial<VpcSketch> = {}) => {
  const sketch = { ...linked, ...change }
  return fabricOf(vpc(sketch), ...behind(sketch, { service: { name: 's3', addresses: [SERVICE] } }))
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  test('the subnets that lead to it reach the service, which sees their private addresses', async () => {
    await make(withService())
    await serving(namespace(gatewayId(1, 'endpoint')), 80, async () => {
      expect(await ask(at(1, 12), SERVICE, 80)).toBe('10.1.1.12')
      expect(await ask(at(1, 212), SERVICE, 80)).toBe('no')
    })
  })

  test('groups decide about it, and their replies need no rule', async () => {
    await make(withService({ ingress: [] }))
    expect(await answers(at(1, 12), SERVICE)).toBe(true)
    await make(withService({ egress: [] }))
    expect(await answers(at(1, 12), SERVICE, false)).toBe(false)
  })

  test('the service begins nothing', async () => {
    await make(withService())
    expect(await answers(namespace(gatewayId(1, 'endpoint')), '10.1.1.12', false)).toBe(false)
    expect(await answers(at(1, 12), SERVICE)).toBe(true)
  })
})
