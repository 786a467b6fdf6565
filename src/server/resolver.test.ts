import { type Answer, decode, encode, type OptAnswer, type Packet, RECURSION_DESIRED } from 'dns-packet'
import { describe, expect, test } from 'vitest'
import { address } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { InterfaceEndpoint } from '../model/vpc-endpoint.ts'
import { a, interfaceOf, world } from '../services/world.fixture.ts'
import type { Upstream } from './dns-upstream.ts'
import { PacketLimit } from './packet-limit.ts'
import { Resolver } from './resolver.ts'

const asked = { vpcId: a.id, from: '10.1.1.12', protocol: 'udp' } as const
const question = (name: string, type: 'A' | 'AXFR' = 'A'): Packet => ({
  type: 'query',
  id: 77,
  flags: RECURSION_DESIRED,
  questions: [{ name, type }],
})
const edns = (bytes: number, ednsVersion = 0): Answer => ({
  type: 'OPT',
  name: '.',
  udpPayloadSize: bytes,
  extendedRcode: 0,
  ednsVersion,
  flags: 0,
  flag_do: false,
  options: [],
})

/** `NOERROR 10.1.1.12`, `NXDOMAIN from ec2.internal`, with `cut off` and EDNS's bytes where there are any. */
function show(message: Buffer | undefined): string {
  if (!message) return 'dropped'
  const reply = decode(message) as ReturnType<typeof decode> & { readonly rcode: string }
  const opt = reply.additionals?.find((one): one is OptAnswer => one.type === 'OPT')
  return [
    reply.rcode,
    ...(reply.answers ?? []).map(one => ('data' in one ? String(one.data) : '')),
    ...(reply.authorities ?? []).map(one => `from ${one.name}`),
    ...(reply.flag_tc ? ['cut off'] : []),
    ...(opt ? [`edns ${opt.udpPayloadSize}${opt.extendedRcode ? ' BADVERS' : ''}`] : []),
  ].join(' ')
}

const answerOf = async (query: Packet | Buffer, from: string = asked.from, upstream?: Upstream) =>
  show(
    await new Resolver(() => world(), upstream).answer(Buffer.isBuffer(query) ? query : encode(query), {
      ...asked,
      from,
    }),
  )

describe('what is asked', () => {
  const own = question('ip-10-1-1-12.ec2.internal')
  const opcode = (code: number) => ({ ...own, flags: RECURSION_DESIRED | (code << 11) })
  const rows: readonly (readonly [string, Packet | Buffer, string])[] = [
    ['a name', own, 'NOERROR 10.1.1.12'],
    ['in any case', question('IP-10-1-1-12.EC2.internal'), 'NOERROR 10.1.1.12'],
    ['a name that is not there', question('www.ec2.internal'), 'NXDOMAIN from ec2.internal'],
    ['one that has nothing of the type', question('ec2.internal'), 'NOERROR from ec2.internal'],
    ['a name of nobody', question('example.net'), 'NXDOMAIN from .'],
    ['with EDNS', { ...own, additionals: [edns(1232)] }, 'NOERROR 10.1.1.12 edns 4096'],
    ['with an EDNS of the future', { ...own, additionals: [edns(1232, 1)] }, 'NOERROR edns 4096 BADVERS'],
    ['not recursively', { ...own, flags: 0 }, 'REFUSED'],
    ['a whole zone', question('ec2.internal', 'AXFR'), 'REFUSED'],
    [
      'of the class of chaos',
      { ...own, questions: [{ name: 'version.bind', type: 'TXT', class: 'CH' }] },
      'REFUSED',
    ],
    ['something else than a query', opcode(4), 'NOTIMP'],
    ['nothing', { ...own, questions: [] }, 'FORMERR'],
    ['two things', { ...own, questions: [...(own.questions ?? []), { name: 'a', type: 'A' }] }, 'FORMERR'],
    ['what cannot be read', Buffer.concat([encode(own).subarray(0, 12), Buffer.alloc(4, 0xff)]), 'FORMERR'],
    ['an answer', { ...own, type: 'response' }, 'dropped'],
    ['a few bytes', Buffer.alloc(11), 'dropped'],
  ]
  test.each(rows)('%s', async (_, query, expected) => {
    expect(await answerOf(query)).toBe(expected)
  })

  test.each([
    ['an interface of another VPC', '10.2.1.12'],
    ['an address that nobody has', '10.1.1.99'],
    ['what is no address', 'fe80::1%eth0'],
  ])('%s is not answered', async (_, from) => {
    expect(await answerOf(own, from)).toBe('dropped')
  })

  test('the whole answer', async () => {
    const message = await new Resolver(() => world()).answer(
      encode(question('Ip-10-1-1-12.ec2.internal')),
      asked,
    )
    expect(decode(message ?? Buffer.alloc(0))).toMatchObject({
      id: 77,
      type: 'response',
      flag_rd: true,
      flag_ra: true,
      flag_aa: false,
      questions: [{ name: 'Ip-10-1-1-12.ec2.internal', type: 'A', class: 'IN' }],
      answers: [{ name: 'Ip-10-1-1-12.ec2.internal', type: 'A', class: 'IN', ttl: 60, data: '10.1.1.12' }],
      authorities: [],
      additionals: [],
    })
  })
})

