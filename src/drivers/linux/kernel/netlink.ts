/** Netlink: how the kernel is asked about its network, and told. Source: RFC 3549, and the kernel's uapi/linux/netlink.h. */
import { closeFile, openSocket, receive, SystemError, sendTo, setOption } from './libc.ts'

/** A message without the header that its sender gives it. */
export interface Message {
  readonly type: number
  readonly flags: number
  readonly body: Buffer
}

export const FLAG = { replace: 0x100, exclusive: 0x200, create: 0x400 } as const

const REQUEST = 0x1
const ACKNOWLEDGE = 0x4
const DUMP = 0x300
const HEADER = 16
const TYPE = { error: 2, done: 3 } as const
const AF_NETLINK = 16
const SOCK_RAW = 3
const ROUTE = 0
const SOL_SOCKET = 1
const SO_RCVTIMEO = 20
/** It answers at once, or something is badly wrong: seconds, microseconds. */
const WITHIN = [10n, 0n] as const

/** What was received last, in whatever conversation: nothing is left there when the next is asked. */
const RECEIVED = Buffer.allocUnsafe(1 << 18)

/** A conversation with the kernel in the network namespace of the thread that begins it. */
export class Netlink {
  readonly #fd = openSocket(AF_NETLINK, SOCK_RAW, ROUTE)
  #sequence = 0

  constructor() {
    const time = Buffer.alloc(16)
    for (const [at, part] of WITHIN.entries()) time.writeBigInt64LE(part, at * 8)
    setOption(this.#fd, SOL_SOCKET, SO_RCVTIMEO, time)
  }

  /** Sends all, in this order, whatever is refused. What was refused: the message's place, and why. */
  change(messages: readonly Message[]): ReadonlyMap<number, SystemError> {
    const refused = new Map<number, SystemError>()
    for (const part of portions(messages)) {
      const first = this.#sequence + 1
      sendTo(this.#fd, Buffer.concat(part.messages.map(one => this.#framed(one, ACKNOWLEDGE))))
      for (let left = part.messages.length; left > 0; ) {
        for (const { sequence, type, body } of this.#receive()) {
          if (type !== TYPE.error || sequence < first) continue
          const errno = -body.readInt32LE(0)
          if (errno !== 0) refused.set(part.from + sequence - first, new SystemError(errno))
          left--
        }
      }
    }
    return refused
  }

  /** The bodies of all messages that answer a question for a list. */
  dump(type: number, body: Buffer): readonly Buffer[] {
    sendTo(this.#fd, this.#framed({ type, flags: 0, body }, DUMP))
    return this.#answers(this.#sequence)
  }

  /** The bodies of all messages that answer a question for one thing. */
  get(type: number, body: Buffer): readonly Buffer[] {
    sendTo(this.#fd, this.#framed({ type, flags: 0, body }, ACKNOWLEDGE))
    return this.#answers(this.#sequence)
  }

  /** Until the kernel says that these were all. */
  #answers(sequence: number): readonly Buffer[] {
    const answers: Buffer[] = []
    for (;;) {
      for (const answer of this.#receive()) {
        if (answer.sequence !== sequence) continue
        if (answer.type === TYPE.done) return answers
        if (answer.type === TYPE.error) {
          const errno = -answer.body.readInt32LE(0)
          if (errno === 0) return answers
          throw new SystemError(errno)
        }
        answers.push(Buffer.from(answer.body))
      }
    }
  }

  close(): void {
    closeFile(this.#fd)
  }

  #framed({ type, flags, body }: Message, more: number): Buffer {
    const header = Buffer.alloc(HEADER)
    header.writeUInt32LE(HEADER + body.length, 0)
    header.writeUInt16LE(type, 4)
    header.writeUInt16LE(REQUEST | flags | more, 6)
    header.writeUInt32LE(++this.#sequence, 8)
    return padded(Buffer.concat([header, body]))
  }

  #receive(): readonly { readonly type: number; readonly sequence: number; readonly body: Buffer }[] {
    const length = receive(this.#fd, RECEIVED)
    const messages = []
    for (let at = 0; at + HEADER <= length; ) {
      const size = RECEIVED.readUInt32LE(at)
      messages.push({
        type: RECEIVED.readUInt16LE(at + 4),
        sequence: RECEIVED.readUInt32LE(at + 8),
        body: RECEIVED.subarray(at + HEADER, at + size),
      })
      at += aligned(size)
    }
    return messages
  }
}

/** The kernel answers every message of a portion before it reads on: so many that their answers fit its buffer. */
const PORTION = 64

function* portions(messages: readonly Message[]) {
  for (let from = 0; from < messages.length; from += PORTION)
    yield { from, messages: messages.slice(from, from + PORTION) }
}

const aligned = (size: number): number => (size + 3) & ~3

const padded = (bytes: Buffer): Buffer =>
  bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)])

export function attribute(type: number, ...value: readonly Buffer[]): Buffer {
  const payload = Buffer.concat(value)
  const header = Buffer.alloc(4)
  header.writeUInt16LE(payload.length + 4, 0)
  header.writeUInt16LE(type, 2)
  return padded(Buffer.concat([header, payload]))
}

/** The attributes of a message by their type; the last one counts. */
export function attributes(bytes: Buffer, from = 0): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = from; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt16LE(at)
    if (size < 4) break
    found.set(bytes.readUInt16LE(at + 2) & NO_FLAGS, bytes.subarray(at + 4, at + size))
    at += aligned(size)
  }
  return found
}

const NO_FLAGS = 0x3fff

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

/** As C has it: ended by a zero. */
export const cText = (text: string): Buffer => Buffer.from(`${text}\0`)

export const textOf = (bytes: Buffer | undefined): string => bytes?.toString().replace(/\0.*$/s, '') ?? ''
