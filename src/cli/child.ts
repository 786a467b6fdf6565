/** Programs that the command line runs in its own place, with its own input and output. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Failure } from './failure.ts'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const

/** What starts this program once more, before its arguments. */
export const OURSELVES: readonly string[] = [process.execPath, ...process.execArgv, process.argv[1] ?? '']

export interface RunOptions {
  /** What is said if there is no such program. */
  readonly missing: string
  readonly env?: NodeJS.ProcessEnv
  /** What it reads, in the place of what this process reads. */
  readonly input?: Readable
}

/**
 * Runs a program to its end; signals are for it. Its exit code; 128 and the number of the signal that ended it, as shells
 * have it.
 */
export function runInPlace(
  [program = '', ...args]: readonly string[],
  { missing, env = process.env, input }: RunOptions,
): Promise<number> {
  const child = spawn(program, args, { stdio: [input ?? 'inherit', 'inherit', 'inherit'], env })
  const stopForwarding = forwardSignals(child)
  return new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Failure(missing) : error),
    )
    child.once('exit', (code, signal) => resolve(code ?? exitCodeOf(signal as NodeJS.Signals)))
  }).finally(stopForwarding)
}

/** For programs that another one starts for us, which has its own words for what is not there. */
export function checkInstalled(program: string, missing: string): void {
  const directories = (process.env.PATH ?? '').split(':')
  if (!directories.some(directory => existsSync(join(directory, program)))) throw new Failure(missing)
}

export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal]

/** What is typed at a terminal (Ctrl-C) has reached the program already: it is in the terminal's foreground as we are. */
function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals) => {
    const isTyped = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT')
    if (!isTyped) child.kill(signal)
  }
  for (const signal of FORWARDED) process.on(signal, forward)
  return () => {
    for (const signal of FORWARDED) process.removeListener(signal, forward)
  }
}
