/** The data plane's rows, with real packets: from CreateRoute to the first packet, and throughput beside a bare veth. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CreateRouteCommand, DeleteRouteCommand, type EC2Client } from '@aws-sdk/client-ec2'
import { type BenchVpc, clientOf, inParallel, makeVpc, peer } from './clients.ts'
import { gigabitsText, median, milliseconds, print } from './figures.ts'
import { gigabits, type Host, has, inside, launch, launchQuietly, roundTrip, settled } from './hosts.ts'
import { type Running, startIsthmus } from './server.ts'

const ROUNDS = 15

export async function firstPacket(): Promise<void> {
  for (const vpcs of [10, 1_000]) {
    const server = await startIsthmus('linux')
    const ec2 = clientOf(server.endpoint)
    const [a, b, ...others] = await Promise.all(Array.from({ length: vpcs }, (_, n) => makeVpc(ec2, n)))
    if (!a || !b) throw new Error('two VPCs at least')
    const [from] = await launch(server, ec2, a, 1)
    const [to] = await launch(server, ec2, b, 1)
    if (!from || !to) throw new Error('no instance')
    await inParallel(others, 8, vpc => launchQuietly(ec2, vpc))
    const peering = await peer(ec2, a, b)
    await settled(server)
    const samples: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      samples.push(await untilFirstPacket(server, ec2, { a, b, peering, from, to }))
    const time = median(samples)
    print({
      what: `CreateRoute answered → first packet, ${vpcs} VPCs`,
      measured: milliseconds(time),
      budget: '20 ms',
      holds: time <= 20,
    })
    await server.stop()
  }
}

interface Pair {
  readonly a: BenchVpc
  readonly b: BenchVpc
  readonly peering: string
  readonly from: Host
  readonly to: Host
}

/** A ping every 2 ms tells to that precision when packets begin to pass. */
async function untilFirstPacket(
  server: Running,
  ec2: EC2Client,
  { a, b, peering, from, to }: Pair,
): Promise<number> {
  const route = { RouteTableId: a.routeTableId, DestinationCidrBlock: b.block }
  await ec2.send(new DeleteRouteCommand(route))
  await settled(server)
  const ping = spawn(...inside(from.netns, 'ping', '-n', '-D', '-i', '0.002', '-w', '5', to.address), {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const first = firstReply(ping)
  await ec2.send(new CreateRouteCommand({ ...route, VpcPeeringConnectionId: peering }))
  const answered = Date.now()
  const passed = await first
  ping.kill('SIGINT')
  return Math.max(0, passed - answered)
}

async function firstReply(ping: ChildProcess): Promise<number> {
  if (!ping.stdout) throw new Error('no output to read')
  for await (const line of createInterface({ input: ping.stdout })) {
    const at = /^\[([\d.]+)\] \d+ bytes from/.exec(line)?.[1]
    if (at) return Number(at) * 1_000
  }
  throw new Error('no packet came through')
}

export async function throughput(): Promise<void> {
  if (!has('iperf3')) {
    console.log('| throughput: skipped, iperf3 is not installed')
    return
  }
  const server = await startIsthmus('linux')
  const ec2 = clientOf(server.endpoint)
  const [a, b] = [await makeVpc(ec2, 1), await makeVpc(ec2, 2)]
  const [from, neighbour] = await launch(server, ec2, a, 2)
  const [to] = await launch(server, ec2, b, 1)
  if (!from || !neighbour || !to) throw new Error('no instance')
  await peer(ec2, a, b)
  await settled(server)
  const bare = makeBareVeth()
  const times = [roundTrip(from, to), roundTrip(from, neighbour), roundTrip(...bare.hosts)] as const
  const across: number[] = []
  const within: number[] = []
  const veth: number[] = []
  for (let round = 0; round < 5; round++) {
    across.push(await gigabits(from, to))
    within.push(await gigabits(from, neighbour))
    veth.push(await gigabits(...bare.hosts))
  }
  bare.remove()
  const [peering, inVpc, plain] = [median(across), median(within), median(veth)]
  const row = { floor: `bare veth ${gigabitsText(plain)}` }
  print({
    ...row,
    what: 'throughput inside the VPC',
    measured: gigabitsText(inVpc),
    budget: '0.8 × bare veth',
    holds: inVpc >= plain * 0.8,
  })
  print({
    what: 'ping inside the VPC, average',
    measured: milliseconds(times[1]),
    floor: `bare veth ${milliseconds(times[2])}`,
    budget: 'bare veth + 0.1 ms',
    holds: times[1] <= times[2] + 0.1,
  })
  print({
    what: 'ping across a peering, average',
    measured: milliseconds(times[0]),
    floor: `inside the VPC ${milliseconds(times[1])}`,
    budget: 'inside the VPC + 0.1 ms',
    holds: times[0] <= times[1] + 0.1,
  })
  print({
    what: 'throughput across a peering',
    measured: `${gigabitsText(peering)} (${(peering / inVpc).toFixed(2)} × inside)`,
    floor: `inside the VPC ${gigabitsText(inVpc)}`,
    budget: '0.95 × inside the VPC',
    holds: peering >= inVpc * 0.95,
  })
  await server.stop()
}

/** The baseline: two namespaces with nothing between them but a veth of the same MTU. */
function makeBareVeth() {
  const names = [`isthmus-bench-${process.pid}-a`, `isthmus-bench-${process.pid}-b`] as const
  const [a, b] = names
  const ip = (...args: string[]) => execFileSync('ip', args)
  for (const name of names) ip('netns', 'add', name)
  ip(
    'link',
    'add',
    'eth0',
    'mtu',
    '9001',
    'netns',
    a,
    'type',
    'veth',
    'peer',
    'name',
    'eth0',
    'mtu',
    '9001',
    'netns',
    b,
  )
  const hosts = names.map((name, at) => ({ netns: `/run/netns/${name}`, address: `10.255.255.${at + 1}` }))
  for (const [at, name] of names.entries()) {
    ip('-n', name, 'addr', 'add', `10.255.255.${at + 1}/24`, 'dev', 'eth0')
    ip('-n', name, 'link', 'set', 'eth0', 'up')
  }
  const remove = () => {
    for (const name of names) ip('netns', 'del', name)
  }
  return { hosts: hosts as [Host, Host], remove }
}
