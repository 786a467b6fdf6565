/** That few parts are named; that none is left out is a property, in test/agreement/affected.test.ts. */
import { expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import { example, instance, instanceId } from '../../test/agreement/example-sketch.ts'
import type { Sketch } from '../../test/agreement/sketch.ts'
import { type Change, type Network, put } from '../model/network.ts'
import { affected } from './affected.ts'

const [vpcA, vpcB] = [`vpc/${idOf('vpc', 0, 1)}`, `vpc/${idOf('vpc', 1, 1)}`]
const link = `peering/${idOf('pcx', 0, 1)}`
const alone: Sketch = { ...example, instances: [instance(0, 10), instance(1, 10)] }

const stop = (network: Network, id: string): readonly Change[] =>
  [network.instances.get(id)].filter(one => one !== undefined).map(one => put({ ...one, state: 'stopping' }))

test.each<readonly [string, Sketch, (network: Network) => readonly Change[], readonly string[]]>([
  ['one of two instances goes: its VPC', example, n => stop(n, instanceId(0, 11)), [vpcA]],
  [
    'the only instance goes: links and peers, too',
    alone,
    n => stop(n, instanceId(0, 10)),
    [vpcA, link, vpcB],
  ],
  [
    'a route',
    example,
    n => [...n.routes.values()].slice(0, 1).map(route => ({ drop: 'route', id: route.id })),
    [vpcA],
  ],
  [
    'an entry of a network ACL',
    example,
    n => [...n.networkAcls.values()].slice(0, 1).map(acl => put({ ...acl, entries: [] })),
    [vpcA],
  ],
  [
    'a subnet is given back the default network ACL',
    { ...example, acls: [{ vpc: 0, subnet: 0, entries: [], passesRest: true }] },
    n => {
      const networkAclId = n.networkAcls.where('vpc', idOf('vpc', 0, 1)).find(acl => acl.isDefault)?.id ?? ''
      return n.networkAclAssociations
        .where('acl', idOf('acl', 0, 100))
        .map(association => put({ ...association, networkAclId }))
    },
    [vpcA],
  ],
  ['tags', example, n => [...n.vpcs.values()].map(vpc => put({ ...vpc, tags: { Name: 'x' } })), []],
  [
    'ClassicLink',
    example,
    n => [n.vpcs.get(idOf('vpc', 0, 1))].flatMap(vpc => (vpc ? [put({ ...vpc, classicLink: true })] : [])),
    [vpcA, link, vpcB],
  ],
  [
    'the way to what is linked to a peer',
    example,
    n =>
      [...n.peerings.values()].map(p => {
        const options = { ...p.requester.options, vpcToRemoteClassicLink: true }
        return put({ ...p, requester: { ...p.requester, options } })
      }),
    [link, vpcA, vpcB],
  ],
  [
    'the state of a peering',
    example,
    n => [...n.peerings.values()].map(p => put({ ...p, state: 'deleted' })),
    [link, vpcA, vpcB],
  ],
])('%s', (_, sketch, change, expected) => {
  const live = networkOf(sketch)
  const applied = live.apply(2, change(live.view))
  expect(applied.flatMap(one => [...affected(live.view, one)])).toEqual(expected)
})
