/** What encryption costs: a peering between Regions beside one inside a Region. Nothing is promised of it. */
import { clientOf, makeVpc, peer } from './clients.ts'
import { gigabitsText, median, milliseconds, print } from './figures.ts'
import { gigabits, has, launch, roundTrip, settled } from './hosts.ts'
import { startIsthmus } from './server.ts'

const ROUNDS = 5
const FAR = 'eu-west-1'

export async function betweenRegions(): Promise<void> {
  if (!has('iperf3')) {
    console.log('| regions: skipped, iperf3 is not installed')
    return
  }
  const server = await startIsthmus('linux')
  const [here, there] = [clientOf(server.endpoint), clientOf(server.endpoint, FAR)]
  const vpcs = [await makeVpc(here, 1), await makeVpc(here, 2), await makeVpc(there, 3)] as const
  const [from] = await launch(server, here, vpcs[0], 1)
  const [near] = await launch(server, here, vpcs[1], 1)
  const [far] = await launch(server, there, vpcs[2], 1)
  if (!from || !near || !far) throw new Error('no instance')
  await peer(here, vpcs[0], vpcs[1])
  await peer(here, vpcs[0], vpcs[2], { ec2: there, region: FAR })
  await settled(server)
  const times = { inside: roundTrip(from, near), between: roundTrip(from, far) }
  const inside: number[] = []
  const between: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    inside.push(await gigabits(from, near))
    between.push(await gigabits(from, far))
  }
  print({
    what: 'ping across a peering between Regions, average',
    measured: milliseconds(times.between),
    floor: `inside a Region ${milliseconds(times.inside)}`,
  })
  print({
    what: 'throughput across a peering between Regions',
    measured: gigabitsText(median(between)),
    floor: `inside a Region ${gigabitsText(median(inside))}`,
  })
  await server.stop()
}
