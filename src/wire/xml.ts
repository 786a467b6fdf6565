/**
 * From an operation's reply to its XML, by AWS's own schema, and refusals to theirs. EC2:
 * `<CreateVpcResponse><requestId>…</requestId>…</CreateVpcResponse>`; STS wraps the reply in `<…Result>` and puts the
 * request id into `<ResponseMetadata>`. A structure's members are made into writers once; a reply is then nothing but
 * string concatenation.
 */
import type { Refusal } from '../model/refusals.ts'
import {
  namespaceOf,
  type OperationName,
  operation,
  type ReplyOf,
  type Scalar,
  type Service,
  type Structure,
  type Type,
} from './contract.ts'

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** The reply's XML. Members that are undefined are left out; an operation without a reply says `return` true. */
export function encodeReply<S extends Service, Op extends OperationName<S>>(
  service: S,
  name: Op,
  reply: ReplyOf<S, Op>,
  requestId: string,
): string {
  const { output } = operation(service, name)
  const open = `${DECLARATION}<${name}Response xmlns="${namespaceOf(service)}">`
  const close = `</${name}Response>`
  const members = output ? contentOf(output)(reply) : undefined
  if (service === 'ec2') {
    return `${open}<requestId>${escapeText(requestId)}</requestId>${members ?? '<return>true</return>'}${close}`
  }
  const result = members === undefined ? '' : `<${name}Result>${members}</${name}Result>`
  const metadata = `<ResponseMetadata><RequestId>${escapeText(requestId)}</RequestId></ResponseMetadata>`
  return `${open}${result}${metadata}${close}`
}

/** A refusal's XML, as the service words it; its HTTP status is `refusal.status`. */
export function encodeRefusal(
  service: Service,
  { code, message, status }: Pick<Refusal, 'code' | 'message' | 'status'>,
  requestId: string,
): string {
  const inside = `<Code>${escapeText(code)}</Code><Message>${escapeText(message)}</Message>`
  const id = escapeText(requestId)
  if (service === 'ec2') {
    return `${DECLARATION}<Response><Errors><Error>${inside}</Error></Errors><RequestID>${id}</RequestID></Response>`
  }
  const type = status < 500 ? 'Sender' : 'Receiver'
  const open = `${DECLARATION}<ErrorResponse xmlns="${namespaceOf(service)}">`
  return `${open}<Error><Type>${type}</Type>${inside}</Error><RequestId>${id}</RequestId></ErrorResponse>`
}

/** Writes what stands between an element's tags. */
type Writer = (value: unknown) => string

const scalars: Readonly<Record<Scalar['kind'], Writer>> = {
  string: value => escapeText(String(value)),
  integer: String,
  decimal: String,
  boolean: String,
  // A reply that was kept for its client token has been through JSON: its times are text.
  timestamp: value => new Date(value as Date | string).toISOString(),
  blob: value => Buffer.from(value as Uint8Array).toString('base64'),
}

function writerOf(type: Type): Writer {
  if (type.kind === 'structure') return contentOf(type)
  if (type.kind !== 'list') return scalars[type.kind]
  const write = writerOf(type.of)
  const open = `<${type.item}>`
  const close = `</${type.item}>`
  return value => {
    let text = ''
    for (const item of value as readonly unknown[]) text += open + write(item) + close
    return text
  }
}

interface MemberWriter {
  readonly name: string
  readonly open: string
  readonly close: string
  readonly write: Writer
}

const known = new Map<Structure, Writer>()

/** The writer of a structure's members; it is known before it is whole, since a structure may contain itself. */
function contentOf(structure: Structure): Writer {
  const made = known.get(structure)
  if (made) return made
  const members: MemberWriter[] = []
  const writer: Writer = value => {
    const from = value as Readonly<Record<string, unknown>>
    let text = ''
    for (const { name, open, close, write } of members) {
      const member = from[name]
      if (member !== undefined && member !== null) text += open + write(member) + close
    }
    return text
  }
  known.set(structure, writer)
  for (const { name, element, type } of structure.members) {
    members.push({ name, open: `<${element}>`, close: `</${element}>`, write: writerOf(type) })
  }
  return writer
}

/** Markup, a carriage return (a parser would make it a line feed), and what XML 1.0 forbids, lone surrogates too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SPECIAL = /[&<>"\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu
const ANY_SPECIAL = new RegExp(SPECIAL.source, 'u')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** Text as XML may carry it; what XML forbids is dropped. */
function escapeText(text: string): string {
  return ANY_SPECIAL.test(text) ? text.replace(SPECIAL, character => entities[character] ?? '') : text
}
