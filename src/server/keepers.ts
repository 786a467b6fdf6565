/**
 * Instances that live as long as a process (`isthmus run`): whose process that is, a file for each in the data directory. The
 * process terminates its instance when it ends; should it have been killed, or the machine have been off, the next start
 * of the server finds it gone.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginningOf } from '../drivers/linux/beginning.ts'
import { requested } from '../model/instance-lifecycle.ts'
import type { Applied, Change, Network } from '../model/network.ts'

export class Keepers {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = join(directory, 'keepers')
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
  }

  /** The instance ends with this process of the machine. */
  set(instanceId: string, pid: number): void {
    writeFileSync(this.#fileOf(instanceId), processNow(pid) ?? '', { mode: 0o600 })
  }

  /** What follows for the instances whose process is gone: they are terminated, as it would have done. */
  bereave(network: Network, now: number): readonly Change[] {
    return readdirSync(this.#directory).flatMap(id => {
      const instance = network.instances.get(id)
      return instance && !this.#isAlive(id) ? requested(network, instance, 'terminate', now) : []
    })
  }

  /** An instance that is no more needs no process. */
  note(applied: readonly Applied[]): void {
    for (const { before, after } of applied) {
      if (before?.kind === 'instance' && !after) rmSync(this.#fileOf(before.id), { force: true })
    }
  }

  #fileOf = (instanceId: string): string => join(this.#directory, instanceId)

  #isAlive(instanceId: string): boolean {
    const written = readFileSync(this.#fileOf(instanceId), 'utf8')
    return written !== '' && written === processNow(Number.parseInt(written, 10))
  }
}

/**
 * A process as nobody else can be, on this machine or after it was off: its number, when it began, and since when the
 * machine runs; undefined if there is none.
 */
function processNow(pid: number): string | undefined {
  const began = beginningOf(pid)
  return began && `${pid} ${began} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
}
