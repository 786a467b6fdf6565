/** The API's rows: latency, the whole list, a full mesh, signed requests a second, cold start, memory. */
import {
  CreateSecurityGroupCommand,
  DescribeVpcPeeringConnectionsCommand,
  type DescribeVpcPeeringConnectionsCommandInput,
  type EC2Client,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2'
import { clientOf, inParallel, makeVpc, pairs, peer } from './clients.ts'
import { median, milliseconds, print, quantile, timed } from './figures.ts'
import { type Running, started, startIsthmus } from './server.ts'
import { requestsASecond } from './signed.ts'

const canned = (peerings: number) =>
  started(process.execPath, [`${import.meta.dirname}/canned.ts`, String(peerings)])

const describe = (ec2: EC2Client, input: DescribeVpcPeeringConnectionsCommandInput) => () =>
  ec2.send(new DescribeVpcPeeringConnectionsCommand(input))

/** Runs the same task against both, alternating in blocks, so that a noisy machine is noisy for both. */
async function beside(
  ours: () => Promise<unknown>,
  floors: () => Promise<unknown>,
  runs: number,
  blocks = 5,
) {
  const samples = { ours: [] as number[], floor: [] as number[] }
  await timed(Math.ceil(runs / 10), ours)
  await timed(Math.ceil(runs / 10), floors)
  for (let block = 0; block < blocks; block++) {
    samples.ours.push(...(await timed(Math.ceil(runs / blocks), ours)))
    samples.floor.push(...(await timed(Math.ceil(runs / blocks), floors)))
  }
  return samples
}

export async function coldStart(): Promise<void> {
  const samples: number[] = []
  const memory: number[] = []
  for (let run = 0; run < 5; run++) {
    const began = performance.now()
    const server = await startIsthmus('memory')
    await fetch(`${server.endpoint}/?Action=DescribeRegions&Version=2016-11-15`)
    samples.push(performance.now() - began)
    memory.push(await server.megabytes())
    await server.stop()
  }
  const [time, size] = [median(samples), median(memory)]
  print({
    what: 'cold start to first answer',
    measured: milliseconds(time),
    budget: '300 ms',
    holds: time <= 300,
  })
  print({ what: 'memory at start', measured: `${size.toFixed(0)} MB`, budget: '80 MB', holds: size <= 80 })
}

/** A star of so many peerings around hubs, as quotas allow. */
async function withPeerings(ec2: EC2Client, wanted: number): Promise<readonly string[]> {
  const most = 100
  const ids: string[] = []
  let n = 0
  while (ids.length < wanted) {
    const hub = await makeVpc(ec2, n++)
    const spokes = Array.from({ length: Math.min(most, wanted - ids.length) }, () => n++)
    await inParallel(spokes, 16, async spoke => ids.push(await peer(ec2, hub, await makeVpc(ec2, spoke))))
  }
  return ids
}

export async function latency(): Promise<void> {
  for (const peerings of [1, 100, 1_000]) {
    const server = await startIsthmus('memory')
    const floor = await canned(1)
    const [ec2, base] = [clientOf(server.endpoint), clientOf(floor.endpoint)]
    const [id = ''] = await withPeerings(ec2, peerings)
    const input = { VpcPeeringConnectionIds: [id] }
    const { ours, floor: least } = await beside(describe(ec2, input), describe(base, input), 2_000)
    for (const [name, part, more] of [
      ['p50', 0.5, 0.5],
      ['p99', 0.99, 2],
    ] as const) {
      const [us, them] = [quantile(ours, part), quantile(least, part)]
      print({
        what: `one call, ${peerings} peerings present, ${name}`,
        measured: milliseconds(us),
        floor: milliseconds(them),
        budget: `floor + ${more} ms`,
        holds: us <= them + more,
      })
    }
    if (peerings === 1_000) await wholeList(server, ec2)
    await floor.stop()
    await server.stop()
  }
}

async function wholeList(server: Running, ec2: EC2Client): Promise<void> {
  const floor = await canned(1_000)
  const base = clientOf(floor.endpoint)
  const all = await beside(describe(ec2, {}), describe(base, {}), 40, 4)
  const [us, them] = [median(all.ours), median(all.floor)]
  print({
    what: 'DescribeVpcPeeringConnections, all 1,000',
    measured: milliseconds(us),
    floor: milliseconds(them),
    budget: 'floor + 20 ms',
    holds: us <= them + 20,
  })
  const { VpcPeeringConnections: list } = await describe(ec2, { MaxResults: 5 })()
  const Filters = [{ Name: 'requester-vpc-info.vpc-id', Values: [list?.[0]?.RequesterVpcInfo?.VpcId ?? ''] }]
  const AccepterFilters = [
    { Name: 'accepter-vpc-info.vpc-id', Values: [list?.[0]?.AccepterVpcInfo?.VpcId ?? ''] },
  ]
  const filtered = median(await timed(200, describe(ec2, { Filters: [...Filters, ...AccepterFilters] })))
  print({ what: '… with a filter', measured: milliseconds(filtered), budget: '2 ms', holds: filtered <= 2 })
  const size = await server.megabytes()
  print({
    what: 'memory at 1,000 peerings',
    measured: `${size.toFixed(0)} MB`,
    budget: '120 MB',
    holds: size <= 120,
  })
  await floor.stop()
}

/** As many groups as a Region may have: ours, and the default ones of two VPCs. */
export async function manyGroups(): Promise<void> {
  const server = await startIsthmus('memory')
  const ec2 = clientOf(server.endpoint)
  const { id: VpcId } = await makeVpc(ec2, 0)
  const names = Array.from({ length: 9_998 }, (_, n) => `group-${n}`)
  await inParallel(names, 16, GroupName =>
    ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName })),
  )
  const list = async (Filters: { Name: string; Values: string[] }[]) => {
    for await (const page of paginateDescribeSecurityGroups({ client: ec2, pageSize: 1_000 }, { Filters }))
      void page
  }
  const all = median(await timed(3, () => list([])))
  print({
    what: 'DescribeSecurityGroups, all 10,000 in pages of 1,000',
    measured: milliseconds(all),
    budget: '3000 ms',
    holds: all <= 3_000,
  })
  const one = median(await timed(50, () => list([{ Name: 'group-name', Values: ['group-9997'] }])))
  print({ what: '… with a filter', measured: milliseconds(one), budget: '25 ms', holds: one <= 25 })
  await server.stop()
}

