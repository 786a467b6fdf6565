/** A mesh of which a part is there already, for the tests of what is exported and shown. */
import { cidr } from '../model/cidr.ts'
import { limits } from '../model/quotas.ts'
import type { Access, ExportContext } from './export-context.ts'
import { groupId, member, seenPeering, seenRoute, seenVpc, vpcId, wishFor } from './landscape.fixture.ts'
import type { Landscape, SeenRule } from './landscape.ts'
import type { Plan } from './plan.ts'
import { planMesh } from './planning.ts'
import type { Wish } from './wish.ts'

export const planFor = (wish: Wish, landscape: Landscape): Plan => planMesh(wish, landscape, limits('aws'))

export const contextOf = (
  landscape: Landscape,
  access: Readonly<Record<string, Access>> = {},
): ExportContext => ({ access, landscape })

const REDIS = { protocol: 'tcp', fromPort: 6379, toPort: 6379 }
const IPV6 = '2600:1f14:0:aa00::/56'
const PEERING = 'pcx-0000000000000000a'

const fromWeb: SeenRule = { id: 'sgr-0000000000000000a', from: cidr('10.0.0.0/16'), ...REDIS, tags: {} }
const group = { id: groupId(1), name: 'cache', tags: {}, rules: [fromWeb], counts: { 4: 1, 6: 0 } }

const members = [
  member(0, { label: 'web', announces: [cidr('10.0.0.0/16'), cidr(IPV6)] }),
  member(1, { label: 'cache', admits: [{ groupId: groupId(1), ...REDIS }] }),
  member(2, { label: 'database', region: 'us-east-1' }),
]

/** web and cache have a peering, and the way back is routed; database, another's and elsewhere, shall be connected with web. */
export const partly = {
  wish: wishFor(members, {
    pairs: [
      [vpcId(0), vpcId(1)],
      [vpcId(0), vpcId(2)],
    ],
    dns: true,
    tags: { Name: '{mesh}: {requester} to {accepter}', owner: `"net" \${x}` },
  }),
  landscape: {
    vpcs: [
      seenVpc(0, [], { blocks: [cidr('10.0.0.0/16'), cidr(IPV6)] }),
      seenVpc(1, [seenRoute('10.0.0.0/16', PEERING)], {
        blocks: [cidr('10.1.0.0/16'), cidr('2600:1f14:0:bb00::/56')],
        groups: [group],
      }),
      seenVpc(2, [], { region: 'us-east-1' }),
    ],
    peerings: [seenPeering(PEERING, 0, 1, {}, { 'isthmus:mesh:prod': 'made' })],
  },
  access: {
    '111111111111/eu-west-1': { profile: 'network' },
    '222222222222/us-east-1': { role: 'arn:aws:iam::222222222222:role/mesh' },
  },
} as const satisfies { wish: Wish; landscape: Landscape; access: ExportContext['access'] }
