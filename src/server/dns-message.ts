/**
 * DNS on the wire: what a query asks, and an answer that fits where it goes. Sources: RFC 1035; RFC 6891 (EDNS); RFC 2308
 * (what is not there).
 */
import {
  type Answer,
  decode,
  encode,
  type OptAnswer,
  type Question,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  type SoaAnswer,
  TRUNCATED_RESPONSE,
} from 'dns-packet'

const RCODE = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const
export type Rcode = keyof typeof RCODE

/** In seconds, of every answer, also of those that say no. */
const TTL = 60
/** How long a message may be: without EDNS, and the most that is promised with it. */
const PLAIN_BYTES = 512
const MOST_BYTES = 4096
const TCP_BYTES = 65_535
/** Of EDNS, that its version is not known: the upper eight bits of the code. */
const BADVERS = 1
const HEADER_BYTES = 12

/** Of the flags: what kind of question it is, and that it is an answer. */
const OPCODE = 0x7800
const RESPONSE = 0x8000

export interface Query {
  readonly id: number
  readonly flags: number
  /** Empty in what cannot be read. */
  readonly questions: readonly Question[]
  /** Absent: the one who asks does not speak EDNS. */
  readonly edns?: { readonly version: number; readonly bytes: number }
}

export interface Reply {
  readonly rcode: Rcode
  readonly records?: readonly { readonly type: 'A' | 'AAAA' | 'PTR'; readonly data: string }[]
  /** Who says that there is nothing. */
  readonly zone?: string
}

export const isPlain = ({ flags }: Query): boolean => (flags & OPCODE) === 0
export const isRecursive = ({ flags }: Query): boolean => (flags & RECURSION_DESIRED) !== 0

/** Undefined for what is no query at all. */
export function readQuery(message: Buffer): Query | undefined {
  if (message.length < HEADER_BYTES) return undefined
  const [id, flags] = [message.readUInt16BE(0), message.readUInt16BE(2)]
  return flags & RESPONSE ? undefined : { id, flags, ...asked(message) }
}

function asked(message: Buffer): Pick<Query, 'questions' | 'edns'> {
  try {
    const { questions = [], additionals = [] } = decode(message)
    const opt = additionals.find((one): one is OptAnswer => one.type === 'OPT')
    return { questions, ...(opt && { edns: { version: opt.ednsVersion, bytes: opt.udpPayloadSize } }) }
  } catch {
    return { questions: [] }
  }
}

/** The answer to a query; over UDP one that does not fit is cut off, and says so. */
export function writeReply(query: Query, reply: Reply, protocol: 'udp' | 'tcp'): Buffer {
  const whole = write(query, reply, 0)
  return whole.length <= room(query, protocol)
    ? whole
    : write(query, { rcode: reply.rcode }, TRUNCATED_RESPONSE)
}

function room({ edns }: Query, protocol: 'udp' | 'tcp'): number {
  if (protocol === 'tcp') return TCP_BYTES
  return Math.min(Math.max(edns?.bytes ?? PLAIN_BYTES, PLAIN_BYTES), MOST_BYTES)
}

function write({ id, flags, questions, edns }: Query, reply: Reply, more: number): Buffer {
  const [question] = questions
  return encode({
    type: 'response',
    id,
    flags: (flags & (OPCODE | RECURSION_DESIRED)) | RECURSION_AVAILABLE | RCODE[reply.rcode] | more,
    questions: [...questions],
    answers: (reply.records ?? []).map(one => ({ ...one, name: question?.name ?? '.', ttl: TTL })),
    authorities: reply.zone === undefined ? [] : [authority(reply.zone)],
    additionals: edns ? [ednsOf(edns.version)] : [],
  })
}

/** How long it may be believed that something is not there. */
const authority = (zone: string): SoaAnswer => ({
  type: 'SOA',
  name: zone,
  ttl: TTL,
  data: {
    mname: zone === '.' ? 'ns0' : `ns0.${zone}`,
    rname: 'hostmaster.amazon.com',
    serial: 1,
    refresh: 3600,
    retry: 3600,
    expire: 3600,
    minimum: TTL,
  },
})

const ednsOf = (version: number): Answer => ({
  type: 'OPT',
  name: '.',
  udpPayloadSize: MOST_BYTES,
  extendedRcode: version > 0 ? BADVERS : 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
})
