import { expect, test } from 'vitest'
import type { Interface, Part, Router } from '../fabric/fabric.ts'
import { doorsOf } from './doors.ts'

const router: Router = {
  part: 'vpc/vpc-1',
  vpcId: 'vpc-1',
  blocks: ['10.1.0.0/16'],
  gateways: ['10.1.1.1'],
  interfaces: [
    { hostId: 'i-1', addresses: ['10.1.1.12'] } as unknown as Interface,
    { hostId: 'vpce-1', addresses: ['10.1.1.20'] } as unknown as Interface,
  ],
  routeTables: [],
  peerings: [],
  uplinks: [],
  natGateways: [],
  services: { resolver: ['10.1.0.2', '169.254.169.253'], metadata: ['169.254.169.254', 'fd00:ec2::254'] },
  networkAcls: [],
  groups: [],
  groupAddresses: {},
}
const gateway = { id: 'vpce-2', kind: 'endpoint', vpcId: 'vpc-1', mtu: 8500, routes: [], sites: [] } as const

const rows: readonly (readonly [string, Part, readonly string[]])[] = [
  [
    'the router of a VPC',
    router,
    [
      'udp 10.1.0.2:53 resolver',
      'udp 169.254.169.253:53 resolver',
      'tcp 0.0.0.0:53 resolver',
      'tcp 0.0.0.0:80 metadata',
      'tcp :::80 metadata',
      'tcp 10.1.1.20:80 endpoint in vpce-1',
      'tcp 10.1.1.20:443 endpoint in vpce-1',
    ],
  ],
  [
    'a gateway endpoint',
    { ...gateway, part: 'gateway/vpce-2', service: { name: 's3', addresses: ['52.216.0.1'] } },
    ['tcp 52.216.0.1:80 endpoint', 'tcp 52.216.0.1:443 endpoint'],
  ],
  ['another gateway', { ...gateway, part: 'gateway/vgw-1', kind: 'vpn' }, []],
  [
    'the Internet',
    { part: 'internet/world', addresses: ['198.51.100.10', '2001:db8::10'] },
    ['tcp 198.51.100.10:80 internet', 'tcp 2001:db8::10:80 internet'],
  ],
  [
    'a peering',
    { part: 'peering/pcx-1', id: 'pcx-1', requesterVpcId: 'vpc-1', accepterVpcId: 'vpc-2', mtu: 9001 },
    [],
  ],
]

test.each(rows)('%s', (_, part, expected) => {
  const shown = doorsOf(part).map(({ protocol, address, port, answers, hostId }) => {
    return `${protocol} ${address}:${port} ${answers.who}${hostId ? ` in ${hostId}` : ''}`
  })
  expect(shown).toEqual(expected)
})
