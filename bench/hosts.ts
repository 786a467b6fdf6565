/** Instances of a server, real and ready, and what is measured from one to another. */
import { execFileSync, spawn } from 'node:child_process'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSubnetCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import type { BenchVpc } from './clients.ts'
import type { Running } from './server.ts'

export interface Host {
  readonly netns: string
  readonly address: string
}

/** A VPC's subnet, open group and instances, real and ready. */
export async function launch(
  server: Running,
  ec2: EC2Client,
  vpc: BenchVpc,
  instances: number,
): Promise<readonly Host[]> {
  await openDefaultGroup(ec2, vpc)
  const { Instances = [] } = await launchQuietly(ec2, vpc, instances)
  await settled(server)
  return Promise.all(
    Instances.map(async ({ InstanceId, PrivateIpAddress: address = '' }) => {
      const where = await fetch(`${server.endpoint}/_isthmus/places/${InstanceId}`)
      const place = (await where.json()) as { location: { netns: string } }
      return { address, netns: place.location.netns }
    }),
  )
}

async function openDefaultGroup(ec2: EC2Client, vpc: BenchVpc): Promise<void> {
  const Filters = [{ Name: 'vpc-id', Values: [vpc.id] }]
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
  const GroupId = SecurityGroups?.[0]?.GroupId
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
}

export async function settled(server: Running): Promise<void> {
  const answer = (await (await fetch(`${server.endpoint}/_isthmus/wait`)).json()) as {
    failures: readonly unknown[]
  }
  if (answer.failures.length > 0) throw new Error(`the data plane failed: ${JSON.stringify(answer.failures)}`)
}

export const inside = (netns: string, ...command: string[]): readonly [string, readonly string[]] => [
  'nsenter',
  [`--net=${netns}`, '--', ...command],
]

/** A subnet with instances, not waited for. */
export async function launchQuietly(ec2: EC2Client, vpc: BenchVpc, instances = 1) {
  const CidrBlock = vpc.block.replace('.0.0/16', '.1.0/24')
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc.id, CidrBlock }))
  const ImageId = 'ami-0123456789abcdef0'
  const wish = { ImageId, SubnetId: Subnet?.SubnetId, MinCount: instances, MaxCount: instances }
  return ec2.send(new RunInstancesCommand(wish))
}

const SECONDS = '2'

/** The average of 500 pings, in milliseconds. */
export function roundTrip(from: Host, to: Host): number {
  const [command, args] = inside(from.netns, 'ping', '-q', '-c', '500', '-i', '0.002', to.address)
  const said = execFileSync(command, args, { encoding: 'utf8', timeout: 15_000 })
  return Number(/= [\d.]+\/([\d.]+)\//.exec(said)?.[1])
}

export async function gigabits(from: Host, to: Host): Promise<number> {
  const server = spawn(...inside(to.netns, 'iperf3', '-s', '-1', '-J'), {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  server.stdout.resume()
  await listening(to)
  const [command, args] = inside(from.netns, 'iperf3', '-c', to.address, '-t', SECONDS, '-J')
  const report = JSON.parse(
    execFileSync(command, args, { encoding: 'utf8', timeout: 15_000, maxBuffer: 1e8 }),
  )
  return report.end.sum_received.bits_per_second / 1e9
}

const IPERF_PORT = '5201'

/** Until the server has its socket: asked of the kernel, at most two seconds long. */
async function listening({ netns }: Host): Promise<void> {
  const [command, args] = inside(netns, 'ss', '-Hltn', `sport = :${IPERF_PORT}`)
  for (const until = Date.now() + 2_000; Date.now() < until; ) {
    if (execFileSync(command, args, { encoding: 'utf8' }).trim()) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('iperf3 does not listen')
}

export function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
