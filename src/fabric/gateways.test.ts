/** What gateways, NAT gateways and endpoints make of the example's first VPC. */
import { describe, expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import { example, instanceId, interfaceId } from '../../test/agreement/example-sketch.ts'
import { address, cidr } from '../model/cidr.ts'
import { type Document, type Network, put } from '../model/network.ts'
import { newRoute, type RouteTable, type RouteTarget } from '../model/route-table.ts'
import type { GatewayEndpoint, InterfaceEndpoint } from '../model/vpc-endpoint.ts'
import type { VpnConnection } from '../model/vpn-connection.ts'
import { compile, parts } from './compile.ts'
import type { Gateway, PartId, Router } from './fabric.ts'

const place = { ownerId: '111111111111', region: 'us-east-1', tags: {} }
const vpcId = idOf('vpc', 0, 1)
const subnetId = idOf('subnet', 0, 100)
const table = idOf('rtb', 0, 3)
const owned = { ...place, vpcId }

const igw = { kind: 'internet-gateway', id: 'igw-1', ...owned } as const
const eigw = { kind: 'egress-only-gateway', id: 'eigw-1', ...owned } as const
const vgw = {
  kind: 'vpn-gateway',
  id: 'vgw-1',
  ...place,
  asn: 64_512,
  state: 'available',
  since: 0,
  attachment: { vpcId, state: 'attached' },
} as const
const tunnel = {
  outside: '198.18.0.1',
  inside: cidr('169.254.6.0/30'),
  preSharedKey: '',
  settings: { numbers: {}, words: {}, lists: {} },
}
const elastic = (id: string, text: string, networkInterfaceId: string, privateAddress: string): Document => ({
  kind: 'elastic-address',
  id,
  ...place,
  address: address(text),
  association: { id: `${id}-assoc`, networkInterfaceId, privateAddress },
  createdAt: 0,
})
const nat = {
  kind: 'nat-gateway',
  id: 'nat-1',
  ...owned,
  subnetId,
  zone: 'us-east-1a',
  connectivity: 'public',
  state: 'available',
  since: 0,
  createdAt: 0,
  addresses: [{ networkInterfaceId: 'eni-nat', privateAddress: address('10.0.0.50') }],
} as const
const serviceInterface = (id: string, text: string, type: 'nat_gateway' | 'vpc_endpoint'): Document => ({
  kind: 'network-interface',
  id,
  ...owned,
  subnetId,
  zone: 'us-east-1a',
  mac: '02:00:00:00:00:50',
  description: '',
  addresses: [address(text)],
  groups: type === 'vpc_endpoint' ? [idOf('sg', 0, 5)] : [],
  sourceDestCheck: type === 'vpc_endpoint',
  requester: { type, attachmentId: 'ela-attach-1' },
  createdAt: 0,
})
const natInterface = serviceInterface('eni-nat', '10.0.0.50', 'nat_gateway')
const endpoint = { kind: 'vpc-endpoint', ...owned, policy: '', createdAt: 0 } as const
const s3: GatewayEndpoint = {
  ...endpoint,
  id: 'vpce-s3',
  type: 'Gateway',
  serviceName: 'com.amazonaws.us-east-1.s3',
}
const ssm: InterfaceEndpoint = {
  ...endpoint,
  id: 'vpce-ssm',
  type: 'Interface',
  serviceName: 'com.amazonaws.us-east-1.ssm',
  interfaceIds: ['eni-a', 'eni-b'],
  groups: [],
  privateDns: false,
}

function networkWith(...documents: readonly Document[]): Network {
  const live = networkOf({ ...example, peerings: [] })
  live.apply(2, documents.map(put))
  return live.view
}

function withIpv6(network: Network): Document {
  const vpc = network.vpcs.get(vpcId)
  if (!vpc) throw new Error('the example has no such VPC')
  const block = {
    id: 'vpc-cidr-assoc-6',
    cidr: cidr('2600:1f00::/56'),
    pool: 'Amazon',
    networkBorderGroup: '',
  }
  return { ...vpc, ipv6Blocks: [block] }
}

const plain = networkWith()
const ipv6 = withIpv6(plain)
const router = (network: Network) => compile(network, `vpc/${vpcId}`) as Router
const gateway = (network: Network, id: string) => compile(network, `gateway/${id}`) as Gateway | undefined

describe('uplinks', () => {
  test('of every kind, and only the internet gateway has mappings', () => {
    const mapped = elastic('eipalloc-1', '198.18.0.1', interfaceId(0, 10), '10.0.0.10')
    expect(router(networkWith(igw, eigw, vgw, s3, mapped)).uplinks).toEqual([
      { id: 'eigw-1', kind: 'egress-only', mtu: 1500, mappings: [] },
      {
        id: 'igw-1',
        kind: 'internet',
        mtu: 1500,
        mappings: [{ private: '10.0.0.10', public: '198.18.0.1' }],
      },
      { id: 'vgw-1', kind: 'vpn', mtu: 1446, mappings: [] },
      { id: 'vpce-s3', kind: 'endpoint', mtu: 8500, mappings: [] },
    ])
  })

  test('the table of a gateway is there, with its overrides', () => {
    const edge: RouteTable = { kind: 'route-table', id: 'rtb-edge', ...owned, createdAt: 0 }
    const target = { kind: 'network-interface', id: interfaceId(0, 11) } as const
    const compiled = router(
      networkWith(igw, edge, newRoute(edge, cidr('10.0.0.0/16'), target, 0), {
        kind: 'route-table-association',
        id: 'rtbassoc-edge',
        ...owned,
        routeTableId: edge.id,
        gatewayId: igw.id,
      }),
    )
    expect(compiled.uplinks[0]?.routeTableId).toBe(edge.id)
    expect(compiled.routeTables.find(({ id }) => id === edge.id)).toEqual({
      id: edge.id,
      routes: [],
      overrides: [{ destination: '10.0.0.0/16', nextHop: { interface: interfaceId(0, 11) } }],
    })
  })
})

describe('next hops', () => {
  const hopOf = (target: RouteTarget, destination = '0.0.0.0/0', ...documents: readonly Document[]) => {
    const network = networkWith(...documents)
    const of = network.routeTables.get(table) as RouteTable
    const [compiled] = router(
      networkWith(...documents, newRoute(of, cidr(destination), target, 0)),
    ).routeTables
    return [...(compiled?.routes ?? []), ...(compiled?.overrides ?? [])]
  }
  const stopped = (id: string): Document => {
    const instance = plain.instances.get(id)
    if (!instance) throw new Error(`the example has no ${id}`)
    return { ...instance, state: 'stopped' }
  }

  test.each<[string, RouteTarget, readonly Document[], object | undefined]>([
    ['an internet gateway', { kind: 'internet-gateway', id: 'igw-1' }, [igw], { gateway: 'igw-1' }],
    ['one that is not attached', { kind: 'internet-gateway', id: 'igw-1' }, [], undefined],
    ['a virtual private gateway', { kind: 'vpn-gateway', id: 'vgw-1' }, [vgw], { gateway: 'vgw-1' }],
    ['a NAT gateway', { kind: 'nat-gateway', id: 'nat-1' }, [nat, natInterface], { interface: 'eni-nat' }],
    [
      'one that is pending',
      { kind: 'nat-gateway', id: 'nat-1' },
      [{ ...nat, state: 'pending' }, natInterface],
      undefined,
    ],
    ['an instance', { kind: 'instance', id: instanceId(0, 11) }, [], { interface: interfaceId(0, 11) }],
    ['a stopped one', { kind: 'instance', id: instanceId(0, 11) }, [stopped(instanceId(0, 11))], undefined],
    [
      'an interface',
      { kind: 'network-interface', id: interfaceId(0, 11) },
      [],
      { interface: interfaceId(0, 11) },
    ],
  ])('%s', (_, target, documents, nextHop) => {
    expect(hopOf(target, '0.0.0.0/0', ...documents)).toEqual([
      { destination: '0.0.0.0/0', ...(nextHop && { nextHop }) },
    ])
  })

  test('an interface without an address of the family carries none of its packets', () => {
    expect(hopOf({ kind: 'instance', id: instanceId(0, 11) }, '::/0')).toEqual([{ destination: '::/0' }])
  })

  test('a whole subnet is led to a middlebox before the local route', () => {
    const target = { kind: 'instance', id: instanceId(0, 11) } as const
    expect(hopOf(target, '10.0.0.0/24')).toEqual([
      { destination: '10.0.0.0/24', nextHop: { interface: interfaceId(0, 11) } },
    ])
  })
})

describe('hosts beside instances', () => {
  test('a NAT gateway', () => {
    const compiled = router(networkWith(nat, natInterface))
    expect(compiled.natGateways).toEqual([
      { id: 'nat-1', addresses: ['10.0.0.50'], sources: ['10.0.0.0/16'] },
    ])
    const own = compiled.interfaces.find(one => one.id === 'eni-nat')
    expect(own).toMatchObject({ hostId: 'nat-1', device: 'eth0', mtu: 8500, sourceDestCheck: false })
    expect(own).not.toHaveProperty('groups')
  })

  test.each(['deleting', 'deleted', 'failed'] as const)('none while the NAT gateway is %s', state => {
    const compiled = router(networkWith({ ...nat, state }, natInterface))
    expect([compiled.natGateways, compiled.interfaces.map(one => one.hostId)]).toEqual([
      [],
      [instanceId(0, 10), instanceId(0, 11)],
    ])
  })

  test('no interface endpoint before it is accepted', () => {
    const connection = { id: 'vpce-con-1', serviceId: 'vpce-svc-1', state: 'pendingAcceptance' } as const
    const own = serviceInterface('eni-a', '10.0.0.60', 'vpc_endpoint')
    const hosts = router(networkWith({ ...ssm, connection }, own)).interfaces.map(one => one.hostId)
    expect(hosts).not.toContain('vpce-ssm')
  })

  test('an interface endpoint, with an interface in each of its subnets', () => {
    const ends = ['eni-a', 'eni-b'].map((id, n) => serviceInterface(id, `10.0.0.${60 + n}`, 'vpc_endpoint'))
    const own = router(networkWith(ssm, ...ends)).interfaces.filter(one => one.hostId === 'vpce-ssm')
    expect(own.map(one => [one.id, one.device, one.groups])).toEqual([
      ['eni-a', 'eth0', [idOf('sg', 0, 5)]],
      ['eni-b', 'eth1', [idOf('sg', 0, 5)]],
    ])
  })
})

describe('gateways', () => {
  const mapped = elastic('eipalloc-1', '198.18.0.1', interfaceId(0, 10), '10.0.0.10')

  test('to the Internet lead back to public addresses and IPv6 blocks, and bring it into being', () => {
    const network = networkWith(igw, mapped, ipv6)
    expect(gateway(network, 'igw-1')).toEqual({
      part: 'gateway/igw-1',
      id: 'igw-1',
      kind: 'internet',
      vpcId,
      mtu: 1500,
      routes: ['198.18.0.1/32', '2600:1f00::/56'],
      sites: [],
    })
    expect(compile(network, 'internet/world')).toEqual({
      part: 'internet/world',
      addresses: ['198.51.100.10', '2001:db8::10'],
    })
  })

  test.each<[string, readonly Document[], readonly string[]]>([
    ['alone', [eigw, ipv6], ['2600:1f00::/56']],
    ['beside an internet gateway: that leads back', [eigw, igw, ipv6], []],
    ['without IPv6', [eigw], []],
  ])('an egress-only one %s', (_, documents, routes) => {
    expect(gateway(networkWith(...documents), 'eigw-1')?.routes).toEqual(routes)
  })

  const connection = (id: string, ...blocks: readonly string[]): VpnConnection => ({
    kind: 'vpn-connection',
    id,
    ...place,
    customerGatewayId: 'cgw-1',
    vpnGatewayId: vgw.id,
    state: 'available',
    since: 0,
    options: { staticRoutesOnly: true, localCidr: '0.0.0.0/0', remoteCidr: '0.0.0.0/0' },
    tunnels: [tunnel, tunnel],
    routes: blocks.map(block => ({ destination: cidr(block), state: 'available' })),
  })

  test.each<[string, readonly VpnConnection[], Gateway['sites']]>([
    [
      'a host in each of its networks',
      [connection('vpn-1', '10.8.0.0/16', '10.7.0.0/16')],
      [
        {
          id: 'vpn-1',
          networks: [
            { block: '10.7.0.0/16', host: '10.7.0.1' },
            { block: '10.8.0.0/16', host: '10.8.0.1' },
          ],
        },
      ],
    ],
    [
      'the same network twice: the first has it',
      [connection('vpn-2', '10.8.0.0/16'), connection('vpn-1', '10.8.0.0/16')],
      [
        { id: 'vpn-1', networks: [{ block: '10.8.0.0/16', host: '10.8.0.1' }] },
        { id: 'vpn-2', networks: [] },
      ],
    ],
    ['a network of the VPC itself', [connection('vpn-1', '10.0.8.0/24')], [{ id: 'vpn-1', networks: [] }]],
    ['one that is being deleted', [{ ...connection('vpn-1', '10.8.0.0/16'), state: 'deleting' }], []],
  ])('to a site: %s', (_, connections, sites) => {
    expect(gateway(networkWith(vgw, ...connections), vgw.id)).toEqual({
      part: 'gateway/vgw-1',
      id: 'vgw-1',
      kind: 'vpn',
      vpcId,
      mtu: 1446,
      routes: ['10.0.0.0/16'],
      sites,
    })
  })

  test('to a service', () => {
    expect(gateway(networkWith(s3), 'vpce-s3')).toMatchObject({
      kind: 'endpoint',
      routes: ['10.0.0.0/16'],
      service: {
        name: 'com.amazonaws.us-east-1.s3',
        addresses: ['52.216.0.1', '54.231.0.1', '3.5.0.1'],
      },
    })
  })

  test('none where nothing is attached, and no Internet', () => {
    const { vpcId: _, ...detached } = igw
    const leaving = { ...vgw, attachment: { vpcId, state: 'detaching' } } as const
    const network = networkWith(detached, leaving)
    expect([gateway(network, 'igw-1'), gateway(network, 'vgw-1'), router(network).uplinks]).toEqual([
      undefined,
      undefined,
      [],
    ])
    expect(compile(network, 'internet/world')).toBeUndefined()
  })

  test('are among the parts', () => {
    const all: readonly PartId[] = [...parts(networkWith(igw, s3, ipv6))]
    expect(all).toEqual([
      `vpc/${vpcId}`,
      'gateway/igw-1',
      'gateway/vpce-s3',
      `vpc/${idOf('vpc', 1, 1)}`,
      'internet/world',
    ])
  })
})
