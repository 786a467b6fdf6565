/**
 * The analyser and real packets agree about gateways of every kind: everyone who can send pings everyone there is, from the
 * Internet and from a site, too.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { compile, parts } from '../../src/fabric/compile.ts'
import type { Part, PartId } from '../../src/fabric/fabric.ts'
import { routeToGateway } from '../../src/model/endpoint-rules.ts'
import type { Document, Network } from '../../src/model/network.ts'
import type { RouteTable } from '../../src/model/route-table.ts'
import { type Trace, trace } from '../../src/reach/trace.ts'
import { converge } from '../conformance/converge.ts'
import { answers, inside } from '../conformance/inside.ts'
import {
  ANY,
  ANY_6,
  box,
  changed,
  edgeTable,
  egressOnlyGateway,
  elastic,
  FAR,
  gatewayEndpoint,
  HOST,
  HOST_6,
  interfaceEndpoint,
  interfaceIn,
  internetGateway,
  ipv6In,
  MIDDLE,
  natGateway,
  natInterfaceIn,
  networkWith,
  PCX,
  PRIVATE,
  PUBLIC,
  route,
  type SubnetNumber,
  tableOf,
  vpnConnection,
  vpnGateway,
} from './gateway-example.ts'

const reason = await canRun()
const mark = `d${process.pid.toString(16).padStart(6, '0')}`
const driver = createLinuxDriver({ mark, secret: mark })

const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const nat = { kind: 'nat-gateway', id: 'nat-00' } as const
const toBox = { kind: 'network-interface', id: interfaceIn(MIDDLE) } as const
const gateway = vpnGateway(0)
const s3 = gatewayEndpoint(0)
const toS3 = (of: SubnetNumber) =>
  routeToGateway(s3, networkWith().routeTables.get(tableOf(of)) as RouteTable, 0)
const forwards = changed(MIDDLE, { sourceDestCheck: false })

/** Everything that a VPC may have. */
const whole: readonly Document[] = [
  internetGateway(0),
  route(ANY, igw, PUBLIC),
  elastic(10, interfaceIn(PUBLIC), '10.0.0.10'),
  elastic(12, interfaceIn(MIDDLE), '10.0.2.10'),
  ...natGateway(PUBLIC),
  elastic(50, natInterfaceIn(PUBLIC), '10.0.0.50'),
  route(ANY, nat, PRIVATE),
  gateway,
  vpnConnection('vpn-a', gateway, '192.168.0.0/24', 'fd00:1::/64'),
  vpnConnection('vpn-b', gateway, '192.168.1.0/24', '192.168.0.0/25'),
  route('192.168.0.0/16', { kind: 'vpn-gateway', id: gateway.id }, PUBLIC),
  s3,
  toS3(PUBLIC),
  ...interfaceEndpoint(PUBLIC),
  ...interfaceEndpoint(MIDDLE),
  internetGateway(1),
  elastic(11, interfaceIn(FAR), '10.1.0.10'),
  route(ANY, { kind: 'peering', id: PCX }, FAR),
  route(ANY_6, igw, PUBLIC),
  egressOnlyGateway(0),
  route(ANY_6, { kind: 'egress-only-gateway', id: 'eigw-0' }, PRIVATE),
  route('2600:1f00:0:100::/56', { kind: 'peering', id: PCX }, PUBLIC),
  route('2600:1f00::/56', { kind: 'peering', id: PCX }, FAR),
  route('fd00:1::/64', { kind: 'vpn-gateway', id: gateway.id }, PUBLIC),
]