export async function mesh(): Promise<void> {
  for (const vpcs of [20, 50]) {
    const server = await startIsthmus('memory')
    const floor = await canned(1)
    const cpu = await server.cpuSeconds()
    const [us, them] = [await meshSeconds(server.endpoint, vpcs), await meshSeconds(floor.endpoint, vpcs)]
    const used = (await server.cpuSeconds()) - cpu
    print({
      what: `full mesh of ${vpcs} VPCs (${(vpcs * (vpcs - 1)) / 2} peerings, 16 at a time)`,
      measured: `${us.toFixed(2)} s`,
      floor: `${them.toFixed(2)} s`,
      budget: '1.25 × floor',
      holds: us <= them * 1.25,
    })
    if (vpcs === 50)
      print({
        what: '… CPU of the server',
        measured: `${used.toFixed(2)} s`,
        budget: '2 s',
        holds: used <= 2,
      })
    await floor.stop()
    await server.stop()
  }
}

async function meshSeconds(endpoint: string, vpcs: number): Promise<number> {
  const ec2 = clientOf(endpoint)
  const began = performance.now()
  const members = await Promise.all(Array.from({ length: vpcs }, (_, n) => makeVpc(ec2, n)))
  await inParallel(pairs(members), 16, ([a, b]) => peer(ec2, a, b))
  ec2.destroy()
  return (performance.now() - began) / 1_000
}

export async function signed(): Promise<void> {
  for (const { what, budget, kind } of [
    { what: 'signed requests a second and core, small answer', budget: 5_000, kind: 'read' },
    { what: 'signed durable writes a second and core', budget: 2_500, kind: 'write' },
  ] as const) {
    const { seen, perCore } = await requestsASecond(kind)
    const measured = `${perCore.toFixed(0)} per core-second`
    print({
      what,
      measured,
      floor: `seen by the client ${seen.toFixed(0)} /s`,
      budget: `${budget} /s`,
      holds: perCore >= budget,
    })
  }
}
