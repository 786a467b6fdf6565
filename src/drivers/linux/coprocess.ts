/**
 * A program that is kept running inside a namespace and asked again and again: `ip -batch -` and `nft -i`. Starting a
 * process costs this one about 2.5 ms in which it answers nobody; a question to a kept one costs 0.1 ms. When this
 * process ends, in whatever way, the pipe closes and they end too.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

export interface Language {
  readonly program: readonly string[]
  /** A last command that makes the program print something on its standard output, and how that begins. */
  readonly lastOutput: { readonly command: string; readonly printed: RegExp }
  /** A last command that it refuses, and how the refusal ends: whatever it had to complain of came before. */
  readonly lastError: { readonly command: string; readonly printed: RegExp }
}

export interface Answer {
  /** What it printed, without what the last commands added. */
  readonly output: string
  readonly errors: string
}

/** The program had ended before it was asked: nothing has happened, another may be asked. */
export class Ended extends Error {}

export interface Coprocess {
  /** Gives it these lines and returns what it printed for them. Rejects if it ends, or is not done in time; then it is of no more use. One question at a time. */
  ask(lines: readonly string[]): Promise<Answer>
  /** Ends it and waits for its end. */
  close(): Promise<void>
}

export const IP: Language = {
  program: ['ip', '-4', '-j', '-force', '-batch', '-'],
  lastOutput: {
    command: 'ntable show name arp_cache dev lo',
    printed: /^\[\{"family":"inet","name":"arp_cache","dev":"lo"[^\n]*\n/m,
  },
  lastError: { command: '.', printed: /^Object "\." is unknown[^\n]*\nCommand failed -:\d+\n/m },
}

export const NFT: Language = {
  program: ['nft', '-n', '-i'],
  lastOutput: { command: 'describe ip daddr', printed: /^payload expression, [^\n]*\n/m },
  lastError: { command: 'delete table inet .', printed: /^[^\n]*\ndelete table inet \.\n +\^\n/m },
}

/** Starts it in a namespace, given by the namespace's file; without one, where we are. `within` is in milliseconds. */
export function startCoprocess(language: Language, netns: string | undefined, within: number): Coprocess {
  const inside = netns === undefined ? ['unshare', '--net', '--'] : ['nsenter', `--net=${netns}`, '--']
  const [program = '', ...args] = [...inside, ...language.program]
  // A session of its own: an operator's Ctrl-C is meant for the server, which may still have to ask.
  const child = spawn(program, args, { detached: true })
  letGo(child)
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  )
  return {
    ask: lines => converse(child, language, lines, within),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A kept process is no reason for ours to stay. */
function letGo(child: ChildProcessWithoutNullStreams): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    if ('unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
  child.stdin.on('error', () => {})
}

function converse(
  child: ChildProcessWithoutNullStreams,
  language: Language,
  lines: readonly string[],
  within: number,
): Promise<Answer> {
  const { lastOutput, lastError } = language
  return new Promise((resolve, reject) => {
    let output = ''
    let errors = ''
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      child.stdout.removeAllListeners('data')
      child.stderr.removeAllListeners('data')
      child.removeListener('close', onClose).removeListener('error', onError)
      settle()
    }
    const onClose = () => finish(() => reject(new Error(errors.trim() || `${language.program[0]} ended`)))
    const onError = (error: Error) => finish(() => reject(error))
    const timer = setTimeout(
      () => finish(() => reject(new Error(`${language.program[0]} took longer than ${within} ms`))),
      within,
    )
    const look = () => {
      const outputEnd = lastOutput.printed.exec(output)
      const errorsEnd = lastError.printed.exec(errors)
      if (outputEnd && errorsEnd)
        finish(() =>
          resolve({ output: output.slice(0, outputEnd.index), errors: errors.slice(0, errorsEnd.index) }),
        )
    }
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      look()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
      look()
    })
    child.once('close', onClose).once('error', onError)
    if (child.exitCode !== null || child.signalCode !== null)
      finish(() => reject(new Ended(`${language.program[0]} ended`)))
    else child.stdin.write([...lines, lastOutput.command, lastError.command, ''].join('\n'))
  })
}
