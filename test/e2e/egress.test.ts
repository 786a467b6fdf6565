/** `isthmus serve --egress`: out to the machine's network, and not without. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun, isRoot } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { Lab } from '../cli/isthmus.ts'
import { converge, difference } from '../conformance/converge.ts'
import { fabricOf } from '../conformance/example-fabric.ts'
import { WORLD as INTERNET } from '../conformance/fabric-gateways.ts'
import { inside } from '../conformance/inside.ts'
import { ask, serving } from '../conformance/programs.ts'
import { launchOnline, MACHINE, makeWorld, saidToReach, WORLD } from './world.ts'

const reason = isRoot() ? await canRun() : 'this needs root'
/** Those that lead an Internet of ours out. */
const attached = (mark: string): readonly string[] =>
  readdirSync('/proc').filter(pid => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return command.startsWith('slirp4netns') && command.includes(mark)
    } catch {
      return false
    }
  })

/** From which addresses a server in the world is asked by an instance, IPv4 first. */
const seenBy = (netns: string) => Promise.all(Object.values(WORLD).map(address => ask(netns, address, 80)))

describe.skipIf(reason)(`egress${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 180_000 }, () => {
  test('out, as from the machine itself; after kill -9, too; and not without the option', async () => {
    const { machine, world } = makeWorld()
    const lab = new Lab(undefined, ['nsenter', `--net=/run/netns/${machine}`, '--'])
    const serve = (...options: readonly string[]) => lab.serve('--driver', 'linux', ...options)
    let server = await serve('--egress')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const instance = await launchOnline(lab)
    expect(await lab.isthmus('wait')).toEqual({ code: 0, stdout: '', stderr: '' })
    const namespaces = readdirSync('/run/netns')
    const netns = namespaces.find(name => name.endsWith(instance)) ?? expect.fail('no instance')
    const mark = netns.slice(0, -instance.length)
    await serving(world, 80, async () => {
      expect(await seenBy(netns)).toEqual(Object.values(MACHINE))
      expect(await saidToReach(lab, instance)).toEqual([true, true])
      const [process_] = attached(mark)
      await server.end('SIGKILL')
      expect(await seenBy(netns)).toEqual(Object.values(MACHINE))
      server = await serve('--egress')
      expect((await lab.isthmus('wait')).code).toBe(0)
      expect(attached(mark)).toEqual([process_])
      await server.end('SIGTERM')
      server = await serve()
      expect((await lab.isthmus('wait')).code).toBe(0)
      await vi.waitFor(() => expect(attached(mark)).toEqual([]), 10_000)
      expect(await seenBy(netns)).toEqual(['no', 'no'])
      expect(await saidToReach(lab, instance)).toEqual([false, false])
      await server.end('SIGTERM')
      server = await serve('--egress')
      expect((await lab.isthmus('wait')).code).toBe(0)
      expect(await seenBy(netns)).toEqual(Object.values(MACHINE))
      await serving(machine, 8080, async () => {
        for (const host of ['10.0.2.2', 'fd00::2'])
          expect(await ask(`${mark}internet`, host, 8080), 'the loopback of the machine').toBe('no')
      })
      for (const stranger of ['198.18.0.99', '2600:1f00:9::1'])
        await expect(inside(`${mark}internet`, 'ip', 'route', 'get', stranger)).rejects.toThrow(
          'Invalid argument',
        )
    })
    expect((await lab.isthmus('down')).stdout).toBe('The server is down.\n')
    await vi.waitFor(() => expect(attached(mark)).toEqual([]), 10_000)
  })

  test('a fresh process finds nothing to do, and the device that is gone is made again', async () => {
    const fresh = () =>
      createLinuxDriver({ mark: `c${process.pid.toString(16).padStart(6, '0')}`, egress: true })
    onTestFinished(() => fresh().down())
    const fabric = fabricOf(INTERNET)
    expect(await converge(fresh(), fabric)).toEqual([])
    expect(await difference(fresh(), fabric)).toEqual([])
    const { netns = '' } = (await fresh().locate('internet')) ?? {}
    await inside(netns.replace('/run/netns/', ''), 'ip', 'link', 'del', 'dev', 'tap0')
    expect(await difference(fresh(), fabric)).not.toEqual([])
    expect(await converge(fresh(), fabric)).toEqual([])
    expect(await difference(fresh(), fabric)).toEqual([])
  })

  test('the memory data plane cannot', async () => {
    const lab = new Lab()
    expect(await lab.isthmus('serve', '--driver', 'memory', '--egress')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--egress leads packets out, and the memory data plane has none.'),
    })
  })
})
