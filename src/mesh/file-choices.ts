/** What a member announces, where it routes and whom it lets in; and who is connected to whom. */
import { z } from 'zod'
import { hasOne, listOf, oneRequired, onlyKeys, text } from './file-shapes.ts'
import { block, ports, subnetId, tableId, wantedTags } from './file-values.ts'
import type { Ports } from './landscape.ts'
import { listed } from './nearest.ts'

const TOPOLOGIES = ['hubs', 'pairs', 'groups'] as const

/** A protocol, and the security group rule for all of it. */
const protocols = {
  all: { protocol: '-1' },
  tcp: { protocol: 'tcp', fromPort: 0, toPort: 65_535 },
  udp: { protocol: 'udp', fromPort: 0, toPort: 65_535 },
  icmp: { protocol: 'icmp', fromPort: -1, toPort: -1 },
  icmpv6: { protocol: 'icmpv6', fromPort: -1, toPort: -1 },
} as const satisfies Record<string, Ports>
type ProtocolName = keyof typeof protocols
const PROTOCOLS = Object.keys(protocols) as ProtocolName[]

const ofSubnets = onlyKeys({
  subnets: z.union(
    [listOf(subnetId).transform(ids => ({ ids })), wantedTags.transform(tags => ({ tags }))],
    'a list of subnets, or tags: { tier: private }',
  ),
})

export const announcement = z.union(
  [z.enum(['all', 'ipv4', 'ipv6']), listOf(block).transform(blocks => ({ blocks })), ofSubnets],
  'all, ipv4, ipv6, a list of blocks, or { subnets: … }',
)

export const tableChoice = z.union(
  [z.enum(['all', 'main']), listOf(tableId).transform(tableIds => ({ tableIds })), ofSubnets],
  'all, main, a list of route tables, or { subnets: … }',
)

export const admission = onlyKeys({
  group: text.describe('The id or the name of a security group of this VPC.'),
  protocol: z.enum(PROTOCOLS).optional().describe('tcp if there are ports, else all.'),
  ports: ports.optional().describe('A port, or a range: 8000-8080. All if absent.'),
})
  .refine(({ protocol = 'tcp', ports }) => !ports || protocol === 'tcp' || protocol === 'udp', {
    path: ['ports'],
    message: 'Only tcp and udp have ports.',
  })
  .transform(({ group, ports, protocol = ports ? 'tcp' : 'all' }) => ({
    group,
    ...protocols[protocol],
    ...ports,
  }))

export const topology = z.union(
  [
    z.enum(['full']).transform(() => ({ kind: 'full' }) as const),
    onlyKeys({
      hubs: listOf(text).optional().describe('Each of these with every other VPC.'),
      pairs: listOf(z.tuple([text, text], 'A pair is two labels.'))
        .optional()
        .describe('Two labels each.'),
      groups: z.record(text, listOf(text)).optional().describe('Each a full mesh of its labels.'),
    })
      .refine(hasOne(TOPOLOGIES), `A topology is one of ${listed(['full', ...TOPOLOGIES], 'and')}.`)
      .transform(({ hubs, pairs, groups }) => {
        if (hubs) return { kind: 'hubs', hubs } as const
        if (pairs) return { kind: 'pairs', pairs } as const
        return { kind: 'groups', groups: groups ?? {} } as const
      })
      .meta(oneRequired(TOPOLOGIES)),
  ],
  'full, { hubs: … }, { pairs: … } or { groups: … }',
)
