/** What the benches do with SDK v3: the same work against Isthmus and against the floor. */
import {
  AcceptVpcPeeringConnectionCommand,
  CreateRouteCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'

export const clientOf = (endpoint: string, region = 'us-east-1'): EC2Client =>
  new EC2Client({
    endpoint,
    region,
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'bench' },
    maxAttempts: 1,
  })

export interface BenchVpc {
  readonly id: string
  readonly block: string
  readonly routeTableId: string
}

/** A VPC; the n-th has the n-th block of 10.0.0.0/8 and, beyond it, of 11.0.0.0/8 and so on. */
export async function makeVpc(ec2: EC2Client, n: number): Promise<BenchVpc> {
  const block = `${10 + Math.floor(n / 256)}.${n % 256}.0.0/16`
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: block }))
  const id = Vpc?.VpcId ?? ''
  const Filters = [{ Name: 'vpc-id', Values: [id] }]
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  return { id, block, routeTableId: RouteTables?.[0]?.RouteTableId ?? '' }
}

/** Where the accepter's VPC is, if in another Region. */
interface There {
  readonly ec2: EC2Client
  readonly region: string
}

/** Asks, accepts, and routes both sides: four calls. */
export async function peer(ec2: EC2Client, a: BenchVpc, b: BenchVpc, there?: There): Promise<string> {
  const wish = { VpcId: a.id, PeerVpcId: b.id, PeerRegion: there?.region }
  const asked = await ec2.send(new CreateVpcPeeringConnectionCommand(wish))
  const VpcPeeringConnectionId = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  const accepter = there?.ec2 ?? ec2
  await accepter.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  const route = (of: EC2Client, from: BenchVpc, to: BenchVpc) =>
    of.send(
      new CreateRouteCommand({
        RouteTableId: from.routeTableId,
        DestinationCidrBlock: to.block,
        VpcPeeringConnectionId,
      }),
    )
  await route(ec2, a, b)
  await route(accepter, b, a)
  return VpcPeeringConnectionId
}

/** Runs a task for every item, so many at a time. */
export async function inParallel<T>(
  items: readonly T[],
  most: number,
  task: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = items.values()
  const worker = async () => {
    for (const item of rest) await task(item)
  }
  await Promise.all(Array.from({ length: most }, worker))
}

export function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((a, at) => items.slice(at + 1).map(b => [a, b] as const))
}
