/** Programs that the command line runs in its own place, with its own input and output. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Failure } from './failure.ts'

/** Runs a program to its end. Its exit code; 128 and the number of the signal that ended it, as shells have it. */
export function runInPlace(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  missing: string,
): Promise<number> {
  // Ctrl-C is for the program, which may want to say a last word.
  process.on('SIGINT', () => {})
  const child = spawn(program, args, { stdio: 'inherit', env })
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Failure(missing) : error),
    )
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]))
  })
}
