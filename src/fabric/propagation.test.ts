/** Propagated routes in the fabric: they lead to their gateway, and each change of them is noticed. */
import { expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import { example } from '../../test/agreement/example-sketch.ts'
import { cidr } from '../model/cidr.ts'
import { type Document, drop, put } from '../model/network.ts'
import { notPropagating, propagating } from '../model/route-propagation.ts'
import type { VpnConnection } from '../model/vpn-connection.ts'
import type { VpnGateway } from '../model/vpn-gateway.ts'
import { affected } from './affected.ts'
import { compile } from './compile.ts'
import type { Router } from './fabric.ts'
import { partOfVpc } from './part-ids.ts'

const place = { ownerId: '111111111111', region: 'us-east-1', tags: {} }
const vpcId = idOf('vpc', 0, 1)

const attached: VpnGateway = {
  kind: 'vpn-gateway',
  id: 'vgw-1',
  ...place,
  asn: 64_512,
  state: 'available',
  since: 0,
  attachment: { vpcId, state: 'attached' },
}
const tunnel = {
  outside: '198.18.0.1',
  inside: cidr('169.254.6.0/30'),
  preSharedKey: 'secret_1',
  settings: { numbers: {}, words: {}, lists: {} },
}
const connection: VpnConnection = {
  kind: 'vpn-connection',
  id: 'vpn-1',
  ...place,
  customerGatewayId: 'cgw-1',
  vpnGatewayId: attached.id,
  state: 'available',
  since: 0,
  options: { staticRoutesOnly: true, localCidr: '0.0.0.0/0', remoteCidr: '0.0.0.0/0' },
  tunnels: [tunnel, tunnel],
  routes: [{ destination: cidr('192.168.0.0/16'), state: 'available' }],
}

test('each change that brings propagated routes or takes them away names the VPC', () => {
  const live = networkOf(example)
  const network = live.view
  const table = network.routeTables.get(idOf('rtb', 0, 3))
  if (!table) throw new Error('the example has no such table')
  const destinations = () => {
    const router = compile(network, partOfVpc(vpcId)) as Router
    return router.routeTables[0]?.routes.filter(route => route.destination === '192.168.0.0/16')
  }
  const isNamed = (change: Document | 'gone') => {
    const changes = [change === 'gone' ? drop(connection) : put(change)]
    return live.apply(live.revision + 1, changes).some(one => affected(network, one).has(partOfVpc(vpcId)))
  }
  const through = [{ destination: '192.168.0.0/16', nextHop: { gateway: attached.id } }]
  expect([isNamed(attached), destinations()]).toEqual([true, []])
  expect([isNamed(propagating(table, attached)), destinations()]).toEqual([true, []])
  expect([isNamed(connection), destinations()]).toEqual([true, through])
  expect([isNamed({ ...connection, state: 'modifying' }), destinations()]).toEqual([true, through])
  expect([isNamed({ ...connection, routes: [] }), destinations()]).toEqual([true, []])
  expect([isNamed(connection), destinations()]).toEqual([true, through])
  expect([isNamed(notPropagating(table, attached)), destinations()]).toEqual([true, []])
  expect([isNamed(propagating(table, attached)), destinations()]).toEqual([true, through])
  const leaving = { ...attached, attachment: { vpcId, state: 'detaching' } } as const
  expect([isNamed(leaving), destinations()]).toEqual([true, []])
  expect([isNamed(attached), destinations()]).toEqual([true, through])
  expect([isNamed('gone'), destinations()]).toEqual([true, []])
})
