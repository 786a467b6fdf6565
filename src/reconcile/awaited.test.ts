/** What a server that was killed in between finds again when it sweeps, and what becomes of it. */
import { describe, expect, test } from 'vitest'
import { compile } from '../fabric/compile.ts'
import type { PartId } from '../fabric/fabric.ts'
import { cidr } from '../model/cidr.ts'
import { type Document, LiveNetwork, put } from '../model/network.ts'
import { awaited } from './awaited.ts'
import { becameReal } from './became-real.ts'

const inVpc = { vpcId: 'vpc-1' }
const gateway = { kind: 'vpn-gateway', id: 'vgw-1', state: 'available', since: 0 }
const connection = {
  kind: 'vpn-connection',
  id: 'vpn-1',
  customerGatewayId: 'cgw-1',
  routes: [],
  tunnels: [],
}
const route = (state: string) => ({ destination: cidr('10.8.0.0/16'), state })
const attached = (state: string) => ({ ...gateway, attachment: { ...inVpc, state } })

describe.each<readonly [string, object, PartId | undefined, object | undefined]>([
  [
    'an instance that stops',
    { kind: 'instance', id: 'i-1', ...inVpc, state: 'stopping' },
    'vpc/vpc-1',
    { state: 'stopped' },
  ],
  [
    'an instance that is stopped',
    { kind: 'instance', id: 'i-1', ...inVpc, state: 'stopped' },
    undefined,
    undefined,
  ],
  [
    'a NAT gateway that goes',
    { kind: 'nat-gateway', id: 'nat-1', ...inVpc, state: 'deleting', addresses: [] },
    'vpc/vpc-1',
    { state: 'deleted' },
  ],
  [
    'an interface endpoint that comes',
    {
      kind: 'vpc-endpoint',
      type: 'Interface',
      id: 'vpce-1',
      ...inVpc,
      groups: [],
      interfaceIds: [],
      settling: 'pending',
    },
    'vpc/vpc-1',
    { type: 'Interface', interfaceIds: [] },
  ],
  [
    'an interface endpoint that is there',
    { kind: 'vpc-endpoint', type: 'Interface', id: 'vpce-1', ...inVpc, groups: [], interfaceIds: [] },
    undefined,
    undefined,
  ],
  ['a gateway that is attached', attached('attached'), undefined, undefined],
  ['a gateway that is being attached', attached('attaching'), 'gateway/vgw-1', attached('attached')],
  ['a gateway that is being detached', attached('detaching'), 'gateway/vgw-1', attached('detached')],
  [
    'a connection of a gateway',
    { ...connection, vpnGatewayId: 'vgw-1', state: 'modifying' },
    'gateway/vgw-1',
    { state: 'available' },
  ],
  ['a connection of none', { ...connection, state: 'pending' }, 'gateway/vpn-1', { state: 'available' }],
  [
    'static routes that come and go',
    { ...connection, state: 'available', routes: [route('pending'), route('deleting')] },
    'gateway/vpn-1',
    { routes: [route('available')] },
  ],
])('%s', (_, document, part, becomes) => {
  const live = new LiveNetwork()
  live.apply(1, [put({ tags: {}, ...document } as unknown as Document)])

  test('waits for its part', () => {
    expect([...awaited(live.view)]).toEqual(part ? [part] : [])
  })

  test('comes out of it when the part is real', () => {
    const parts = new Map([...awaited(live.view)].map(id => [id, compile(live.view, id)]))
    const [change] = becameReal(live.view, parts, 7)
    if (becomes)
      expect(change).toMatchObject({ put: { ...becomes, ...('state' in becomes && { since: 7 }) } })
    else expect(change).toBeUndefined()
  })
})
