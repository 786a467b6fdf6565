/** Doing again what may go better another time. */
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds: how long one waits first, at most, and until one gives up. */
export interface Patience {
  readonly first: number
  readonly most: number
  readonly inAll: number
}

/** Repeats a task while what it throws is worth that, each time after twice the wait. Throws the last error when it gives up. */
export async function again<T>(
  task: () => Promise<T>,
  isWorthIt: (error: unknown) => boolean,
  { first, most, inAll }: Patience,
): Promise<T> {
  const began = performance.now()
  for (let wait = first; ; wait = Math.min(wait * 2, most)) {
    try {
      return await task()
    } catch (error) {
      if (!isWorthIt(error) || performance.now() - began > inAll) throw error
    }
    await pause(wait)
  }
}
