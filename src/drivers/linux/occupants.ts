/** The processes inside a namespace, found as `ip netns pids` does: by comparing what /proc/{pid}/ns/net leads to. */
import { readdir, stat } from 'node:fs/promises'
import { netnsFile } from './names.ts'

/** Ends every process in these namespaces, and those that were started meanwhile. Namespaces that are not there are empty. */
export async function endOccupants(namespaces: readonly string[]): Promise<void> {
  const identities = new Set(await Promise.all(namespaces.map(one => identityOf(netnsFile(one)))))
  // Should someone have put the machine's own namespace under one of our names, it is still not ours.
  identities.delete(await identityOf('/proc/self/ns/net'))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const occupants = await processesIn(identities)
    if (occupants.length === 0) return
    for (const pid of occupants) end(pid)
  }
}

/** A process that is ending stays in /proc for a moment; what forks faster than this is left to the next sweep. */
const MOST_ROUNDS = 20

/** The processes in each of these namespaces. */
export async function occupantsOf(
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (namespaces.length === 0) return new Map()
  const places = await Promise.all(
    (await pidsOfOthers()).map(async pid => [pid, await identityOf(`/proc/${pid}/ns/net`)] as const),
  )
  const byPlace = Map.groupBy(places, ([, place]) => place)
  return new Map(
    await Promise.all(
      namespaces.map(async namespace => {
        const own = await identityOf(netnsFile(namespace))
        const inside = own === undefined ? [] : (byPlace.get(own) ?? [])
        return [namespace, inside.map(([pid]) => pid)] as const
      }),
    ),
  )
}

const pidsOfOthers = async (): Promise<readonly number[]> =>
  (await readdir('/proc')).map(Number).filter(pid => pid > 0 && pid !== process.pid)

async function processesIn(identities: ReadonlySet<string | undefined>): Promise<readonly number[]> {
  const pids = await pidsOfOthers()
  const found = await Promise.all(pids.map(pid => identityOf(`/proc/${pid}/ns/net`)))
  return pids.filter((_, at) => found[at] !== undefined && identities.has(found[at]))
}

/** Which namespace a file stands for; undefined if there is none, or the process has just ended. */
async function identityOf(file: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(file)
    return `${dev}:${ino}`
  } catch {
    return undefined
  }
}

/** Ends a process; one that has ended already is no error. */
export function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
