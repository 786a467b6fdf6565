/**
 * What instances have printed: a file for each in the data directory, written by whoever runs something in one, and kept
 * as long as the instance is shown.
 */
import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsoleReader } from '../model/console.ts'
import type { Applied } from '../model/network.ts'

/** The longest piece that is read at a time, in bytes. */
const MOST = 64 * 1024

export class Consoles {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = join(directory, 'consoles')
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
  }

  fileOf = (instanceId: string): string => join(this.#directory, `${instanceId}.log`)

  append(instanceId: string, text: string | Buffer): void {
    appendFileSync(this.fileOf(instanceId), text, { mode: 0o600 })
  }

  /** What was printed from an offset on, up to 64 KiB. */
  from = (instanceId: string, start: number): Buffer =>
    this.#read(instanceId, () => start)?.bytes ?? Buffer.of()

  last: ConsoleReader = instanceId => {
    const printed = this.#read(instanceId, size => Math.max(0, size - MOST))
    return printed && { base64: printed.bytes.toString('base64'), age: Date.now() - printed.at }
  }

  /** An instance that is no more has no console. */
  note(applied: readonly Applied[]): void {
    for (const { before, after } of applied) {
      if (before?.kind === 'instance' && !after) rmSync(this.fileOf(before.id), { force: true })
    }
  }

  #read(instanceId: string, startIn: (size: number) => number) {
    const file = open(this.fileOf(instanceId))
    if (file === undefined) return undefined
    try {
      const { size, mtimeMs: at } = fstatSync(file)
      const start = Math.min(startIn(size), size)
      const bytes = Buffer.alloc(Math.min(size - start, MOST))
      readSync(file, bytes, 0, bytes.length, start)
      return { bytes, at }
    } finally {
      closeSync(file)
    }
  }
}

function open(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
