/**
 * The whole of it: a server with verified signatures and real packets; two accounts with keys of their own, in two
 * Regions; a peering asked for by one and accepted by the other; connections that outlive restarts; repair by the sweep.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  AcceptVpcPeeringConnectionCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { refused } from '../api/server.ts'
import { Lab } from '../cli/isthmus.ts'
import { network, ping, routeTo } from './networks.ts'

const noPackets = await canRun()
const PARTNER = '222222222222'

/** A client with the keys that the server wrote for an account. */
function clientOf(lab: Lab, endpoint: string, account: string, region: string): EC2Client {
  const text = readFileSync(lab.path('data/aws-credentials'), 'utf8')
  const section = text.split(/^\[/m).find(part => part.startsWith(`${account}]`)) ?? ''
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(section)?.[1] ?? ''
  const credentials = {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
  }
  return new EC2Client({ endpoint, region, credentials, maxAttempts: 1 })
}

/** Two accounts' networks, peered and routed. */
async function peered(lab: Lab, driver: 'linux' | 'memory') {
  let server = await lab.serve('--driver', driver)
  onTestFinished(async () => void (await lab.isthmus('down')))
  await lab.isthmus('account', 'create', 'partner', '--id', PARTNER)
  const us = clientOf(lab, server.endpoint, 'default', 'us-east-1')
  const them = clientOf(lab, server.endpoint, 'partner', 'eu-west-1')
  const [a, b] = [await network(us, '10.1.0.0/16'), await network(them, '10.2.0.0/16')]
  const peer = { PeerVpcId: b.vpcId, PeerOwnerId: PARTNER, PeerRegion: 'eu-west-1' }
  const asked = await us.send(new CreateVpcPeeringConnectionCommand({ VpcId: a.vpcId, ...peer }))
  const VpcPeeringConnectionId = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  const acceptance = new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId })
  const restart = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await server.end(signal)
    server = await lab.serve('--driver', driver)
    expect((await lab.isthmus('wait')).code).toBe(0)
  }
  const route = (ec2: EC2Client, from: typeof a, to: typeof a) =>
    routeTo(ec2, from, to, VpcPeeringConnectionId)
  return { us, them, a, b, id: VpcPeeringConnectionId, acceptance, route, restart }
}

describe('two accounts in two Regions, signatures verified', () => {
  test('only the accepter accepts, and neither sees the other’s resources', async () => {
    const lab = new Lab()
    const { us, them, b, id, acceptance } = await peered(lab, 'memory')
    expect(await refused(us.send(acceptance))).toEqual({
      code: 'OperationNotPermitted',
      message: `User 111111111111 cannot accept peering ${id}`,
      status: 400,
    })
    expect(await refused(us.send(new DescribeVpcsCommand({ VpcIds: [b.vpcId] })))).toMatchObject({
      code: 'InvalidVpcID.NotFound',
    })
    await them.send(acceptance)
    await lab.isthmus('wait')
    for (const side of [us, them]) {
      const shown = await side.send(new DescribeVpcPeeringConnectionsCommand({}))
      expect(shown.VpcPeeringConnections?.map(one => [one.VpcPeeringConnectionId, one.Status?.Code])).toEqual(
        [[id, 'active']],
      )
    }
  })
})

describe.skipIf(noPackets)(`with packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('each missing half is felt, and packets stop with the peering', async () => {
    const lab = new Lab()
    const { us, them, a, b, id, acceptance, route } = await peered(lab, 'linux')
    const reaches = async () => {
      await lab.isthmus('wait')
      const real = await ping(lab, a.instance, b.address)
      const { code } = await lab.isthmus('reach', a.instance, b.instance, '--icmp')
      expect(code === 0, 'the analyser says what the packet does').toBe(real)
      return real
    }
    expect(await reaches()).toBe(false)
    await them.send(acceptance)
    await route(us, a, b)
    expect(await reaches()).toBe(false)
    await route(them, b, a)
    expect(await reaches()).toBe(true)
    expect(await ping(lab, b.instance, a.address)).toBe(true)
    await them.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }))
    expect(await reaches()).toBe(false)
  })

  test('a connection outlives a restart and a kill -9 of the server', async () => {
    const lab = new Lab()
    const { us, them, a, b, acceptance, route, restart } = await peered(lab, 'linux')
    await them.send(acceptance)
    await route(us, a, b)
    await route(them, b, a)
    await lab.isthmus('wait')
    const namespace = (instance: string) => `/run/netns/${namespaceOf(instance)}`
    const echo = inside(namespace(b.instance), ECHO_SERVER)
    await nextLine(echo)
    const client = inside(namespace(a.instance), ECHO_CLIENT, b.address)
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const before = Number(await nextLine(client))
      await restart(signal)
      await vi.waitFor(async () => expect(Number(await nextLine(client))).toBeGreaterThan(before + 5), 10_000)
    }
    expect(client.exitCode).toBeNull()
  })

  test('what is removed by hand is repaired by the sweep', async () => {
    const lab = new Lab()
    const { us, them, a, b, acceptance, route, restart } = await peered(lab, 'linux')
    await them.send(acceptance)
    await route(us, a, b)
    await route(them, b, a)
    await lab.isthmus('wait')
    expect(await ping(lab, a.instance, b.address)).toBe(true)
    const [mark = ''] = namespaceOf(a.instance).split('-i-')
    const router = `${mark}-${a.vpcId}`
    const damages: readonly (readonly string[])[] = [
      ['ip', 'netns', 'del', `${mark}-${b.instance}`],
      ['ip', 'netns', 'del', router],
      ['nsenter', `--net=/run/netns/${router}`, 'ip', 'rule', 'flush'],
      ['nsenter', `--net=/run/netns/${router}`, 'nft', 'flush', 'ruleset'],
    ]
    for (const [command = '', ...args] of damages) {
      execFileSync(command, args)
      await restart('SIGTERM')
      expect(await ping(lab, a.instance, b.address), [command, ...args].join(' ')).toBe(true)
    }
  })
})

function namespaceOf(instance: string): string {
  const listing = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })
  const name = listing.split(/\s/).find(word => word.endsWith(`-${instance}`))
  if (!name) throw new Error(`no namespace for ${instance}`)
  return name
}

const ECHO_SERVER = `require('node:net').createServer(s => s.pipe(s)).listen(7, () => console.log('listening'))`
/** Sends numbers over one connection and prints those that come back. */
const ECHO_CLIENT = `
const socket = require('node:net').connect(7, process.argv[1])
socket.on('data', data => process.stdout.write(data)).on('close', () => process.exit(1)).on('error', () => process.exit(1))
let n = 0
setInterval(() => socket.write(++n + '\\n'), 20)`

function inside(netns: string, script: string, ...args: readonly string[]): ChildProcess {
  const command = [`--net=${netns}`, '--', process.execPath, '-e', script, ...args]
  const child = spawn('nsenter', command, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function nextLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read')
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  lines.close()
  return line
}
