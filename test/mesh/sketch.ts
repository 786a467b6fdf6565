/** A network and the meshes that are wished for in it, as plain data that shrinks well. Numbers choose, modulo how many there are. */
import fc from 'fast-check'

export interface NetworkSketch {
  readonly vpcs: readonly VpcSketch[]
  readonly peerings: readonly PeeringSketch[]
  readonly routes: readonly RouteSketch[]
}

export interface VpcSketch {
  readonly account: number
  readonly region: number
  /** Of the primary block: the VPC's own number, or that of another VPC, whose addresses it has then. */
  readonly twin?: number
  readonly second?: number
  readonly isIpv6: boolean
  readonly hostnames: boolean
  /** The subnets, one of them at least: whether each has a route table of its own. */
  readonly ownTables: readonly boolean[]
  /** Its instances let everything in. */
  readonly isOpen: boolean
}

export interface PeeringSketch {
  readonly from: number
  readonly to: number
  readonly fate: 'waits' | 'active' | 'deleted' | 'rejected' | 'expired'
  /** Of the requester and the accepter. */
  readonly dns: readonly [boolean, boolean]
  readonly isTagged: boolean
}

/** Made by hand, before any mesh. */
export interface RouteSketch {
  readonly vpc: number
  readonly table: number
  readonly destination: string
  /** A peering of the VPC; absent: its internet gateway. */
  readonly peering?: number
  /** It stands in a prefix list. */
  readonly isListed: boolean
}

export interface WishSketch {
  readonly name: string
  /** Which VPCs are members, by their number; those that are not there are members. */
  readonly leftOut: readonly number[]
  /** Absent: every pair. */
  readonly pairs?: readonly (readonly [number, number])[]
  readonly announces: readonly Announcement[]
  readonly mainOnly: readonly boolean[]
  readonly admits: readonly boolean[]
  readonly dns?: boolean
  readonly tags: Readonly<Record<string, string>>
  readonly prunes: boolean
}

export type Announcement = 'all' | 'first' | 'ipv4' | 'subnet' | 'host'

const any = fc.nat(11)
const often = <T>(usual: T, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare })
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc
    .option(value, { nil: undefined, freq: 3 })
    .map(one => (one === undefined ? {} : { [key]: one })) as fc.Arbitrary<{
    readonly [k in K]?: T
  }>
const merged = <A, B, C>(...parts: readonly [fc.Arbitrary<A>, fc.Arbitrary<B>, fc.Arbitrary<C>]) =>
  fc.tuple(...parts).map(([a, b, c]) => ({ ...a, ...b, ...c }))

const vpc: fc.Arbitrary<VpcSketch> = merged(
  fc.record({
    account: fc.nat(1),
    region: fc.nat(1),
    isIpv6: fc.boolean(),
    hostnames: often(true, fc.constant(false)),
    ownTables: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
    isOpen: often(true, fc.constant(false)),
  }),
  often({}, maybe('twin', any)),
  often({}, maybe('second', fc.nat(3))),
)

const peering: fc.Arbitrary<PeeringSketch> = fc.record({
  from: any,
  to: any,
  fate: fc.constantFrom('waits', 'active', 'active', 'deleted', 'rejected', 'expired'),
  dns: fc.tuple(fc.boolean(), fc.boolean()),
  isTagged: fc.boolean(),
})

const destination = fc.constantFrom(
  '0.0.0.0/0',
  '10.0.0.0/8',
  '::/0',
  '192.168.0.0/16',
  ...[0, 1, 2, 3].flatMap(n => [`10.${n}.0.0/16`, `10.${n}.0.0/24`, `10.${n}.7.0/24`]),
)

const route: fc.Arbitrary<RouteSketch> = merged(
  fc.record({ vpc: any, table: any, destination, isListed: often(false, fc.constant(true)) }),
  maybe('peering', any),
  fc.constant({}),
)

export const networks: fc.Arbitrary<NetworkSketch> = fc.record({
  vpcs: fc.array(vpc, { minLength: 2, maxLength: 4 }),
  peerings: fc.array(peering, { maxLength: 4 }),
  routes: fc.array(route, { maxLength: 3 }),
})

const announcement = fc.constantFrom<Announcement[]>('all', 'all', 'first', 'ipv4', 'subnet', 'host')

export const wishes = (name: string): fc.Arbitrary<WishSketch> =>
  merged(
    fc.record({
      name: fc.constant(name),
      leftOut: often<readonly number[]>([], fc.array(fc.nat(3), { maxLength: 2 })),
      announces: fc.array(announcement, { minLength: 4, maxLength: 4 }),
      mainOnly: fc.array(often(false, fc.constant(true)), { minLength: 4, maxLength: 4 }),
      admits: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      tags: fc.constantFrom<Readonly<Record<string, string>>[]>(
        {},
        { owner: 'network' },
        { Name: '{mesh}: {requester} to {accepter}' },
      ),
      prunes: often(true, fc.constant(false)),
    }),
    maybe('pairs', fc.array(fc.tuple(any, any), { minLength: 1, maxLength: 4 })),
    maybe('dns', often(true, fc.constant(false))),
  )
