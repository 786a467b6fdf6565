/**
 * Edge to edge is impossible: nobody gets through a VPC from one of its edges to another, whatever the route tables say.
 * Every case has a control: the same packets from, or to, inside the VPC.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import type { Gateway } from '../../src/fabric/fabric.ts'
import { behind, fabricOf, link, type RouteSketch, type VpcSketch, vpc } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { gatewayId, publicAddress, WORLD } from './fabric-gateways.ts'
import { answers, inside } from './inside.ts'
import { createBench } from './packet-bench.ts'

const reason = await canRun()
const { at, make, namespace, down } = createBench('7')

const NAT = 250

/** Where each thing behind VPC 1 is: in which namespace, and its address. The host of VPC 1 itself is 10.1.1.12. */
const PLACES = {
  peer: { where: at(2, 12), address: '10.2.1.12' },
  'second peer': { where: at(3, 12), address: '10.3.1.12' },
  Internet: { where: namespace('internet'), address: '198.51.100.10' },
  site: { where: namespace(id('vpn', 1)), address: '192.168.1.1' },
  endpoint: { where: namespace(gatewayId(1, 'endpoint')), address: '203.0.113.1' },
} as const

type Place = keyof typeof PLACES

/** Every table of VPC 1 leads everywhere; the second subnet's NAT gateway is the way to the Internet of the first. */
const everywhere: readonly RouteSketch[] = [
  { destination: '10.2.0.0/16', peer: 2 },
  { destination: '10.3.0.0/16', peer: 3 },
  { destination: '192.168.1.0/24', gateway: 'vpn' },
  { destination: '203.0.113.0/24', gateway: 'endpoint' },
]

const middle: VpcSketch = {
  number: 1,
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

const MORE: Partial<Record<Gateway['kind'], Partial<Gateway>>> = {
  vpn: { sites: [{ id: id('vpn', 1), networks: [{ block: '192.168.1.0/24', host: '192.168.1.1' }] }] },
  endpoint: { service: { name: 's3', addresses: ['203.0.113.1'] } },
}

const whole = fabricOf(
  vpc(middle),
  ...[2, 3].map(number => vpc({ number, peers: [1], routes: [{ destination: '0.0.0.0/0', peer: 1 }] })),
  link(1, 2),
  link(1, 3),
  ...behind(middle).map(gateway => ({ ...gateway, ...MORE[gateway.kind] })),
  WORLD,
)

/** What is behind a gateway is led to everything else through VPC 1, as far as it is not led there already. */
async function leadThrough(): Promise<void> {
  const lead = (where: string, block: string, device: string) =>
    inside(where, 'ip', 'route', 'add', block, 'via', '169.254.0.1', 'dev', device, 'onlink')
  for (const block of ['10.0.0.0/8', '192.168.1.0/24', '203.0.113.0/24'])
    await lead(PLACES.Internet.where, block, 'igw-00000000001')
  for (const block of ['10.0.0.0/8', '198.51.100.0/24', '203.0.113.0/24'])
    await lead(namespace(gatewayId(1, 'vpn')), block, 'vgw-00000000001')
  for (const block of ['10.0.0.0/8', '198.51.100.0/24', '192.168.1.0/24'])
    await lead(PLACES.endpoint.where, block, 'vpce-0000000001')
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  beforeAll(async () => {
    await make(whole)
    await leadThrough()
  })
  afterAll(down)

  const places = Object.keys(PLACES) as readonly Place[]

  test.each(places)('control: the VPC itself reaches the %s', async place =>
    expect(await answers(at(1, 12), PLACES[place].address)).toBe(true),
  )

  test.each(['peer', 'second peer', 'site'] as const)('control: the %s reaches the VPC itself', async place =>
    expect(await answers(PLACES[place].where, '10.1.1.12')).toBe(true),
  )

  test('control: the Internet reaches a public address of the VPC', async () =>
    expect(await answers(PLACES.Internet.where, publicAddress(1, 212))).toBe(true))

  const ways = places.flatMap(from => places.filter(to => to !== from).map(to => [from, to] as const))

  test.each(ways)('the %s does not reach the %s', async (from, to) =>
    expect(await answers(PLACES[from].where, PLACES[to].address, false)).toBe(false),
  )
})
