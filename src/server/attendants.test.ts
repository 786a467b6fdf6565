/** The attendants at real sockets. On the loopback every address of 127.0.0.0/8 may call: those are the interfaces'. */
import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { decode, encode, type Packet, RECURSION_DESIRED, streamDecode, streamEncode } from 'dns-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { address } from '../model/cidr.ts'
import type { Document } from '../model/network.ts'
import { a, instanceOf, interfaceOf, world } from '../services/world.fixture.ts'
import { createAttendants } from './attendants.ts'
import { createUpstream, type Upstream } from './dns-upstream.ts'
import type { Answers } from './doors.ts'

const INSTANCE = '127.1.1.12'
const STRANGER = '127.1.1.99'
const here: Document = { ...interfaceOf(a), addresses: [address(INSTANCE)] }
const network = (...documents: readonly Document[]) => world(here, ...documents)
const resolver: Answers = { who: 'resolver', vpcId: a.id }

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  limits.length = 0
})

const throwing = (error: unknown) => {
  throw error
}

/** How far answers may go that are limited, in their order. */
const limits: number[] = []
const limitHops = async (connection: Socket, hops: number) => {
  if (connection.destroyed) throw new Error('it has ended')
  limits.push(hops)
}

function attendants(upstream?: Upstream, ...documents: readonly Document[]) {
  const there = network(...documents)
  return createAttendants({ network: () => there, now: () => 0, limitHops, upstream, onError: throwing })
}

/** A door on the loopback; its port. */
async function open(answers: Answers, protocol: 'udp' | 'tcp', attend = attendants()): Promise<number> {
  const socket = protocol === 'udp' ? createSocket('udp4') : createServer()
  if ('bind' in socket) socket.bind(0, '127.0.0.1')
  else socket.listen(0, '127.0.0.1')
  await once(socket, 'listening')
  closers.push(attend({ protocol, address: '127.0.0.1', port: 0, answers }, socket))
  return (socket.address() as { port: number }).port
}

const query = (name: string): Packet => ({
  type: 'query',
  id: 7,
  flags: RECURSION_DESIRED,
  questions: [{ type: 'A', name }],
})
const dataOf = (message: { readonly answers?: readonly object[] | undefined }) =>
  (message.answers ?? []).map(one => ('data' in one ? one.data : undefined))

describe('the resolver', () => {
  async function overUdp(port: number, name: string, from = INSTANCE) {
    const socket = createSocket('udp4').bind(0, from)
    closers.push(() => socket.close())
    await once(socket, 'listening')
    socket.send(encode(query(name)), port, '127.0.0.1')
    const [message] = await once(socket, 'message')
    return dataOf(decode(message))
  }

  test('answers over UDP', async () => {
    const port = await open(resolver, 'udp')
    expect(await overUdp(port, 'ip-10-9-9-9.ec2.internal')).toEqual(['10.9.9.9'])
  })

  test('answers over TCP, one query after another, in pieces', async () => {
    const socket = connect({ port: await open(resolver, 'tcp'), host: '127.0.0.1', localAddress: INSTANCE })
    closers.push(() => socket.destroy())
    await once(socket, 'connect')
    const bytes = Buffer.concat(
      ['localhost', 'ip-10-9-9-9.ec2.internal'].map(name => streamEncode(query(name))),
    )
    socket.write(bytes.subarray(0, 20))
    await new Promise(setImmediate)
    socket.write(bytes.subarray(20))
    expect(await messagesFrom(socket, 2)).toEqual([['127.0.0.1'], ['10.9.9.9']])
  })

  async function messagesFrom(socket: Socket, count: number) {
    const messages: unknown[] = []
    let rest = Buffer.alloc(0)
    for await (const chunk of socket) {
      rest = Buffer.concat([rest, chunk])
      while (rest.length > 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
        const end = 2 + rest.readUInt16BE(0)
        messages.push(dataOf(streamDecode(rest.subarray(0, end))))
        rest = rest.subarray(end)
      }
      if (messages.length === count) break
    }
    return messages
  }

  test('ends a connection that promises a query that is too long', async () => {
    const socket = connect({ port: await open(resolver, 'tcp'), host: '127.0.0.1', localAddress: INSTANCE })
    socket.resume().write(Buffer.from([0xff, 0xff]))
    await once(socket, 'close')
  })

  test('asks upstream for names of nobody', async () => {
    const elsewhere = createSocket('udp4').bind(0, '127.0.0.1')
    closers.push(() => elsewhere.close())
    await once(elsewhere, 'listening')
    elsewhere.on('message', (message, from) => {
      const { id, questions } = decode(message)
      const answers = [{ type: 'A', name: 'example.net', data: '192.0.2.7' }] as const
      const say = (number: number, said: typeof answers | []) =>
        elsewhere.send(
          encode({ type: 'response', id: number, questions, answers: [...said] }),
          from.port,
          from.address,
        )
      say((id ?? 0) ^ 1, []) // somebody else's answer
      say(id ?? 0, answers)
    })
    const upstream = createUpstream({ address: '127.0.0.1', port: elsewhere.address().port })
    const port = await open(resolver, 'udp', attendants(upstream))
    expect(await overUdp(port, 'example.net')).toEqual(['192.0.2.7'])
  })
})

