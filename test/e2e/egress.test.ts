/** `isthmus serve --egress`: out to the machine's network, which here is a namespace, with a world behind it that is one, too. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun, isRoot } from '../../src/drivers/linux/can-run.ts'
import { Lab } from '../cli/isthmus.ts'
import { ask, serving } from '../conformance/programs.ts'

const reason = isRoot() ? await canRun() : 'this needs root'
const [machine, world] = ['machine', 'world'].map(name => `egress-${process.pid}-${name}`) as [string, string]
const ADDRESS = '203.0.113.2'

const ip = (...words: readonly string[]) => execFileSync('ip', words)

function makeWorld(): void {
  for (const one of [machine, world]) ip('netns', 'add', one)
  onTestFinished(() => {
    for (const one of [machine, world]) ip('netns', 'del', one)
  })
  ip('link', 'add', 'out', 'netns', machine, 'type', 'veth', 'peer', 'name', 'in', 'netns', world)
  for (const [where, device, address] of [
    [machine, 'out', '203.0.113.1/24'],
    [world, 'in', `${ADDRESS}/24`],
  ] as const) {
    ip('-n', where, 'address', 'add', address, 'dev', device)
    ip('-n', where, 'link', 'set', device, 'up')
    ip('-n', where, 'link', 'set', 'lo', 'up')
  }
}

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

describe.skipIf(reason)(`egress${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 180_000 }, () => {
  test('out, as from the machine itself; after kill -9, too; and not without the option', async () => {
    makeWorld()
    const lab = new Lab(undefined, ['nsenter', `--net=/run/netns/${machine}`, '--'])
    let server = await lab.serve('--driver', 'linux', '--egress')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const launch = ['--image-id', 'ami-0123456789abcdef0', '--query', 'Instances[0].InstanceId']
    const run = await lab.isthmus('aws', 'ec2', 'run-instances', ...launch, '--output', 'text')
    const instance = run.stdout.trim()
    expect(await lab.isthmus('wait')).toEqual({ code: 0, stdout: '', stderr: '' })
    const namespaces = readdirSync('/run/netns')
    const inside = namespaces.find(name => name.endsWith(instance)) ?? expect.fail('no instance')
    const mark = inside.slice(0, -instance.length)
    await serving(world, 80, async () => {
      expect(await ask(inside, ADDRESS, 80)).toBe('203.0.113.1')
      const [process_] = attached(mark)
      await server.end('SIGKILL')
      expect(await ask(inside, ADDRESS, 80)).toBe('203.0.113.1')
      server = await lab.serve('--driver', 'linux', '--egress')
      expect((await lab.isthmus('wait')).code).toBe(0)
      expect(attached(mark)).toEqual([process_])
      await server.end('SIGTERM')
      server = await lab.serve('--driver', 'linux')
      expect((await lab.isthmus('wait')).code).toBe(0)
      await vi.waitFor(() => expect(attached(mark)).toEqual([]), 10_000)
      expect(await ask(inside, ADDRESS, 80)).toBe('no')
      await server.end('SIGTERM')
      server = await lab.serve('--driver', 'linux', '--egress')
      expect((await lab.isthmus('wait')).code).toBe(0)
      expect(await ask(inside, ADDRESS, 80)).toBe('203.0.113.1')
      await serving(machine, 8080, async () =>
        expect(await ask(`${mark}internet`, '10.0.2.2', 8080), 'the loopback of the machine').toBe('no'),
      )
    })
    expect((await lab.isthmus('down')).stdout).toBe('The server is down.\n')
    await vi.waitFor(() => expect(attached(mark)).toEqual([]), 10_000)
  })

  test('the memory data plane cannot', async () => {
    const lab = new Lab()
    expect(await lab.isthmus('serve', '--driver', 'memory', '--egress')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--egress leads packets out, and the memory data plane has none.'),
    })
  })
})
