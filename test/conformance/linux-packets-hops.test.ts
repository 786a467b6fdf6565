/** What is a hop and what is not, with real packets: routers and peerings are none, whoever else sends on is one. */
import { afterEach, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { behind, fabricOf, link, linkBetweenRegions, type VpcSketch, vpc } from './example-fabric.ts'
import { ipv6Block } from './fabric-draft.ts'
import { WORLD } from './fabric-gateways.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'

const reason = await canRun()
const { at, make, down } = createBench('a')

const HOST = '198.51.100.10'

const routesTo = (peer: number) =>
  [`10.${peer}.0.0/16`, ipv6Block(peer)].map(destination => ({ destination, peer }))

const peered = (peering: typeof link) =>
  fabricOf(
    vpc({ number: 1, ipv6: true, hosts: [12, 13, 212], peers: [2], routes: routesTo(2) }),
    vpc({ number: 2, ipv6: true, peers: [1], routes: routesTo(1) }),
    peering(1, 2),
  )

/** What is left to the answers when they come. */
async function left(address: string, ...options: readonly string[]): Promise<string[]> {
  const { stdout } = await inside(at(1, 12), 'ping', '-c', '1', '-W', '2', ...options, address)
  return [...stdout.matchAll(/ttl=(\d+)/g)].map(([, ttl = '']) => ttl)
}

/** Who says that a packet that may pass so many hops has come to its end; nobody, if it has been answered. */
async function endsAt(address: string, hops: number): Promise<string | undefined> {
  const ping = inside(at(1, 12), 'ping', '-n', '-c', '1', '-W', '2', '-t', String(hops), address)
  const { stdout } = await ping.catch((failed: { stdout: string }) => failed)
  return /From (\S+) .*Time to live exceeded/.exec(stdout)?.[1]
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterEach(down)

  test.each([
    ['in a Region', link],
    ['between Regions', linkBetweenRegions],
  ])('nobody is a hop in a VPC, nor a peering %s', async (_, peering) => {
    await make(peered(peering))
    for (const address of ['10.1.1.13', '10.1.2.12', '10.2.1.12']) {
      expect(await left(address), address).toEqual(['64'])
      expect(await left(address, '-t', '1'), address).toEqual(['64'])
    }
    for (const address of ['2600:1f18:1:1::13', '2600:1f18:1:2::12', '2600:1f18:2:1::12']) {
      expect(await left(address), address).toEqual(['64'])
      expect(await left(address, '-t', '1'), address).toEqual(['64'])
    }
  })

  test('whatever a packet has left, it has still; only 254 loses one', async () => {
    await make(peered(link))
    for (const sent of [2, 3, 7, 15, 31, 32, 63, 127, 128, 253, 254, 255]) {
      const arrives = [String(sent === 254 ? 253 : sent)]
      await inside(at(2, 12), 'sysctl', '-qw', `net.ipv4.ip_default_ttl=${sent}`)
      await inside(
        at(2, 12),
        'sysctl',
        '-qw',
        `net.ipv6.conf.all.hop_limit=${sent}`,
        `net.ipv6.conf.eth0.hop_limit=${sent}`,
      )
      expect(await left('10.2.1.12')).toEqual(arrives)
      expect(await left('2600:1f18:2:1::12')).toEqual(arrives)
    }
  })

  test('the checksum holds, whatever it is', async () => {
    await make(peered(link))
    const { stdout } = await inside(at(1, 12), 'ping', '-q', '-c', '1000', '-i', '0.001', '10.2.1.12')
    expect(stdout).toContain('1000 packets transmitted, 1000 received')
  })

  test('who has options in his header is heard, too', async () => {
    await make(peered(link))
    expect(await left('10.2.1.12', '-R')).toEqual(['62'])
  })

  const unchecked = (sketch: VpcSketch): VpcSketch => ({
    ...sketch,
    change: one => ({ ...one, sourceDestCheck: false }),
  })
  /** What a tenant does in his middlebox, which says nothing of shorter ways: it may say so much only in a second. */
  const forward = (host: number) => {
    const quiet = ['all', 'eth0'].map(device => `net.ipv4.conf.${device}.send_redirects=0`)
    return inside(at(1, host), 'sysctl', '-qw', 'net.ipv4.ip_forward=1', ...quiet)
  }

  test('a NAT instance is a hop, and so is a NAT gateway', async () => {
    const sketch: VpcSketch = {
      number: 1,
      hosts: [12, 250],
      routes: [{ destination: '0.0.0.0/0', host: 250 }],
      secondRoutes: [{ destination: '0.0.0.0/0', gateway: 'internet' }],
      gateways: [{ kind: 'internet', mapped: [250] }],
    }
    await make(fabricOf(vpc(unchecked(sketch)), ...behind(sketch), WORLD))
    await forward(250)
    await inside(at(1, 250), 'nft', 'add table ip nat')
    await inside(at(1, 250), 'nft', 'add chain ip nat out { type nat hook postrouting priority 100; }')
    await inside(at(1, 250), 'nft', 'add rule ip nat out oifname eth0 masquerade')
    expect(await endsAt(HOST, 1)).toBe('10.1.2.50')
    expect(await left(HOST, '-t', '2')).toEqual(['63'])

    const gateway = { ...sketch, hosts: [12], nat: 250 }
    await make(fabricOf(vpc(gateway), ...behind(gateway), WORLD))
    expect(await endsAt(HOST, 1)).toBe('10.1.2.50')
    expect(await left(HOST, '-t', '2')).toEqual(['63'])
  })

  test.each([64, 254, 255])(
    'what two middleboxes send to each other comes to its end, from %d on',
    async hops => {
      const sketch: VpcSketch = {
        number: 1,
        hosts: [12, 13, 212],
        routes: [{ destination: HOST, host: 212 }],
        secondRoutes: [{ destination: HOST, host: 13 }],
      }
      await make(fabricOf(vpc(unchecked(sketch))))
      await forward(13)
      await forward(212)
      expect(await endsAt(HOST, hops)).toMatch(/^10\.1\.[12]\.1[23]$/)
      expect(await answers(at(1, 12), '10.1.2.12')).toBe(true)
    },
  )
})
