/** A question to whoever sits at the terminal. */
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

export const isTerminal = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** Whether the answer was yes; the end of the input is no answer. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await Promise.race([
      terminal.question(`${question} [y/N] `),
      once(terminal, 'close').then(() => ''),
    ])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
