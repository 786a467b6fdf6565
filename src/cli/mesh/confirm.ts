/** A question to whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises'

export const isTerminal = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** Whether the answer was yes. The end of the input and Ctrl-C are no answer. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `).catch(() => '')
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}
