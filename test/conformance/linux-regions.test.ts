/** Peering between Regions with real packets: what is on the link, whose keys count, and what a new day does to a connection. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { createKeys } from '../../src/drivers/linux/tunnel/keys.ts'
import { setTunnel, underlayIn } from '../../src/drivers/linux/tunnel/tunnels.ts'
import { converge, difference } from './converge.ts'
import { fabricOf, linkBetweenRegions, peered } from './example-fabric.ts'
import { id, ipv6Block } from './fabric-draft.ts'
import { answers, inside, says, start, stop } from './inside.ts'
import { createBench } from './packet-bench.ts'
import { SAYING } from './programs.ts'

const reason = await canRun()
const DAY = 86_400_000
let now = Date.now()
const { at, fresh, make, namespace, down } = createBench('8', () => now)

const routesTo = (peer: number) =>
  [`10.${peer}.0.0/16`, ipv6Block(peer)].map(destination => ({ destination, peer }))

const between = fabricOf(
  ...peered({ ipv6: true, routes: routesTo(2) }, { ipv6: true, routes: routesTo(1) }).values(),
  linkBetweenRegions(1, 2),
)
const link = namespace(id('pcx', 1, 2))
const router = namespace(id('vpc', 1))
const [device, today] = ['pcx-00000000012', Math.floor(now / DAY)]
const ends = { requester: `${router}/${device}`, accepter: `${namespace(id('vpc', 2))}/${device}` }

const underlay = (secret: string) => underlayIn({ keys: createKeys(secret, () => now) }, link)

/** The process of the requester's side. */
async function processOfRequester(): Promise<number> {
  const { processes } = await underlay('')
  return processes.find(({ side }) => side === 'requester')?.pid ?? expect.fail('there is none')
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 60_000 }, () => {
  afterEach(down)

  test('packets pass both ways, and a fresh process finds nothing to do', async () => {
    await make(between)
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(2, 12), '10.1.1.12')).toBe(true)
    expect(await answers(at(1, 12), '2600:1f18:2:1::12')).toBe(true)
    expect(await difference(fresh(), between)).toEqual([])
  })

  test('the largest packet has 8500 bytes: who sends a larger one is told, and a long transfer finds its way', async () => {
    await make(between)
    const unfragmented = (bytes: number) =>
      inside(at(1, 12), ...['ping', '-M', 'do', '-c', '1', '-W', '2', '-s', `${bytes - 28}`, '10.2.1.12'])
    expect((await unfragmented(8500)).stdout).toContain('1 received')
    await expect(unfragmented(8501)).rejects.toMatchObject({
      stdout: expect.stringContaining('Frag needed and DF set (mtu = 8500)'),
    })
    const server = start(at(2, 12), process.execPath, '-e', COUNTING)
    try {
      await says(server, 'listening')
      const counted = says(server, 'bytes')
      await inside(at(1, 12), process.execPath, '-e', SENDING, '10.2.1.12', String(30_000_000))
      expect(await counted).toBe('30000000 bytes')
    } finally {
      await stop(server)
    }
  })

  test('nothing is in clear on the link', async () => {
    await make(between)
    const captures = [await capture(at(1, 12), 'eth0'), await capture(link, 'lo')] as const
    const heard = captures.map(one => one.hears('the end of it'))
    const secret = 'what nobody else shall read'
    await inside(at(1, 12), process.execPath, '-e', SAYING, '10.2.1.12', secret)
    await inside(at(1, 12), process.execPath, '-e', SAYING, '10.2.1.12', 'the end of it')
    await inside(link, process.execPath, '-e', SAYING, '127.0.0.1', 'the end of it')
    const [before, onLink] = await Promise.all(heard)
    expect(before).toContain(secret)
    expect(onLink).not.toContain(secret)
    expect(onLink?.length).toBeGreaterThan(2 * secret.length)
  })

  test('there is no way from router to router but by the tunnel', async () => {
    await make(between)
    const devices = (where: string) => execFileSync('ip', ['-n', where, '-br', 'link'], { encoding: 'utf8' })
    expect(devices(link)).toMatch(/^lo .*\n$/)
    expect(devices(router)).toMatch(/^lo .*\neni-.*\npcx-00000000012 .*\n$/)
  })

  test('with a wrong key nothing passes', async () => {
    await make(between)
    await setTunnel(
      await underlay('somebody'),
      `accepter at ${ends.accepter} keys ${today} allowed 10.1.0.0/16`,
    )
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
    expect(await difference(fresh(), between)).toEqual([
      expect.stringMatching(/: tunnel accepter at \S+ keys \d+ allowed 10\.1\.0\.0\/16 2600:.*$/),
      expect.stringMatching(/: handshake requester /),
      expect.stringMatching(/: handshake accepter /),
    ])
    await make(between)
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
  })

  test.each<readonly [string, () => Promise<unknown>]>([
    ['a process that was ended', async () => process.kill(await processOfRequester(), 'SIGKILL')],
    ['a process that hangs', async () => process.kill(await processOfRequester(), 'SIGSTOP')],
    ['a device that was removed', () => inside(router, 'ip', 'link', 'del', 'dev', device)],
    ['a device that is down', () => inside(router, 'ip', 'link', 'set', 'dev', device, 'down')],
    [
      'other addresses at the other end',
      async () =>
        setTunnel(await underlay(''), `requester at ${ends.requester} keys ${today} allowed 10.9.0.0/16`),
    ],
  ])('%s is seen and repaired', async (_, damage) => {
    await make(between)
    await damage()
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
    await vi.waitFor(async () => expect(await difference(fresh(), between)).not.toEqual([]), 10_000)
    await make(between)
    expect(await difference(fresh(), between)).toEqual([])
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
  })

  test('a new day has new keys: the processes stay, and so does a connection', async () => {
    await make(between)
    onTestFinished(() => {
      now = Date.now()
    })
    const before = await processOfRequester()
    const server = start(at(2, 12), process.execPath, '-e', ECHOING)
    onTestFinished(() => stop(server))
    await says(server, 'listening')
    const client = start(at(1, 12), process.execPath, '-e', TALKING, '10.2.1.12')
    onTestFinished(() => stop(client))
    for (const day of ['first', 'second', 'third']) {
      now += DAY
      expect(await difference(fresh(), between)).not.toEqual([])
      const heard = says(client, `after the ${day}`)
      client.stdin.write(`before the ${day}\n`)
      await make(between)
      expect(await difference(fresh(), between)).toEqual([])
      client.stdin.write(`after the ${day}\n`)
      expect(await heard).toContain(`before the ${day}\nafter the ${day}`)
    }
    expect(await processOfRequester()).toBe(before)
  })

  test('it goes with its processes, and the routers stay', async () => {
    await make(between)
    const processes = (await underlay('')).processes.map(({ pid }) => pid)
    expect(processes.length).toBe(2)
    await make(peered({ peers: [] }, { peers: [] }))
    expect(existsSync(`/run/netns/${link}`)).toBe(false)
    await make(between)
    await down()
    expect(existsSync(`/run/netns/${link}`)).toBe(false)
    const program = (pid: number) => existsSync(`/proc/${pid}/exe`)
    await vi.waitFor(() => expect(processes.filter(program)).toEqual([]), 10_000)
  })

  test('without keys, or without the program, it fails, says why, and nothing passes', async () => {
    const keyless = createLinuxDriver({ mark: /-(\w+)-pcx/.exec(link)?.[1] ?? '' })
    const failures = await converge(keyless, between)
    expect(failures).toContainEqual({
      part: `peering/${id('pcx', 1, 2)}`,
      reason: 'there is no secret to derive keys from',
    })
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
    await down()

    const directory = mkdtempSync(join(tmpdir(), 'isthmus-path-'))
    onTestFinished(() => rmSync(directory, { recursive: true }))
    for (const program of ['nsenter', 'unshare', 'setsid', 'sh', 'mount', 'ping'])
      symlinkSync(`/usr/bin/${program}`, join(directory, program))
    vi.stubEnv('PATH', directory)
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await converge(fresh(), between)).toContainEqual({
      part: `peering/${id('pcx', 1, 2)}`,
      reason: 'the program wireguard-go is missing (Debian package wireguard-go)',
    })
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
  })
})