const networks: Readonly<Record<string, readonly Document[]>> = {
  whole,
  'all public': [
    ...whole,
    elastic(13, interfaceIn(PRIVATE), '10.0.1.10'),
    route(ANY, { kind: 'internet-gateway', id: 'igw-1' }, FAR),
    route(ANY, igw, MIDDLE),
  ],
  'everything through NAT': [
    ...whole,
    elastic(13, interfaceIn(PRIVATE), '10.0.1.10'),
    route('10.1.0.0/16', nat, PRIVATE),
    route('10.0.2.0/24', nat, PRIVATE),
    route('10.0.0.0/24', nat, MIDDLE),
  ],
  'a middlebox in front of two subnets': [
    ...whole,
    forwards,
    route('10.0.1.0/24', toBox, PUBLIC),
    route('10.0.0.0/24', toBox, PRIVATE),
    route(ANY, igw, MIDDLE),
  ],
  'a middlebox that checks': [...whole, route('10.0.0.0/16', toBox, PUBLIC)],
  'a middlebox on the way in': [
    ...whole,
    forwards,
    ...edgeTable(0, 'igw-0'),
    route('10.0.0.0/24', toBox, PUBLIC, 'rtb-igw-0'),
    ...edgeTable(0, gateway.id),
    route('10.0.1.0/24', toBox, PUBLIC, `rtb-${gateway.id}`),
  ],
  'a middlebox on the way out': [...whole, forwards, route(ANY, toBox, PRIVATE), route(ANY, igw, MIDDLE)],
}

const SUBNETS = [PUBLIC, PRIVATE, MIDDLE, FAR]
const SENDERS = [...SUBNETS.map(interfaceIn), HOST, HOST_6, 'vpn-a', 'vpn-b']
const ADDRESSES = [
  ...['10.0.0.10', '10.0.1.10', '10.0.2.10', '10.1.0.10', '10.0.0.50', '10.0.0.60', '10.0.2.60'],
  ...['198.18.0.10', '198.18.0.11', '198.18.0.12', '198.18.0.13', '198.18.0.50', '198.18.0.99'],
  ...[HOST, '203.0.113.1', '192.168.0.1', '192.168.1.1', '192.168.9.1', '52.216.0.1', '52.216.0.9'],
  ...[...SUBNETS.map(ipv6In), HOST_6, '2001:db8::99', '2600:1f00::99', 'fd00:1::1', 'fd00:ec2::253'],
  ...['10.0.0.2', '10.1.0.2', '10.0.0.99', '10.0.1.99', '172.16.0.1', '169.254.169.254'],
]

/** The host on the Internet has both families, and chooses by itself. */
const isPossible = (from: string, to: string): boolean =>
  ![HOST, HOST_6].includes(from) || from.includes(':') === to.includes(':')

/** In whose namespace a flow begins. */
const namespaceOf = (network: Network, from: string): string => {
  const host = network.networkInterfaces.get(from)?.attachment?.instanceId
  return `isthmus-${mark}-${host ?? ([HOST, HOST_6].includes(from) ? 'internet' : from)}`
}

async function build(network: Network): Promise<void> {
  const fabric = new Map<PartId, Part>([...parts(network)].map(id => [id, compile(network, id) as Part]))
  await driver.down()
  expect(await converge(driver, fabric)).toEqual([])
  // What a verdict is conditional on is the tenant's to do.
  await inside(
    `isthmus-${mark}-${box}`,
    'sysctl',
    '-qw',
    'net.ipv4.ip_forward=1',
    'net.ipv6.conf.all.forwarding=1',
  )
}

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 100_000 }, () => {
  afterAll(() => driver.down())

  it.each(Object.entries(networks))('%s', async (_, documents) => {
    const network = networkWith(...documents)
    await build(network)
    const flows = SENDERS.flatMap(from =>
      ADDRESSES.filter(to => isPossible(from, to)).map(to => ({ from, to, protocol: 'icmp' }) as const),
    )
    const traces = flows.map(flow => trace(network, flow))
    const wrong = await Promise.all(traces.map(one => isWrong(network, one)))
    expect(traces.filter((__, at) => wrong[at])).toEqual([])
    expect(traces.filter(({ verdict }) => verdict.reaches).length).toBeGreaterThan(SENDERS.length)
  })
})

const isWrong = async (network: Network, { flow, verdict }: Trace): Promise<boolean> =>
  (await answers(namespaceOf(network, flow.from), flow.to, verdict.reaches)) !== verdict.reaches