/** An endpoint in so many zones that its addresses need more than 512 bytes. */
function crowded(): Network {
  const { attachment: _, publicAddress: __, ...plain } = interfaceOf(a)
  const ends = Array.from({ length: 8 }, (_, n) => {
    return { ...plain, id: `eni-e${n}`, addresses: [address(`10.1.${n}.20`)] as const }
  })
  const endpoint: InterfaceEndpoint = {
    kind: 'vpc-endpoint',
    id: 'vpce-0123456789abcdef0',
    ownerId: a.ownerId,
    region: a.region,
    tags: {},
    vpcId: a.id,
    type: 'Interface',
    serviceName: 'com.amazonaws.us-east-1.ec2',
    policy: '',
    interfaceIds: ends.map(end => end.id),
    groups: [],
    privateDns: false,
    createdAt: 0,
  }
  return world(endpoint, ...ends)
}

describe('an answer that is long', () => {
  const resolver = new Resolver(crowded)
  const long = question('vpce-0123456789abcdef0-9abcdef0.ec2.us-east-1.vpce.amazonaws.com')
  const all = Array.from({ length: 8 }, (_, n) => `10.1.${n}.20`).join(' ')
  test.each([
    ['over UDP', long, 'udp', 'NOERROR cut off'],
    ['over UDP with room', { ...long, additionals: [edns(1232)] }, 'udp', `NOERROR ${all} edns 4096`],
    [
      'over UDP with too little room',
      { ...long, additionals: [edns(100)] },
      'udp',
      'NOERROR cut off edns 4096',
    ],
    ['over TCP', long, 'tcp', `NOERROR ${all}`],
  ] as const)('%s', async (_, query, protocol, expected) => {
    expect(show(await resolver.answer(encode(query as Packet), { ...asked, protocol }))).toBe(expected)
  })
})

test('more packets than an interface may send are dropped', async () => {
  const resolver = new Resolver(() => world(), undefined, new PacketLimit(2, () => 0))
  const query = encode(question('localhost'))
  const answers = [await resolver.answer(query, asked), await resolver.answer(query, asked)]
  expect(answers.map(show)).toEqual(['NOERROR 127.0.0.1', 'NOERROR 127.0.0.1'])
  expect(await resolver.answer(query, asked)).toBeUndefined()
})

describe('a resolver upstream', () => {
  const says = encode({
    type: 'response',
    id: 77,
    questions: [],
    answers: [{ type: 'A', name: 'example.net', data: '192.0.2.1' }],
  })
  test.each([
    ['is asked for names of nobody', 'example.net', says, 'NOERROR 192.0.2.1'],
    ['that does not answer', 'example.net', undefined, 'SERVFAIL'],
    ['is not asked for our names', 'www.ec2.internal', says, 'NXDOMAIN from ec2.internal'],
  ])('%s', async (_, name, answer, expected) => {
    const upstream = { ask: async () => answer }
    expect(await answerOf(question(name), asked.from, upstream)).toBe(expected)
  })
})
