/**
 * The process in which the kernel is spoken to: it goes from namespace to namespace, and should a library of C's end it,
 * the server lives on. It ends with the server.
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { SocketAddress } from '../../driver.ts'
import { createJobs } from './jobs.ts'
import { Namespaces } from './namespaces.ts'
import { NoNamespace } from './no-namespace.ts'
import type { Answer, Question } from './protocol.ts'

const jobs = createJobs(new Namespaces())

process.on('disconnect', () => process.exit())
process.on('message', async (question: Question) => {
  const answer = answerTo(question)
  if (question.job === 'socket' && 'result' in answer)
    await handOver(answer, question.argument as SocketAddress, answer.result as number)
  else process.send?.(answer)
})

type Job = (namespace: string | undefined, argument: unknown) => unknown

function answerTo({ id, job, namespace, argument }: Question): Answer {
  try {
    return { id, result: (jobs[job] as Job)(namespace, argument) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { id, reason, isMissing: error instanceof NoNamespace }
  }
}

/** The server gets the socket itself; here it is closed once that has it. */
async function handOver(answer: Answer, { protocol, address }: SocketAddress, fd: number): Promise<void> {
  if (protocol === 'udp') {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4').bind({ fd })
    process.send?.(answer, socket, undefined, () => socket.close())
  } else {
    const server = createServer().listen({ fd })
    await once(server, 'listening')
    process.send?.(answer, server, undefined, () => server.close())
  }
}
