/** As an ordinary user who may open /dev/net/tun, as on most machines: peering between Regions, and out to the machine's network. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  AcceptVpcPeeringConnectionCommand,
  CreateVpcPeeringConnectionCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { CHECKOUT, ISTHMUS, type Lab } from '../cli/isthmus.ts'
import { labWithTun, NOBODY, whyNobodyHasNoPackets, whyNobodyHasNoTun } from '../cli/nobody.ts'
import { says, stop } from '../conformance/inside.ts'
import { SAYING, serving } from '../conformance/programs.ts'
import { network, ping, routeTo } from './networks.ts'
import { processesIn, userNamespaceOf } from './user-namespace.ts'
import { launchOnline, MACHINE, makeWorld, saidToReach, seenFromWorld } from './world.ts'

const reason = whyNobodyHasNoPackets() ?? whyNobodyHasNoTun()
const SLOW = { timeout: 180_000 }

const SCENARIOS = readdirSync(join(CHECKOUT, 'test/scenarios'))
  .filter(name => name.endsWith('.scenario'))
  .map(name => basename(name, '.scenario'))

const READY = { code: 0, stdout: '', stderr: '' }

/** Two networks in two Regions, peered and routed. */
async function twoRegions(endpoint: string) {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'any' }
  const [here, there] = ['us-east-1', 'eu-west-1'].map(
    region => new EC2Client({ endpoint, region, credentials }),
  ) as [EC2Client, EC2Client]
  const [a, b] = [await network(here, '10.1.0.0/16'), await network(there, '10.2.0.0/16')]
  const asked = await here.send(
    new CreateVpcPeeringConnectionCommand({ VpcId: a.vpcId, PeerVpcId: b.vpcId, PeerRegion: 'eu-west-1' }),
  )
  const VpcPeeringConnectionId = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  await there.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await routeTo(here, a, b, VpcPeeringConnectionId)
  await routeTo(there, b, a, VpcPeeringConnectionId)
  return { a, b }
}

const commandOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0', 1)[0] ?? ''

/** What comes before a command that is to run where a process of this user namespace has its network. Root enters as it is. */
function besides(namespace: string, program: string): readonly string[] {
  const pid = processesIn(namespace).find(one => commandOf(one) === program) ?? expect.fail(`no ${program}`)
  const asUser = NOBODY ? [] : ['--preserve-credentials', '--user']
  return ['nsenter', ...asUser, '--net', `--target=${pid}`, '--']
}

/** All that is on the link between two Regions, from now on. */
async function captureLink(way: readonly string[]) {
  const [program = '', ...args] = [...way, ISTHMUS, 'tap', 'lo']
  const child = spawn(program, args)
  onTestFinished(() => stop(child))
  await once(child.stdout, 'data')
  return child
}

const say = async (lab: Lab, from: string, to: string, text: string): Promise<void> => {
  const saying = [process.execPath, '-e', SAYING, to, text]
  expect((await lab.isthmus('exec', from, '--', ...saying)).code).toBe(0)
}

describe.skipIf(reason)(`as an ordinary user${reason ? ` (skipped: ${reason})` : ''}`, SLOW, () => {
  test('between Regions: encrypted, also after kill -9, and nothing is left of it', async () => {
    const lab = labWithTun()
    const serve = () => lab.serve('--driver', 'linux', '--auth', 'open')
    let server = await serve()
    onTestFinished(async () => void (await lab.isthmus('down')))
    const { a, b } = await twoRegions(server.endpoint)
    expect(await lab.isthmus('wait')).toEqual(READY)
    expect(await ping(lab, a.instance, b.address)).toBe(true)
    expect(await ping(lab, b.instance, a.address)).toBe(true)

    const namespace = userNamespaceOf(server.pid)
    const way = besides(namespace, 'wireguard-go')
    const link = await captureLink(way)
    const heard = says(link, 'the end of it')
    await say(lab, a.instance, b.address, 'what nobody else shall read')
    const [program = '', ...args] = [...way, process.execPath, '-e', SAYING, '127.0.0.1', 'the end of it']
    await once(spawn(program, args), 'exit')
    expect(await heard).not.toContain('what nobody else shall read')
    expect((await heard).length).toBeGreaterThan(200)

    const processes = () => processesIn(namespace).filter(pid => commandOf(pid) === 'wireguard-go')
    const before = processes()
    await server.end('SIGKILL')
    server = await serve()
    expect(await lab.isthmus('wait')).toEqual(READY)
    expect(await ping(lab, a.instance, b.address)).toBe(true)
    expect(processes()).toEqual(before)
    await server.end('SIGKILL')
    expect((await lab.isthmus('down')).stdout).toBe('What the server left is taken away.\n')
    await vi.waitFor(() => expect(processesIn(namespace)).toEqual([]), 10_000)
  })

  test('every scenario', async () => {
    const lab = labWithTun()
    await lab.serve('--driver', 'linux', '--auth', 'open', '--classiclink')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const { code, stdout, stderr } = await lab.run(join(CHECKOUT, 'examples/play'), ['--open', ...SCENARIOS])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/^== .*/gm)).toHaveLength(SCENARIOS.length)
  })

  const noWorld = NOBODY ? '' : ' (skipped: the world wants root)'
  test.skipIf(noWorld)(`out to the network of the machine, and nothing is left of it${noWorld}`, async () => {
    const { machine, world } = makeWorld()
    const lab = labWithTun(machine)
    const server = await lab.serve('--driver', 'linux', '--egress')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const namespace = userNamespaceOf(server.pid)
    const instance = await launchOnline(lab)
    expect(await lab.isthmus('wait')).toEqual(READY)
    await serving(world, 80, async () => {
      expect(await seenFromWorld(lab, instance)).toEqual(Object.values(MACHINE))
      expect(await saidToReach(lab, instance)).toEqual([true, true])
    })
    expect((await lab.isthmus('down')).stdout).toBe('The server is down.\n')
    await vi.waitFor(() => expect(processesIn(namespace)).toEqual([]), 10_000)
  })
})
