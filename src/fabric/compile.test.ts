import { describe, expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import {
  example,
  instance,
  instanceId,
  interfaceId,
  peering,
  vpc,
} from '../../test/agreement/example-sketch.ts'
import type { Sketch } from '../../test/agreement/sketch.ts'
import { put } from '../model/network.ts'
import { compile, parts } from './compile.ts'
import type { Link, Router } from './fabric.ts'
import { partOfPeering, partOfVpc } from './part-ids.ts'

const [vpcA, vpcB, vpcC] = [idOf('vpc', 0, 1), idOf('vpc', 1, 1), idOf('vpc', 2, 1)]
const pcx = idOf('pcx', 0, 1)
const router = (sketch: Sketch, id = vpcA) =>
  compile(networkOf(sketch).view, partOfVpc(id)) as Router | undefined
const link = (sketch: Sketch) => compile(networkOf(sketch).view, partOfPeering(pcx)) as Link | undefined
const anything = { protocol: { name: 'all' }, peer: { cidr: '0.0.0.0/0' } } as const

describe('compile', () => {
  test('the router of the example, whole', () => {
    const instances = [instance(0, 10), instance(1, 10)]
    const [table, group] = [idOf('rtb', 0, 3), idOf('sg', 0, 5)]
    const [subnet, acl] = [idOf('subnet', 0, 100), idOf('acl', 0, 8)]
    const pass = { allow: true, protocol: { name: 'all' }, cidr: '0.0.0.0/0' }
    expect(router({ ...example, instances })).toEqual({
      part: `vpc/${vpcA}`,
      vpcId: vpcA,
      blocks: ['10.0.0.0/16'],
      gateways: ['10.0.0.1'],
      interfaces: [
        {
          id: interfaceId(0, 10),
          hostId: instanceId(0, 10),
          device: 'eth0',
          mac: '02:00:00:00:00:0a',
          mtu: 9001,
          addresses: ['10.0.0.10'],
          prefix: 24,
          gateway: '10.0.0.1',
          subnetId: subnet,
          networkAclId: acl,
          routeTableId: table,
          groups: [group],
          sourceDestCheck: true,
        },
      ],
      routeTables: [
        { id: table, routes: [{ destination: '10.1.0.0/16', nextHop: { peering: pcx } }], overrides: [] },
      ],
      uplinks: [],
      natGateways: [],
      services: {
        resolver: ['10.0.0.2', '169.254.169.253'],
        metadata: ['169.254.169.254'],
      },
      peerings: [{ id: pcx, side: 'requester', peerBlocks: ['10.1.0.0/16'] }],
      networkAcls: [{ id: acl, ingress: [pass], egress: [pass] }],
      groups: [
        {
          id: group,
          ingress: [{ protocol: { name: 'all' }, peer: { group } }, anything],
          egress: [anything],
        },
      ],
      groupAddresses: { [group]: ['10.0.0.10'] },
    })
  })

  test('the route to EC2-Classic drops, and nothing inside it is taken', () => {
    const live = networkOf(example)
    const vpc = live.view.vpcs.get(vpcA)
    if (vpc) live.apply(2, [put({ ...vpc, classicLink: true })])
    const tables = (compile(live.view, partOfVpc(vpcA)) as Router).routeTables
    expect(tables.map(table => table.routes)).toEqual([[{ destination: '10.0.0.0/8' }]])
  })

  test('the parts of the example', () => {
    expect([...parts(networkOf(example).view)]).toEqual([`vpc/${vpcA}`, `vpc/${vpcB}`, `peering/${pcx}`])
  })

  test.each(['stopped', 'stopping', 'shutting-down'] as const)(
    'an instance that is %s has no interface',
    state => {
      const instances = [instance(0, 10), instance(0, 11, { state })]
      expect(router({ ...example, instances })?.interfaces.map(one => one.hostId)).toEqual([
        instanceId(0, 10),
      ])
    },
  )

  test('a VPC without an instance that is up has no router, its peering no link, and routes to it drop', () => {
    const sketch = { ...example, instances: [instance(0, 10), instance(1, 10, { state: 'stopped' })] }
    expect(router(sketch, vpcB)).toBeUndefined()
    expect(link(sketch)).toBeUndefined()
    expect(router(sketch)).toMatchObject({
      peerings: [],
      routeTables: [{ routes: [{ destination: '10.1.0.0/16' }] }],
    })
  })

  test.each([
    ['provisioning', 9001, undefined],
    ['active', 9001, pcx],
    ['pending-acceptance', undefined, undefined],
    ['deleting', undefined, undefined],
  ] as const)(
    'a peering that is %s: the MTU of its link is %s, and routes lead to %s',
    (state, mtu, leads) => {
      const sketch = { ...example, peerings: [peering(0, 1, { state })] }
      expect(link(sketch)?.mtu).toBe(mtu)
      expect(router(sketch)?.routeTables[0]?.routes).toEqual([
        { destination: '10.1.0.0/16', ...(leads && { nextHop: { peering: leads } }) },
      ])
    },
  )

  test('the link between Regions, whole', () => {
    expect(
      link({ ...example, vpcs: [vpc('10.0.0.0/16'), vpc('10.1.0.0/16', { inOtherRegion: true })] }),
    ).toEqual({
      part: `peering/${pcx}`,
      id: pcx,
      requesterVpcId: vpcA,
      accepterVpcId: vpcB,
      mtu: 8500,
      encrypted: { requester: ['10.0.0.0/16'], accepter: ['10.1.0.0/16'] },
    })
  })

  test('every block of the peer may come in', () => {
    const vpcs = [vpc('10.0.0.0/16'), vpc('10.1.0.0/16', { second: '10.9.0.0/16' })]
    expect(router({ ...example, vpcs })?.peerings[0]?.peerBlocks).toEqual(['10.1.0.0/16', '10.9.0.0/16'])
  })

  test('only tables that serve a subnet with an interface are there', () => {
    const vpcs = [vpc('10.0.0.0/16', { ownTables: [true, true] }), vpc('10.1.0.0/16')]
    expect(router({ ...example, vpcs })?.routeTables.map(table => table.id)).toEqual([idOf('rtb', 0, 100)])
  })

  test('the entries of a network ACL stand in the order in which they are read', () => {
    const deny = {
      direction: 'ingress',
      allow: false,
      protocol: { name: 'all' },
      cidr: '10.1.0.0/16',
    } as const
    const acls = [{ vpc: 0, subnet: 0, entries: [deny, { ...deny, allow: true }], passesRest: true }]
    const id = idOf('acl', 0, 100)
    const shown = { protocol: { name: 'all' }, cidr: '10.1.0.0/16' }
    const pass = { allow: true, protocol: { name: 'all' }, cidr: '0.0.0.0/0' }
    const compiled = router({ ...example, acls })
    expect(compiled?.networkAcls).toEqual([
      { id, ingress: [{ allow: false, ...shown }, { allow: true, ...shown }, pass], egress: [pass] },
    ])
    expect(compiled?.interfaces.map(one => one.networkAclId)).toEqual([id, id])
  })

  test('the group of a peer is its addresses, also of stopped instances, while the peering is active', () => {
    const rules = [{ group: 0, direction: 'ingress', protocol: { name: 'all' }, peer: { group: 2 } } as const]
    const instances = [instance(0, 10), instance(1, 10), instance(1, 11, { state: 'stopped' })]
    const addresses = (sketch: Sketch) =>
      router({ ...sketch, rules, instances })?.groupAddresses[idOf('sg', 1, 5)]
    expect(addresses(example)).toEqual(['10.1.0.10', '10.1.0.11'])
    expect(addresses({ ...example, peerings: [peering(0, 1, { state: 'deleted' })] })).toEqual([])
  })

  test('nothing for what does not exist', () => {
    expect(router(example, vpcC)).toBeUndefined()
  })
})
