/** Ctrl-C: the first one lets what runs come to its end, the second one ends everything. */
import { exitCodeOf } from '../child.ts'

/** Runs a task with a signal that an interrupt gives. */
export async function interruptible<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const interrupt = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodeOf(signal))
    process.stderr.write('\nInterrupted: what runs is finished, nothing else is begun.\n')
    controller.abort()
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  return task(controller.signal).finally(() => {
    for (const signal of SIGNALS) process.removeListener(signal, interrupt)
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
