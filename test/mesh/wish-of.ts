/** What a sketch wishes, in a network that is built: what `resolve` makes of a file. */

import type { Landscape, SeenVpc } from '../../src/mesh/landscape.ts'
import { pairOf } from '../../src/mesh/survey.ts'
import type { Member, Pair, Wish } from '../../src/mesh/wish.ts'
import { type Cidr, hostBlock, nth } from '../../src/model/cidr.ts'
import type { Built, BuiltVpc } from './build.ts'
import type { Announcement, WishSketch } from './sketch.ts'

/** Undefined if nothing is wished: fewer than two members, or no pair. */
export function wishOf({ vpcs }: Built, landscape: Landscape, sketch: WishSketch): Wish | undefined {
  const members = vpcs.flatMap((vpc, at) =>
    sketch.leftOut.includes(at) ? [] : [memberOf(vpc, landscape, sketch, at)],
  )
  const pairs = pairsOf(members, sketch)
  if (members.length < 2 || pairs.length === 0) return undefined
  const { name, tags, prunes, dns } = sketch
  return { name, members, pairs, tags, prunes, ...(dns !== undefined && { dns }) }
}

function memberOf(vpc: BuiltVpc, { vpcs }: Landscape, sketch: WishSketch, at: number): Member {
  const seen = vpcs.find(one => one.id === vpc.id) as SeenVpc
  const tables = seen.tables.filter(table => !sketch.mainOnly[at] || table.isMain)
  return {
    vpcId: vpc.id,
    ...vpc.place,
    label: `vpc-${at}`,
    announces: announced(seen, sketch.announces[at] ?? 'all'),
    tableIds: tables.map(table => table.id),
    admits: sketch.admits[at] ? [{ groupId: vpc.groupId, protocol: 'tcp', fromPort: 443, toPort: 443 }] : [],
  }
}

function announced({ blocks, subnets }: SeenVpc, what: Announcement): readonly Cidr[] {
  const [first] = blocks as [Cidr]
  switch (what) {
    case 'all':
      return blocks
    case 'first':
      return [first]
    case 'ipv4':
      return blocks.filter(block => block.version === 4)
    case 'subnet':
      return subnets.slice(0, 1).flatMap(subnet => subnet.blocks)
    case 'host':
      return [hostBlock(nth(first, 4)), hostBlock(nth(first, 5))]
  }
}

function pairsOf(members: readonly Member[], { pairs }: WishSketch): readonly Pair[] {
  const all = pairs
    ? pairs.map(some => some.map(n => members[n % members.length] as Member))
    : members.flatMap((a, at) => members.slice(at + 1).map(b => [a, b]))
  const texts = all
    .filter(([a, b]) => a && b && a !== b)
    .map(([a, b]) => pairOf((a as Member).vpcId, (b as Member).vpcId))
  return [...new Map(texts.map(pair => [pair.join(), pair])).values()]
}
