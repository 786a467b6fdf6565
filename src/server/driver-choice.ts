/**
 * Which data plane a server has. What it makes bears the mark of the data directory, so that several servers on one
 * machine do not touch each other's, and what a killed server left can be taken away without it.
 */
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Driver } from '../drivers/driver.ts'
import { canRun, isRoot } from '../drivers/linux/can-run.ts'
import { createLinuxDriver } from '../drivers/linux/driver.ts'
import { createKernel } from '../drivers/linux/kernel/kernel.ts'
import { createMemoryDriver } from '../drivers/memory/driver.ts'
import type { Store } from '../store/store.ts'

export type DriverName = 'memory' | 'linux'

/** The data plane that was asked for cannot run on this machine; the message says why. */
export class DriverUnusable extends Error {}

const MARK = 'mark'
/** From it the keys of peerings between Regions are derived: docs/decisions. */
const SECRET = 'secret'

export interface DriverWish {
  /** Absent: `linux` where it can run, else `memory`. */
  readonly asked: DriverName | undefined
  /** The server's time, in milliseconds. */
  readonly now: () => number
  /** Whether the Internet leads out to the machine's real network. */
  readonly egress: boolean
}

/** The data plane asked for. Throws DriverUnusable. */
export async function chooseDriver(
  { asked, now, egress }: DriverWish,
  store: Store,
  log: Logger,
): Promise<Driver> {
  if (asked === 'memory') return createMemoryDriver() as Driver
  const kernel = createKernel()
  const reason = await canRun(kernel)
  if (reason === undefined) {
    const [mark, secret] = [await drawn(store, MARK, 3), await drawn(store, SECRET, 32)]
    return createLinuxDriver({ mark, secret, now, egress, kernel }) as Driver
  }
  await kernel.close()
  if (asked === 'linux') throw new DriverUnusable(`The linux data plane cannot run here: ${reason}.`)
  log.warn(`no packets: the linux data plane cannot run here (${reason}); using the memory driver`)
  return createMemoryDriver() as Driver
}

/** So many random bytes, in hexadecimal digits: drawn once for each data directory. */
async function drawn(store: Store, name: string, bytes: number): Promise<string> {
  const before = await store.setting(name)
  if (before !== undefined) return before
  const digits = randomBytes(bytes).toString('hex')
  await store.setSetting(name, digits)
  return digits
}

/**
 * Takes away what a server that is no more has left on this machine; true if its data plane was made of packets. An
 * ordinary user outside of the server's namespaces (`holder.ts`) has nothing: they are gone.
 */
export async function removeLeftovers(store: Store): Promise<boolean> {
  const mark = await store.setting(MARK)
  if (mark === undefined || !isRoot()) return false
  await createLinuxDriver({ mark }).down()
  return true
}
