/**
 * The process in which the kernel is spoken to: it goes from namespace to namespace, and should a library of C's end it,
 * the server lives on. It ends with the server.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Socket as Connection, createServer, type Server } from 'node:net'
import type { SocketAddress } from '../../driver.ts'
import { createJobs } from './jobs.ts'
import { Namespaces } from './namespaces.ts'
import { NoNamespace } from './no-namespace.ts'
import type { Answer, Question } from './protocol.ts'

const jobs = createJobs(new Namespaces())

process.on('disconnect', () => process.exit())
/** One after another: while a socket is on its way, whatever is sent after it is put into a queue that is copied for each. */
let handing = Promise.resolve()

process.on('message', (questions: readonly Question[], connection?: Connection) => {
  const answers: Answer[] = []
  for (const question of questions) {
    const answer = answerTo(question.job === 'hops' ? about(question, connection) : question)
    if (question.job === 'socket' && 'result' in answer) {
      const fd = answer.result as number
      handing = handing.then(() => handOver(answer, question.argument as SocketAddress, fd))
    } else answers.push(answer)
  }
  connection?.destroy()
  if (answers.length > 0) process.send?.(answers)
})

/**
 * With the descriptor that a connection of the server's has here; Node has no other name for it, and there is none if the
 * connection ended on its way. It is closed again before anything could be read from it.
 */
function about(question: Question, connection: Connection | undefined): Question {
  const { fd = -1 } =
    (connection as { readonly _handle?: { readonly fd: number } } | undefined)?._handle ?? {}
  return { ...question, argument: { ...(question.argument as object), fd } }
}

type Job = (namespace: string | undefined, argument: unknown) => unknown

function answerTo({ id, job, namespace, argument }: Question): Answer {
  try {
    return { id, result: (jobs[job] as Job)(namespace, argument) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { id, reason, isMissing: error instanceof NoNamespace }
  }
}

/** The server gets the socket itself; here it is closed once that is on its way. */
async function handOver(answer: Answer, { protocol, address }: SocketAddress, fd: number): Promise<void> {
  const socket = protocol === 'udp' ? boundUdp(address, fd) : await listening(fd)
  await new Promise(resolve => process.send?.([answer], socket, undefined, resolve))
  socket.close()
}

const boundUdp = (address: string, fd: number): Socket =>
  createSocket(address.includes(':') ? 'udp6' : 'udp4').bind({ fd })

async function listening(fd: number): Promise<Server> {
  const server = createServer().listen({ fd })
  await once(server, 'listening')
  return server
}
