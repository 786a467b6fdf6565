/** What the linux data plane does with real packets. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import type { AclEntry, Interface, Rule } from '../../src/fabric/fabric.ts'
import { converge, difference } from './converge.ts'
import { ALLOW_ALL, ANYTHING, fabricOf, ICMP_ONLY, instance, link, peered, vpc } from './example-fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'
import { id } from './fabric-draft.ts'
import { answers, inside, says, start, stop } from './inside.ts'

const reason = await canRun()
const MARK = `c${process.pid.toString(16).padStart(6, '0')}`
const OTHER_MARK = `d${MARK.slice(1)}`
const fresh = (mark = MARK) => createLinuxDriver({ mark })

/** The namespace of an instance: `at(1, 12)` has the address 10.1.1.12. */
const at = (number: number, host: number, mark = MARK) => `isthmus-${mark}-${instance(number, host)}`

async function make(fabric: Fabric, mark = MARK): Promise<void> {
  expect(await converge(fresh(mark), fabric)).toEqual([])
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(async () => {
    await fresh().down()
    await fresh(OTHER_MARK).down()
  })

  test('a peering with a route on each side carries packets both ways', async () => {
    await make(peered())
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(2, 12), '10.1.1.12')).toBe(true)
  })

  test.each([
    ['the requester', { routes: [] }, {}],
    ['the accepter', {}, { routes: [] }],
  ])('without the route of %s nothing passes', async (_, one, other) => {
    await make(peered(one, other))
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
    expect(await answers(at(2, 12), '10.1.1.12', false)).toBe(false)
  })

  test('the longest prefix wins: one host of the peer is cut out by a blackhole', async () => {
    const routes = [{ destination: '10.0.0.0/8', peer: 2 }, { destination: '10.2.1.13/32' }]
    await make(peered({ routes }, { hosts: [12, 13] }))
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(1, 12), '10.2.1.13', false)).toBe(false)
  })

  test('two VPCs with the same addresses stay apart', async () => {
    await make(fabricOf(vpc({ number: 1, hosts: [12, 13] }), vpc({ number: 3, network: 1, hosts: [12] })))
    expect(await answers(at(1, 12), '10.1.1.13')).toBe(true)
    expect(await answers(at(3, 12), '10.1.1.13', false)).toBe(false)
  })

  test('125 peerings on one VPC, the most that AWS grants', async () => {
    const spokes = Array.from({ length: 125 }, (_, n) => n + 2)
    const hub = vpc({
      number: 1,
      peers: spokes,
      routes: spokes.map(peer => ({ destination: `10.${peer}.0.0/16`, peer })),
    })
    const all = spokes.map(number =>
      vpc({ number, peers: [1], routes: [{ destination: '10.0.0.0/8', peer: 1 }] }),
    )
    await make(fabricOf(hub, ...all, ...spokes.map(number => link(1, number))))
    for (const spoke of [2, 60, 126]) {
      expect(await answers(at(1, 12), `10.${spoke}.1.12`)).toBe(true)
      expect(await answers(at(spoke, 12), '10.1.1.12')).toBe(true)
      expect(await answers(at(spoke, 12), '10.99.1.12', false)).toBe(false)
    }
  })

  test('peering is not transitive, whatever the route tables say', async () => {
    const everything = '0.0.0.0/0'
    const both = [
      { destination: everything, peer: 1 },
      { destination: '10.3.0.0/16', peer: 3 },
    ]
    await make(
      fabricOf(
        vpc({ number: 1, peers: [2], routes: [{ destination: everything, peer: 2 }] }),
        vpc({ number: 2, peers: [1, 3], routes: both }),
        vpc({ number: 3, peers: [2], routes: [{ destination: everything, peer: 2 }] }),
        link(1, 2),
        link(2, 3),
      ),
    )
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(2, 12), '10.3.1.12')).toBe(true)
    expect(await answers(at(3, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(1, 12), '10.3.1.12', false)).toBe(false)
    expect(await answers(at(3, 12), '10.1.1.12', false)).toBe(false)
  })

  test('groups are stateful: replies come in where nothing else does', async () => {
    await make(peered({ ingress: [] }))
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(2, 12), '10.1.1.12', false)).toBe(false)
  })

  test('groups decide inside a subnet too, in both directions', async () => {
    await make(fabricOf(vpc({ number: 1, hosts: [12, 13], ingress: [] })))
    expect(await answers(at(1, 12), '10.1.1.13', false)).toBe(false)
    await make(fabricOf(vpc({ number: 1, hosts: [12, 13], egress: [] })))
    expect(await answers(at(1, 12), '10.1.1.13', false)).toBe(false)
    await make(fabricOf(vpc({ number: 1, hosts: [12, 13] })))
    expect(await answers(at(1, 12), '10.1.1.13')).toBe(true)
  })

  const denyIcmp = (type: number): AclEntry => ({
    allow: false,
    protocol: { name: 'icmp', type, code: -1 },
    cidr: '10.1.0.0/16',
  })

  test.each<readonly [string, 'ingress' | 'egress', number]>([
    ['requests on their way in', 'ingress', 8],
    ['replies on their way out, for it keeps no state', 'egress', 0],
  ])('a network ACL denies %s', async (_, way, type) => {
    await make(peered({}, { acl: { [way]: [denyIcmp(type), ALLOW_ALL] } }))
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
    await make(peered({}, { acl: { [way]: [ALLOW_ALL, denyIcmp(type)] } }))
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
  })

  test('a network ACL asks for the port that a reply goes to', async () => {
    const tcp = (from: number, to: number): AclEntry => ({
      allow: true,
      protocol: { name: 'tcp', from, to },
      cidr: '0.0.0.0/0',
    })
    await make(peered({}, { acl: { ingress: [tcp(80, 80)], egress: [tcp(1024, 65_535)] } }))
    const server = start(at(2, 12), process.execPath, '-e', serving(80))
    try {
      await says(server, 'listening')
      expect(await connects(80)).toBe('yes')
      await make(peered({}, { acl: { ingress: [tcp(80, 80)], egress: [tcp(80, 80)] } }))
      expect(await connects(80)).toBe('no')
    } finally {
      await stop(server)
    }
  })

  test('a network ACL stands at the boundary of its subnet: nothing inside asks it', async () => {
    const acl = { ingress: [], egress: [] }
    const apart = (one: Interface) => (one.id.endsWith('14') ? { ...one, subnetId: id('subnet', 1, 2) } : one)
    await make(fabricOf(vpc({ number: 1, hosts: [12, 13, 14], acl, change: apart })))
    expect(await answers(at(1, 12), '10.1.1.13')).toBe(true)
    expect(await answers(at(1, 12), '10.1.1.14', false)).toBe(false)
    await make(fabricOf(vpc({ number: 1, hosts: [12, 13, 14], change: apart })))
    expect(await answers(at(1, 12), '10.1.1.14')).toBe(true)
  })

  test('a rule that names a group of the peer lets in its members only', async () => {
    const rule: Rule = { protocol: { name: 'all' }, peer: { group: id('sg', 1) } }
    const other = { ingress: [rule], members: { [id('sg', 1)]: ['10.1.1.13'] } }
    await make(peered({ hosts: [12, 13] }, other))
    expect(await answers(at(1, 13), '10.2.1.12')).toBe(true)
    expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
  })

  test('a rule for ICMP or a port lets nothing else in', async () => {
    const web: Rule = { protocol: { name: 'tcp', from: 80, to: 81 }, peer: { cidr: '10.1.1.12/32' } }
    await make(peered({}, { ingress: [web] }))
    const servers = [80, 82].map(port => start(at(2, 12), process.execPath, '-e', serving(port)))
    try {
      await Promise.all(servers.map(server => says(server, 'listening')))
      expect([await connects(80), await connects(82)]).toEqual(['yes', 'no'])
      expect(await answers(at(1, 12), '10.2.1.12', false)).toBe(false)
      await make(peered({}, { ingress: [ICMP_ONLY] }))
      expect(await connects(80)).toBe('no')
      expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    } finally {
      await Promise.all(servers.map(stop))
    }
  })

  test('who sends as another is not heard, unless the check is off', async () => {
    const hosts = [12, 13]
    const heard = async () => {
      const receiver = start(at(2, 12), process.execPath, '-e', RECEIVER)
      try {
        await says(receiver, 'listening')
        const all = says(receiver, 'honest')
        await send(at(1, 12), '10.1.1.13', 'spoofed')
        await send(at(1, 12), '10.1.1.12', 'honest')
        return await all
      } finally {
        await stop(receiver)
      }
    }
    await make(peered({ hosts }))
    await inside(at(1, 12), 'ip', 'address', 'add', '10.1.1.13/32', 'dev', 'lo')
    expect(await heard()).toBe('honest')
    await make(peered({ hosts, change: one => ({ ...one, sourceDestCheck: false }) }))
    expect(await heard()).toBe('spoofedhonest')
  })

  test('a connection outlives a new process, its sweep, and a change beside it', async () => {
    await make(peered())
    const server = start(at(2, 12), process.execPath, '-e', ECHO)
    await says(server, 'listening')
    const client = start(at(1, 12), process.execPath, '-e', TALKING, '10.2.1.12', '80')
    try {
      const first = says(client, 'before')
      client.stdin.write('before')
      await first
      expect(await difference(fresh(), peered())).toEqual([])
      await make(peered({ ingress: [], hosts: [12, 13] }, { ingress: [ICMP_ONLY] }))
      const second = says(client, 'after')
      client.stdin.write('after')
      expect(await second).toBe('after')
    } finally {
      await Promise.all([stop(client), stop(server)])
    }
  })

  test('two servers side by side carry the same addresses, each for itself', async () => {
    await make(peered())
    await make(peered({ hosts: [13] }, { ingress: [ANYTHING] }), OTHER_MARK)
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
    expect(await answers(at(1, 13, OTHER_MARK), '10.2.1.12')).toBe(true)
    await fresh(OTHER_MARK).down()
    expect(await answers(at(1, 12), '10.2.1.12')).toBe(true)
  })

  test('what runs in an instance ends with it, and nothing else', async () => {
    await make(peered())
    expect(await fresh().locate(instance(1, 12))).toEqual({ netns: `/run/netns/${at(1, 12)}` })
    const [inFirst, inSecond] = [at(1, 12), at(2, 12)].map(where => start(where, 'sleep', '60'))
    try {
      await make(fabricOf(vpc({ number: 2 })))
      expect(inFirst?.signalCode ?? (await ending(inFirst))).toBe('SIGKILL')
      expect(inSecond?.signalCode).toBe(null)
      expect(await fresh().locate(instance(1, 12))).toBe(undefined)
    } finally {
      if (inSecond) await stop(inSecond)
    }
  })
})

