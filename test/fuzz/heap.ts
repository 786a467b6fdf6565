/** How much memory is in use when everything that nobody needs is gone. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes: the heap, and what it holds outside. What waits for a turn of the event loop to end goes first. */
export async function bytesInUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await new Promise(resolve => setImmediate(resolve))
    collectGarbage()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

export const megabytes = (sizes: readonly number[]): string =>
  sizes.map(size => (size / 1e6).toFixed(1)).join(' ')

/**
 * By how much the memory has grown after a third of the rounds, which warm up. Sizes go up and down by a megabyte from
 * one round to the next, so of two neighbours the smaller counts.
 */
export function growth(sizes: readonly number[]): number {
  const warm = Math.floor(sizes.length / 3)
  return Math.min(...sizes.slice(-2)) - Math.min(...sizes.slice(warm, warm + 2))
}

/** In bytes, whatever the number of rounds. */
export const MOST_GROWTH = 1_200_000