/** All that passes a device, from now on. */
async function capture(where: string, name: string) {
  const child = start(where, 'tcpdump', '-i', name, '--immediate-mode', '-U', '-w', '-')
  onTestFinished(() => stop(child))
  await new Promise<void>(resolve =>
    child.stderr.on('data', chunk => String(chunk).includes('listening on') && resolve()),
  )
  return { hears: (text: string) => says(child, text) }
}

/** Says how many bytes came by one connection. */
const COUNTING = `
require('net').createServer(c => {
  let bytes = 0
  c.on('data', data => (bytes += data.length)).on('end', () => { process.stdout.write(bytes + ' bytes'); c.end() })
}).listen(80, '0.0.0.0', () => console.log('listening'))`

/** Sends so many bytes. */
const SENDING = `
const [host, bytes] = process.argv.slice(1)
require('net').connect({ host, port: 80 }).end(Buffer.alloc(Number(bytes)))`

/** Sends back what comes. */
const ECHOING = `
require('net').createServer(c => c.pipe(c)).listen(80, '0.0.0.0', () => console.log('listening'))`

/** Sends what it is told by one connection, and prints what comes back. */
const TALKING = `
const [host] = process.argv.slice(1)
const socket = require('net').connect({ host, port: 80 })
process.stdin.pipe(socket).pipe(process.stdout)`