const ending = (child: ReturnType<typeof start> | undefined) =>
  new Promise(resolve => child?.once('exit', (_, signal) => resolve(signal)))

/** What the first instance of the one VPC hears from that port of the first instance of the other. */
const connects = (port: number) =>
  inside(at(1, 12), process.execPath, '-e', ASKING, '10.2.1.12', String(port)).then(({ stdout }) => stdout)

/** Says yes to whoever connects. */
const serving = (port: number) =>
  `require('net').createServer(c => c.on('error', () => {}).end('yes')).listen(${port}, () => console.log('listening'))`

/** Prints what a server says, or `no` if there is no connection within 0.3 s. */
const ASKING = `
const [host, port] = process.argv.slice(1)
const socket = require('net').connect({ host, port, timeout: 300 })
const no = () => process.stdout.write('no', () => process.exit())
socket.on('data', data => process.stdout.write(data)).on('timeout', no).on('error', no)`

/** Sends what it is told, and prints what comes back. */
const TALKING = `
const [host, port] = process.argv.slice(1)
const socket = require('net').connect({ host, port })
process.stdin.pipe(socket).pipe(process.stdout)`

const ECHO =
  "require('net').createServer(c => c.pipe(c)).listen(80, '0.0.0.0', () => process.stdout.write('listening'))"

/** Prints each datagram as it comes. */
const RECEIVER =
  "const s = require('dgram').createSocket('udp4'); s.on('message', m => process.stdout.write(m)); s.bind(80, () => process.stdout.write('listening'))"

const send = (namespace: string, source: string, text: string) =>
  inside(
    namespace,
    process.execPath,
    '-e',
    `const s = require('dgram').createSocket('udp4'); s.bind(0, '${source}', () => s.send('${text}', 80, '10.2.1.12', () => s.close()))`,
  )