describe('an upstream resolver', () => {
  test('is given up after a time, over both protocols', async () => {
    const mute = createServer().listen(0, '127.0.0.1')
    closers.push(() => mute.close())
    await once(mute, 'listening')
    const { port } = mute.address() as { port: number }
    const upstream = createUpstream({ address: '127.0.0.1', port }, 50)
    const question = encode(query('example.net'))
    expect(await Promise.all([upstream.ask(question, 'udp'), upstream.ask(question, 'tcp')])).toEqual([
      undefined,
      undefined,
    ])
  })

  test('answers over TCP under the number that was asked', async () => {
    const server: Server = createServer(socket =>
      socket.once('data', chunk => {
        const { id, questions } = streamDecode(chunk)
        socket.write(streamEncode({ type: 'response', id, questions }))
      }),
    ).listen(0, '127.0.0.1')
    closers.push(() => server.close())
    await once(server, 'listening')
    const upstream = createUpstream({
      address: '127.0.0.1',
      port: (server.address() as { port: number }).port,
    })
    const answer = await upstream.ask(encode(query('example.net')), 'tcp')
    expect(decode(answer ?? Buffer.alloc(0))).toMatchObject({ id: 7, questions: [{ name: 'example.net' }] })
  })
})

/** The status, the headers and the body, as curl shows them; from an instance's address, if no other is given. */
async function curl(port: number, path: string, args: readonly string[] = [], from = INSTANCE) {
  const url = `http://127.0.0.1:${port}${path}`
  const options = ['--silent', '--include', '--noproxy', '*', '--interface', from, ...args, url]
  const { stdout } = await promisify(execFile)('curl', options)
  const [head = '', body = ''] = stdout.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map(line => line.toLowerCase().split(': ')))
  return { status: Number(first.split(' ')[1]), headers, body }
}

describe('the metadata', () => {
  const metadata: Answers = { who: 'metadata', vpcId: a.id }
  const ID = '/latest/meta-data/instance-id'
  const required: Document = { ...instanceOf(a), metadata: { ...instanceOf(a).metadata, tokens: 'required' } }

  test('of the instance that has the address, as AWS sends it', async () => {
    const { status, headers, body } = await curl(await open(metadata, 'tcp'), ID)
    expect({ status, body }).toEqual({ status: 200, body: instanceOf(a).id })
    expect(headers).toMatchObject({
      server: 'ec2ws',
      'content-type': 'text/plain',
      'content-length': '19',
      connection: 'close',
    })
  })

  test('with a token, where one is required', async () => {
    const port = await open(metadata, 'tcp', attendants(undefined, required))
    const ask = ['--request', 'PUT', '--header', 'X-aws-ec2-metadata-token-ttl-seconds: 60']
    const token = await curl(port, '/latest/api/token', ask)
    expect(token.headers['x-aws-ec2-metadata-token-ttl-seconds']).toBe('60')
    const answers = [
      await curl(port, ID),
      await curl(port, ID, ['--header', 'X-aws-ec2-metadata-token: wrong']),
      await curl(port, ID, ['--header', `X-aws-ec2-metadata-token: ${token.body}`]),
      await curl(port, '/latest/api/token', [...ask, '--header', 'X-Forwarded-For: 10.0.0.1']),
    ]
    expect(answers.map(one => one.status)).toEqual([401, 401, 200, 403])
    expect(answers[2]?.headers['x-aws-ec2-metadata-token-ttl-seconds']).toBe('60')
  })

  test('answers to token requests are limited in how far they go, and no others', async () => {
    const far: Document = { ...instanceOf(a), metadata: { ...instanceOf(a).metadata, hopLimit: 7 } }
    const port = await open(metadata, 'tcp', attendants(undefined, far))
    expect((await curl(port, ID)).status).toBe(200)
    expect(limits).toEqual([])
    expect((await curl(port, '/latest/api/token', ['--request', 'PUT'])).status).toBe(400)
    expect(limits).toEqual([7])
  })

  test('what is not there: the page of AWS', async () => {
    const { status, headers, body } = await curl(await open(metadata, 'tcp'), '/latest/meta-data/nothing?x=1')
    expect({ status, type: headers['content-type'] }).toEqual({ status: 404, type: 'text/html' })
    expect(body).toContain('<title>404 - Not Found</title>')
  })

  test('an address that nobody has is not answered', async () => {
    await expect(curl(await open(metadata, 'tcp'), ID, [], STRANGER)).rejects.toMatchObject({ code: 52 })
  })
})

test('the Internet says who calls', async () => {
  const { status, body } = await curl(await open({ who: 'internet' }, 'tcp'), '/', [], '127.8.8.8')
  expect({ status, body }).toEqual({ status: 200, body: '127.8.8.8\n' })
})

test('an endpoint says what it leads to, and that nothing is there', async () => {
  const endpoint: Document = {
    kind: 'vpc-endpoint',
    id: 'vpce-1',
    ownerId: a.ownerId,
    region: a.region,
    tags: {},
    vpcId: a.id,
    type: 'Gateway',
    serviceName: 'com.amazonaws.us-east-1.s3',
    policy: '',
    createdAt: 0,
  }
  const port = await open({ who: 'endpoint', endpointId: 'vpce-1' }, 'tcp', attendants(undefined, endpoint))
  const { status, body } = await curl(port, '/bucket')
  expect(status).toBe(501)
  expect(body).toBe(
    'vpce-1 leads to com.amazonaws.us-east-1.s3, and this is where that would answer. Nothing is behind it here.\n',
  )
})
