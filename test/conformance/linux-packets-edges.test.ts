/**
 * Edge to edge is impossible: nobody gets through a VPC from one of its edges to another, whatever the route tables say.
 * Every case has two controls: the same packets from, or to, inside the VPC; and that they do get through once somebody has
 * broken the routers by hand.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { tableNumbers } from '../../src/drivers/linux/names.ts'
import type { Gateway, Site } from '../../src/fabric/fabric.ts'
import { behind, fabricOf, link, type RouteSketch, type VpcSketch, vpc } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { gatewayId, publicAddress, WORLD } from './fabric-gateways.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('7')

const NAT = 250

/**
 * Where each thing behind VPC 1 is: in which namespace, and its addresses. An endpoint has an IPv6 address here: between it and
 * the Internet IPv4 would prove nothing, for the internet gateway has public addresses for neither of the two.
 */
const PLACES = {
  peer: { where: at(2, 12), addresses: ['10.2.1.12', '2600:1f18:2:1::12'] },
  'second peer': { where: at(3, 12), addresses: ['10.3.1.12', '2600:1f18:3:1::12'] },
  Internet: { where: namespace('internet'), addresses: ['198.51.100.10', '2001:db8::10'] },
  site: { where: namespace(id('vpn', 1)), addresses: ['192.168.1.1', 'fd00:1::1'] },
  endpoint: { where: namespace(gatewayId(1, 'endpoint')), addresses: ['203.0.113.1', '2600:1fa0::1'] },
} as const

type Place = keyof typeof PLACES

/** Every table of VPC 1 leads everywhere; by IPv4 the second subnet's NAT gateway is the way to the Internet of the first. */
const everywhere: readonly RouteSketch[] = [
  { destination: '10.2.0.0/16', peer: 2 },
  { destination: '2600:1f18:2::/56', peer: 2 },
  { destination: '10.3.0.0/16', peer: 3 },
  { destination: '2600:1f18:3::/56', peer: 3 },
  { destination: '192.168.1.0/24', gateway: 'vpn' },
  { destination: 'fd00:1::/32', gateway: 'vpn' },
  { destination: '203.0.113.0/24', gateway: 'endpoint' },
  { destination: '2600:1fa0::/32', gateway: 'endpoint' },
  { destination: '::/0', gateway: 'internet' },
]

const middle: VpcSketch = {
  number: 1,
  ipv6: true,
  peers: [2, 3],
  nat: NAT,
  routes: [...everywhere, { destination: '0.0.0.0/0', host: NAT }],
  secondRoutes: [...everywhere, { destination: '0.0.0.0/0', gateway: 'internet' }],
  hosts: [12, 212],
  gateways: [
    { kind: 'internet', mapped: [NAT, 212], overrides: [] },
    { kind: 'vpn', overrides: [] },
    { kind: 'endpoint' },
  ],
}

const SITE: Site = {
  id: id('vpn', 1),
  networks: [
    { block: '192.168.1.0/24', host: '192.168.1.1' },
    { block: 'fd00:1::/32', host: 'fd00:1::1' },
  ],
}

const MORE: Partial<Record<Gateway['kind'], Partial<Gateway>>> = {
  vpn: { sites: [SITE] },
  endpoint: { service: { name: 's3', addresses: PLACES.endpoint.addresses } },
}

const peer = (number: number) =>
  vpc({
    number,
    ipv6: true,
    peers: [1],
    routes: ['0.0.0.0/0', '::/0'].map(destination => ({ destination, peer: 1 })),
  })

const whole = fabricOf(
  vpc(middle),
  peer(2),
  peer(3),
  link(1, 2),
  link(1, 3),
  ...behind(middle).map(gateway => ({ ...gateway, ...MORE[gateway.kind] })),
  WORLD,
)

/** What is behind a gateway is led to everything else through VPC 1, as far as it is not led there already. */
async function leadThrough(): Promise<void> {
  const lead = async (where: string, device: string, ...blocks: readonly string[]) => {
    for (const block of blocks) {
      const way = block.includes(':') ? ['via', 'fe80::1'] : ['via', '169.254.0.1', 'onlink']
      await inside(where, 'ip', 'route', 'add', block, ...way, 'dev', device)
    }
  }
  const peers = ['10.0.0.0/8', '2600:1f18::/32']
  const internet = ['198.51.100.0/24', '2001:db8::/32']
  const site = ['192.168.1.0/24', 'fd00:1::/32']
  const endpoint = ['203.0.113.0/24', '2600:1fa0::/32']
  await lead(PLACES.Internet.where, 'igw-00000000001', ...peers, ...site, ...endpoint)
  await lead(namespace(gatewayId(1, 'vpn')), 'vgw-00000000001', ...peers, ...internet, ...endpoint)
  await lead(PLACES.endpoint.where, 'vpce-0000000001', ...peers, ...internet, ...site)
}

/** All that comes in is led by the second subnet's route table, and no edge asks what it lets in or out; nor do the peers'. */
async function breakRouters(): Promise<void> {
  const router = namespace(id('vpc', 1))
  const [table = 0] = tableNumbers([id('rtb', 1, 2)]).values()
  for (const family of ['-4', '-6'])
    await inside(router, 'ip', family, 'rule', 'add', 'priority', '150', 'lookup', String(table))
  const [peering, second] = [id('pcx', 1, 2), id('pcx', 1, 3)]
  const gateways = behind(middle).map(gateway => gateway.id)
  for (const edge of [...gateways, peering, second]) await open(router, edge)
  await open(namespace(id('vpc', 2)), peering)
  await open(namespace(id('vpc', 3)), second)
}

async function open(router: string, edge: string): Promise<void> {
  for (const chain of [`egress-${edge}`, `ingress-${edge}`]) {
    await inside(router, 'nft', 'flush', 'chain', 'inet', 'isthmus', chain)
    await inside(router, 'nft', 'add', 'rule', 'inet', 'isthmus', chain, 'accept')
  }
}

const reaches = async (where: string, addresses: readonly string[], expected: boolean) =>
  Promise.all(addresses.map(address => answers(where, address, expected)))

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  beforeAll(async () => {
    await make(whole)
    await leadThrough()
  })
  afterAll(down)

  const places = Object.keys(PLACES) as readonly Place[]
  const inVpc = ['10.1.1.12', '2600:1f18:1:1::12']

  test.each(places)('control: the VPC itself reaches the %s', async place => {
    const { addresses } = PLACES[place]
    expect(await reaches(at(1, 12), addresses, true)).toEqual(addresses.map(() => true))
  })

  test.each(['peer', 'second peer', 'site'] as const)('control: the %s reaches the VPC itself', async place =>
    expect(await reaches(PLACES[place].where, inVpc, true)).toEqual([true, true]),
  )

  test('control: the Internet reaches what is public of the VPC', async () => {
    const publicly = [publicAddress(1, 212), '2600:1f18:1:2::12']
    expect(await reaches(PLACES.Internet.where, publicly, true)).toEqual([true, true])
  })

  const ways = places.flatMap(from => places.filter(to => to !== from).map(to => [from, to] as const))

  test.each(ways)('the %s does not reach the %s', async (from, to) => {
    const { addresses } = PLACES[to]
    expect(await reaches(PLACES[from].where, addresses, false)).toEqual(addresses.map(() => false))
  })

  describe('control: with the routers broken by hand', () => {
    beforeAll(breakRouters)

    test.each(ways)('the %s reaches the %s', async (from, to) =>
      expect(await reaches(PLACES[from].where, PLACES[to].addresses, false)).toContain(true),
    )
  })
})
