/** Every operation of AWS, with random values: what the SDK writes we read, what we write the SDK reads. */
import * as ec2 from '@aws-sdk/client-ec2'
import * as sts from '@aws-sdk/client-sts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type OperationName,
  operation,
  operationNames,
  type ReplyOf,
  type Service,
} from '../../src/wire/contract.ts'
import { whyNotPageSize } from '../../src/wire/page-size.ts'
import { decodeInput } from '../../src/wire/query.ts'
import { readCall } from '../../src/wire/request.ts'
import { encodeRefusal, encodeReply } from '../../src/wire/xml.ts'
import { type Direction, pruned, shapes } from './wire-values.ts'

const RUNS = 8
const seed = Number(process.env.FC_SEED ?? 20_261_122)

type Values = Record<string, unknown>
interface SdkRequest {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string
}
type Answer = (request: SdkRequest) => { readonly status: number; readonly body: string }

/** The SDK with our codec at the other end of its wire. */
function sdk(service: Service, answer: Answer) {
  const configuration = {
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    signer: { sign: async (request: unknown) => request },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: SdkRequest) => {
        const { status, body } = answer(request)
        return { response: { statusCode: status, headers: {}, body: new TextEncoder().encode(body) } }
      },
    },
  }
  const [client, commands] =
    service === 'ec2'
      ? [new ec2.EC2Client(configuration as ec2.EC2ClientConfig), ec2]
      : [new sts.STSClient(configuration as sts.STSClientConfig), sts]
  const send = client.send.bind(client) as (command: unknown) => Promise<Values>
  return (name: string, input: Values) => {
    const Command = (commands as unknown as Record<string, new (input: Values) => unknown>)[`${name}Command`]
    if (!Command) throw new Error(`the SDK has no ${name}`)
    return send(new Command(input))
  }
}

const read = (request: SdkRequest, service: Service) =>
  readCall({ ...request, query: '', body: new TextEncoder().encode(request.body) }, service)

const text = fc.string({ unit: fc.oneof(fc.constantFrom(...'&<>"\'% +=\r\n\t;.'), unicode()), maxLength: 6 })

function unicode(): fc.Arbitrary<string> {
  return fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
}

const asked = (name: string): Direction => ({
  always: madeUp,
  member: member =>
    member.name === 'MaxResults' && member.type.kind === 'integer'
      ? fc.constantFrom(...[5, 100, 1000].filter(size => !whyNotPageSize(name, size)))
      : undefined,
  text,
})

/** Members that the SDK fills in by itself: client tokens (trait 4), and two of CopySnapshot. */
const madeUp = new Set([
  'DestinationRegion',
  'PresignedUrl',
  ...Object.values(ec2).flatMap(schema =>
    Array.isArray(schema) && schema[0] === 3
      ? (schema[4] as string[]).filter((_, at) => [schema[5][at]].flat()[1] === 4)
      : [],
  ),
])

/** The SDK's parser loses a text of nothing but line ends. */
const answered: Direction = {
  always: new Set(),
  member: () => undefined,
  text: text.filter(value => value.trim() !== '' || !/[\r\n]/.test(value)),
}

async function roundTrip<S extends Service>(
  service: S,
  name: OperationName<S>,
  input: Values,
  reply: Values,
) {
  let received: unknown
  const send = sdk(service, request => {
    const call = read(request, service)
    expect(call.operation).toBe(name)
    received = decodeInput(service, name, call.parameters)
    const lowered = call.parameters.map(([parameter, value]) => [parameter.toLowerCase(), value] as const)
    expect(decodeInput(service, name, lowered)).toStrictEqual(received)
    const body = encodeReply(service, name, reply as ReplyOf<S, OperationName<S>>, 'request-1')
    return { status: 200, body }
  })
  const { $metadata, ...answer } = await send(name, input)
  expect(received).toStrictEqual(pruned(input) ?? {})
  expect(plain(answer)).toStrictEqual(plain(reply))
}

/** Buffers as the arrays of bytes that they are. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value]
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
}

function everyOperation<S extends Service>(service: S) {
  it.each(operationNames(service))('%s', async name => {
    const { input, output } = operation(service, name)
    const inputs = input ? shapes(input, asked(name)) : fc.constant({})
    const replies = output ? shapes(output, answered) : fc.constant({})
    await fc.assert(
      fc.asyncProperty(inputs, replies, (asks, answers) => roundTrip(service, name, asks, answers)),
      { numRuns: RUNS, seed },
    )
  })
}

describe('every operation of EC2', () => everyOperation('ec2'))
describe('every operation of STS', () => everyOperation('sts'))

describe.each(['ec2', 'sts'] as const)('a refusal of %s', service => {
  it('reaches the SDK with code, message and status', async () => {
    const refusal = { code: 'AuthFailure', message: 'not <you> & "not" me', status: 401 }
    const send = sdk(service, () => ({ status: 401, body: encodeRefusal(service, refusal, 'request-2') }))
    const name = service === 'ec2' ? 'DescribeVpcs' : 'GetCallerIdentity'
    await expect(send(name, {})).rejects.toMatchObject({
      name: 'AuthFailure',
      message: 'not <you> & "not" me',
      $metadata: { httpStatusCode: 401 },
    })
  })
})
