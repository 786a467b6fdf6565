import { expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import { example } from '../../test/agreement/example-sketch.ts'
import type { AclSketch, EntrySketch } from '../../test/agreement/sketch.ts'
import type { Vpc } from '../model/vpc.ts'
import { aclHints } from './explain-acls.ts'

const PEER = '10.1.0.0/16'
const entry = (direction: EntrySketch['direction'], allow: boolean, cidr: string): EntrySketch => ({
  direction,
  allow,
  protocol: { name: 'all' },
  cidr,
})
const web = { name: 'tcp', from: 443, to: 443 } as const
const closed = (way: string) =>
  `${idOf('acl', 0, 100)} (${idOf('subnet', 0, 100)}) lets nothing ${way} ${PEER}: add an entry that allows it.`

test.each<readonly [string, readonly EntrySketch[], boolean, readonly string[]]>([
  ['no entries', [], false, [closed('out to'), closed('in from')]],
  ['everything allowed', [], true, []],
  ['the peer denied on the way in', [entry('ingress', false, PEER)], true, [closed('in from')]],
  [
    'more than the peer denied on the way out',
    [entry('egress', false, '0.0.0.0/0')],
    true,
    [closed('out to')],
  ],
  ['a part of the peer denied', [entry('ingress', false, '10.1.1.0/24')], true, []],
  ['one protocol denied', [{ ...entry('ingress', false, PEER), protocol: web }], true, []],
  [
    'something allowed before all is denied',
    [{ ...entry('ingress', true, '10.1.1.0/24'), protocol: web }, entry('ingress', false, PEER)],
    true,
    [],
  ],
])('%s', (_, entries, passesRest, expected) => {
  const acls: readonly AclSketch[] = [{ vpc: 0, subnet: 0, entries, passesRest }]
  const { view } = networkOf({ ...example, acls })
  const peer = view.vpcs.get(idOf('vpc', 1, 1)) as Vpc
  expect(aclHints(view, idOf('vpc', 0, 1), peer)).toEqual(expected)
})
