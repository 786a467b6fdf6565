/**
 * The kernel's network, spoken to without starting a program for every question: rtnetlink, nftables' library and
 * namespaces, in a process that is kept. It begins with the first question. Nothing of it stays in a namespace, so nothing
 * keeps one alive.
 */
import { type ChildProcess, fork } from 'node:child_process'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import type { Socket as Connection, Server } from 'node:net'
import type { SocketAddress } from '../../driver.ts'
import type { Jobs } from './jobs.ts'
import { NoNamespace } from './no-namespace.ts'
import type { Answer, Question } from './protocol.ts'

/** The jobs, asked for from another process. Rejects with NoNamespace if the namespace is not there. */
export type Kernel = {
  readonly [J in Exclude<keyof Jobs, 'socket' | 'hops'>]: (
    ...asked: Parameters<Jobs[J]>
  ) => Promise<ReturnType<Jobs[J]>>
} & {
  /** A socket that is bound in a namespace, and stays there. */
  socket(namespace: string, at: SocketAddress): Promise<Socket | Server>
  /** What the connection sends from now on passes so many hops at most. Rejects if it has ended. */
  hops(connection: Connection, hops: number): Promise<void>
  /** Ends the process; the next question begins another one. */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

/** So many questions in a message: while the process works on one, the answers to the last are heard. */
const PORTION = 50

export function createKernel(): Kernel {
  const waiting = new Map<number, Waiting>()
  const unsent = new Set<Question>()
  let child: ChildProcess | undefined
  let asked = 0

  function begin(): ChildProcess {
    // In a session of its own: an operator's Ctrl-C is meant for the server, which may still have to ask.
    const begun = fork(PROCESS, {
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    begun.on('message', (answers: readonly Answer[], handle) => {
      for (const answer of answers) hear(answer, handle as Socket | Server | undefined)
    })
    begun.once('error', error => end(begun, error))
    begun.once('exit', (code, signal) =>
      end(begun, new Error(`the kernel's process ended (${signal ?? code})`)),
    )
    return begun
  }

  function hear(answer: Answer, handle: Socket | Server | undefined): void {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    rest()
    if ('result' in answer) one?.resolve((handle ?? answer.result) as never)
    else one?.reject(answer.isMissing ? new NoNamespace(answer.reason) : new Error(answer.reason))
  }

  /** While nothing is asked it keeps nobody waiting: neither the process nor the channel to it. */
  function rest(): void {
    if (waiting.size > 0) return
    child?.unref()
    child?.channel?.unref()
  }

  function end(ended: ChildProcess, reason: Error): void {
    if (child !== ended) return
    child = undefined
    unsent.clear()
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }

  /** What is asked at once is sent together: a message costs as much as many a question. */
  function sendAll(): void {
    const questions = [...unsent]
    unsent.clear()
    for (let from = 0; from < questions.length; from += PORTION) send(questions.slice(from, from + PORTION))
  }

  function send(questions: readonly Question[], connection?: Connection): void {
    const asking = child
    asking?.send(questions, connection, { keepOpen: true }, error => error && end(asking, error))
  }

  const ask = <T>(
    job: keyof Jobs,
    [namespace, argument]: readonly [string | undefined, unknown?],
    connection?: Connection,
  ) =>
    new Promise<T>((resolve, reject) => {
      child ??= begin()
      child.ref()
      child.channel?.ref()
      const id = ++asked
      waiting.set(id, { resolve, reject })
      const question: Question = { id, job, namespace, argument }
      if (connection) return send([question], connection)
      if (unsent.size === 0) queueMicrotask(sendAll)
      unsent.add(question)
    })

  return {
    probe: (...args) => ask('probe', args),
    read: (...args) => ask('read', args),
    ip: (...args) => ask('ip', args),
    found: (...args) => ask('found', args),
    carrier: (...args) => ask('carrier', args),
    nft: (...args) => ask('nft', args),
    sysctl: (...args) => ask('sysctl', args),
    socket: (...args) => ask('socket', args),
    hops: (connection, hops) =>
      ask('hops', [undefined, { address: connection.localAddress ?? '', hops }], connection),
    async close() {
      const ending = child
      child = undefined
      if (ending?.exitCode !== null) return
      ending.ref()
      const ended = once(ending, 'exit')
      ending.kill()
      await ended
    },
  }
}

/** Beside this file; built, beside the program. */
const PROCESS = new URL(
  import.meta.url.endsWith('.ts') ? './process.ts' : './kernel-process.js',
  import.meta.url,
)
