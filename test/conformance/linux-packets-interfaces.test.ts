/** Interfaces: several on one instance, and who may send as whom. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { converge, difference } from './converge.ts'
import { fabricOf, instance, vpc } from './example-fabric.ts'
import { answers, datagramsTo, inside } from './inside.ts'

const reason = await canRun()
const MARK = `9${process.pid.toString(16).padStart(6, '0')}`
const fresh = () => createLinuxDriver({ mark: MARK })
const at = (host: number) => `isthmus-${MARK}-${instance(1, host)}`

const SEND = `const s = require('node:dgram').createSocket('udp4'); s.send('x', 9, process.argv[1], () => s.close())`

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(() => fresh().down())

  test('a second interface answers by itself', async () => {
    const fabric = fabricOf(
      vpc({
        number: 1,
        hosts: [12, 13, 212],
        change: one =>
          one.hostId === instance(1, 212) ? { ...one, hostId: instance(1, 12), device: 'eth1' } : one,
      }),
    )
    const [router] = [...fabric.values()].filter(part => 'interfaces' in part)
    const [address = ''] = router?.interfaces.find(one => one.device === 'eth1')?.addresses ?? []
    expect(await converge(fresh(), fabric)).toEqual([])
    expect(await difference(fresh(), fabric)).toEqual([])
    expect(await answers(at(13), '10.1.1.12')).toBe(true)
    expect(await answers(at(13), address)).toBe(true)
    await inside(at(12), 'ip', 'rule', 'del', 'from', address)
    expect(await answers(at(13), address, false)).toBe(false)
    expect(await converge(fresh(), fabric)).toEqual([])
    expect(await answers(at(13), address)).toBe(true)
  })

  test('nobody sends with the link-layer address of another', async () => {
    expect(await converge(fresh(), fabricOf(vpc({ number: 1, hosts: [12, 13] })))).toEqual([])
    const arrived = async () => {
      const before = await datagramsTo(at(13))
      await inside(at(12), 'node', '-e', SEND, '10.1.1.13')
      await answers(at(12), '10.1.1.99', false) // nobody: what was sent before has arrived by now
      return (await datagramsTo(at(13))) - before
    }
    expect(await arrived()).toBe(1)
    await inside(at(12), 'ip', 'link', 'set', 'dev', 'eth0', 'address', '02:00:00:00:00:99')
    await inside(at(12), 'ip', 'route', 'replace', 'default', 'via', '10.1.1.1', 'dev', 'eth0')
    expect(await arrived()).toBe(0)
  })
})
