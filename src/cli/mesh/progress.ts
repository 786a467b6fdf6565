/** How far a plan has been carried out: a bar on a terminal, else a line now and then. */
import { printable } from '../../mesh/show-text.ts'
import type { Result } from './carry-out.ts'

export interface Progress {
  settled(result: Result): void
  /** Clears the bar away. */
  end(): void
}

export const SILENT: Progress = { settled: () => undefined, end: () => undefined }

export const progressOn = (stream: NodeJS.WriteStream, total: number): Progress =>
  stream.isTTY ? bar(stream, total) : lines(stream, total)

const BAR = 24
const REDRAW = 50
const CLEAR_LINE = '\r\u001b[2K'

function bar(stream: NodeJS.WriteStream, total: number): Progress {
  let settled = 0
  let drawn = 0
  return {
    settled: ({ call: { what } }) => {
      settled++
      if (performance.now() - drawn < REDRAW && settled < total) return
      drawn = performance.now()
      const filled = Math.floor((settled / total) * BAR)
      const line = `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${settled}/${total} ${printable(what)}`
      stream.write(`${CLEAR_LINE}${line.slice(0, (stream.columns || 80) - 1)}`)
    },
    end: () => void stream.write(CLEAR_LINE),
  }
}

const STEPS = 10

function lines(stream: NodeJS.WriteStream, total: number): Progress {
  let settled = 0
  return {
    settled: () => {
      settled++
      const step = (n: number) => Math.floor((n / total) * STEPS)
      if (step(settled) > step(settled - 1)) stream.write(`${settled} of ${total} calls\n`)
    },
    end: () => undefined,
  }
}
