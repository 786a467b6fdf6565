/** Draws VPCs out: with their subnets, tables, groups, and what else is born with them. */
import { type Birth, newSubnet, newVpc } from '../../src/model/birth.ts'
import { type Cidr, cidr, nthBlock } from '../../src/model/cidr.ts'
import type { Document } from '../../src/model/network.ts'
import type { Place } from '../../src/model/owned.ts'
import type { RouteTable } from '../../src/model/route-table.ts'
import type { Subnet } from '../../src/model/subnet.ts'
import { blocksOf, type Ipv6BlockAssociation, type Vpc } from '../../src/model/vpc.ts'
import type { VpcSketch } from './sketch.ts'

export const OWNER = '111111111111'

/** A VPC as it is drawn out: what the rest of the sketch refers to by number. */
export interface Drawn {
  /** Its own number. */
  readonly at: number
  readonly id: string
  readonly place: Place
  /** What is common to all that is in it. */
  readonly owned: Place & { readonly vpcId: string; readonly tags: Record<string, never> }
  readonly blocks: readonly Cidr[]
  readonly subnets: readonly Subnet[]
  /** The main table first. */
  readonly tables: readonly RouteTable[]
  readonly groups: readonly string[]
  readonly documents: readonly Document[]
}

export const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

export const idOf = (prefix: string, ...numbers: readonly number[]): string =>
  `${prefix}-0${numbers
    .map(n => n.toString(16).padStart(4, '0'))
    .join('')
    .padStart(16, '0')}`

/** The IPv6 block of the n-th VPC: 2600:1f00:0:n00::/56. */
export const ipv6BlockOf = (at: number): Cidr => nthBlock(cidr('2600:1f00::/40'), 56, at)

const ipv6 = (id: string, block: Cidr, { region }: Place): Ipv6BlockAssociation => ({
  id,
  cidr: block,
  pool: 'Amazon',
  networkBorderGroup: region,
})

export function drawVpc(sketch: VpcSketch, at: number): Drawn {
  const place = { ownerId: OWNER, region: sketch.inOtherRegion ? 'eu-west-1' : 'us-east-1' }
  const [vpc, rest] = bornVpc(sketch, at, place)
  const owned = { ...place, vpcId: vpc.id, tags: {} }
  const acl = rest.find(one => one.kind === 'network-acl')?.id ?? ''
  const subnets = sketch.ownTables.map((_, n) => drawSubnet(sketch, at, vpc, acl, n))
  const own = sketch.ownTables.flatMap((has, n) =>
    has ? ownTable(owned, at, n, subnets[n]?.[0].id ?? '') : [],
  )
  const documents: Document[] = [vpc, ...rest, ...subnets.flat(), ...own, extraGroup(owned, at)]
  return {
    at,
    id: vpc.id,
    place,
    owned,
    blocks: blocksOf(vpc),
    subnets: subnets.map(([subnet]) => subnet),
    tables: documents.filter(one => one.kind === 'route-table'),
    groups: documents.filter(one => one.kind === 'security-group').map(one => one.id),
    documents,
  }
}

function bornVpc(sketch: VpcSketch, at: number, place: Place): readonly [Vpc, readonly Document[]] {
  let made = 0
  const birth: Birth = { place, now: 0, newId: prefix => idOf(prefix, at, ++made) }
  const ipv6Blocks = sketch.isIpv6 ? [ipv6(idOf('vpc-cidr-assoc', at, 98), ipv6BlockOf(at), place)] : []
  const [born, ...rest] = newVpc(birth, { block: cidr(sketch.block), ipv6Blocks })
  const second = sketch.second && { id: idOf('vpc-cidr-assoc', at, 99), cidr: cidr(sketch.second) }
  return [second ? { ...born, blocks: [...born.blocks, second] } : born, rest]
}

/** The second subnet is in the second block, where there is one. */
function drawSubnet({ isIpv6 }: VpcSketch, at: number, vpc: Vpc, networkAclId: string, n: number) {
  const { region, ownerId } = vpc
  const birth: Birth = { place: { region, ownerId }, now: 0, newId: prefix => idOf(prefix, at, 100 + n) }
  return newSubnet(birth, {
    vpcId: vpc.id,
    zone: `${region}a`,
    cidr: nthBlock(pick(vpc.blocks, n).cidr, 24, n),
    networkAclId,
    ...(isIpv6 && {
      ipv6Blocks: [ipv6(idOf('subnet-cidr-assoc', at, 100 + n), nthBlock(ipv6BlockOf(at), 64, n), vpc)],
    }),
  })
}

const ownTable = (owned: Drawn['owned'], at: number, n: number, subnetId: string): readonly Document[] => {
  const id = idOf('rtb', at, 100 + n)
  return [
    { kind: 'route-table', id, ...owned, createdAt: 0 },
    {
      kind: 'route-table-association',
      id: idOf('rtbassoc', at, 100 + n),
      ...owned,
      routeTableId: id,
      subnetId,
    },
  ]
}

/** A group without rules, beside the default one. */
const extraGroup = (owned: Drawn['owned'], at: number): Document => ({
  kind: 'security-group',
  id: idOf('sg', at, 100),
  ...owned,
  name: 'extra',
  description: 'extra',
  createdAt: 0,
})
