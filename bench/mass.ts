/** The data plane of many VPCs: built from nothing, as after the machine was started; looked at again; taken away. */
import { execFileSync } from 'node:child_process'
import { clientOf, inParallel, makeVpc } from './clients.ts'
import { milliseconds, print } from './figures.ts'
import { launchQuietly, settled } from './hosts.ts'
import { type Running, startIsthmus } from './server.ts'

const BUDGET = { milliseconds: 5_000, megabytes: 512 }

export async function fromNothing(): Promise<void> {
  for (const vpcs of [10, 100, 1_000]) {
    const before = await network(vpcs)
    const [built, server] = await untilSettled(before)
    const memory = await server.megabytesInAll()
    print({
      what: `${vpcs} VPCs with an instance each, from nothing`,
      measured: milliseconds(built),
      floor: `ip, one by one: ${milliseconds(oneByOne(20) * vpcs)}`,
      budget: milliseconds(BUDGET.milliseconds),
      holds: built <= BUDGET.milliseconds,
    })
    print({
      what: '… memory of the server and what it started',
      measured: `${memory.toFixed(0)} MB`,
      budget: `${BUDGET.megabytes} MB`,
      holds: memory <= BUDGET.megabytes,
    })
    await server.leave()
    const [swept, again] = await untilSettled(server)
    print({
      what: '… a sweep of all, nothing to repair',
      measured: milliseconds(swept),
      budget: milliseconds(BUDGET.milliseconds),
      holds: swept <= BUDGET.milliseconds,
    })
    await again.stop()
  }
}

/** Kept, and nothing of it built yet. */
async function network(vpcs: number): Promise<Running> {
  const server = await startIsthmus('memory')
  const ec2 = clientOf(server.endpoint)
  const numbers = Array.from({ length: vpcs }, (_, n) => n)
  await inParallel(numbers, 8, async n => launchQuietly(ec2, await makeVpc(ec2, n)))
  await server.leave()
  return server
}

/** From the server's `ready` until the data plane is what the API says. */
async function untilSettled(before: Running): Promise<readonly [number, Running]> {
  const server = await startIsthmus('linux', before)
  const began = performance.now()
  await settled(server)
  return [performance.now() - began, server]
}

/** The baseline: two namespaces with a cable and an address, made by one program after another, in milliseconds for each pair. */
function oneByOne(pairs: number): number {
  const names = Array.from({ length: pairs }, (_, n) => `isthmus-bench-${process.pid}-${n}`)
  const ip = (...args: readonly string[]) => execFileSync('ip', args)
  const began = performance.now()
  for (const name of names) {
    for (const one of [name, `${name}-i`]) ip('netns', 'add', one)
    ip('link', 'add', 'eth0', 'netns', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `${name}-i`)
    for (const one of [name, `${name}-i`]) ip('-n', one, 'link', 'set', 'eth0', 'up')
    ip('-n', `${name}-i`, 'addr', 'add', '10.0.0.4/24', 'dev', 'eth0')
  }
  const took = performance.now() - began
  for (const name of names) for (const one of [name, `${name}-i`]) ip('netns', 'del', one)
  return took / pairs
}
