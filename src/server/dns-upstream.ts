/**
 * A resolver outside, asked for the names that are none of ours: over UDP or TCP, as we are asked. Its answers go back
 * as they are.
 */
import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import { eachMessage, framed } from './dns-stream.ts'

export interface Upstream {
  /** Undefined: no answer in time. */
  ask(query: Buffer, protocol: 'udp' | 'tcp'): Promise<Buffer | undefined>
}

export interface UpstreamAddress {
  readonly address: string
  readonly port: number
}

const TIME_LIMIT = 2_000
/** How many questions may wait for an answer at a time. */
const MOST_WAITING = 256
const MOST_BYTES = 65_535

export function createUpstream(to: UpstreamAddress, timeLimit = TIME_LIMIT): Upstream {
  let waiting = 0
  return {
    async ask(query, protocol) {
      if (waiting >= MOST_WAITING) return undefined
      waiting++
      try {
        return await asked(to, query, protocol, timeLimit)
      } finally {
        waiting--
      }
    },
  }
}

/** Asks under a number of our own, so that nobody who knows the query's can answer in the other's place. */
async function asked(to: UpstreamAddress, query: Buffer, protocol: 'udp' | 'tcp', timeLimit: number) {
  const question = Buffer.from(query)
  question.writeUInt16BE(randomInt(0x1_00_00))
  const answer = await (protocol === 'udp' ? overUdp : overTcp)(to, question, timeLimit)
  if (answer) query.copy(answer, 0, 0, 2)
  return answer
}

const isAnswer = (answer: Buffer, question: Buffer): boolean =>
  answer.length >= 12 && answer.readUInt16BE(0) === question.readUInt16BE(0)

type Exchange = (to: UpstreamAddress, question: Buffer, timeLimit: number) => Promise<Buffer | undefined>

const overUdp: Exchange = ({ address, port }, question, timeLimit) =>
  new Promise(resolve => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
    const timer = setTimeout(() => end(undefined), timeLimit)
    const end = (answer: Buffer | undefined) => {
      clearTimeout(timer)
      resolve(answer)
      socket
        .removeAllListeners()
        .on('error', () => {})
        .close()
    }
    socket.on('error', () => end(undefined))
    socket.on('message', answer => isAnswer(answer, question) && end(Buffer.from(answer)))
    socket.connect(port, address, () => socket.send(question))
  })

const overTcp: Exchange = ({ address, port }, question, timeLimit) =>
  new Promise(resolve => {
    const socket = connect(port, address, () => socket.write(framed(question)))
    const timer = setTimeout(() => socket.destroy(), timeLimit)
    eachMessage(socket, MOST_BYTES, answer => {
      if (isAnswer(answer, question)) resolve(Buffer.from(answer))
      socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(undefined)
    })
  })
