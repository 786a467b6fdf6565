/** Draws a sketch out: every document of the network that it means, built as the product builds them where it can. */
import { type Birth, newSubnet, newVpc } from '../../src/model/birth.ts'
import { type Cidr, cidr, contains, nth, nthBlock, overlaps } from '../../src/model/cidr.ts'
import { type Document, LiveNetwork, type Network, put } from '../../src/model/network.ts'
import type { Place } from '../../src/model/owned.ts'
import type { Peering } from '../../src/model/peering.ts'
import { type Route, type RouteTarget, routeId } from '../../src/model/route-table.ts'
import type { RulePeer, SecurityGroupRule } from '../../src/model/security-group.ts'
import type { Subnet } from '../../src/model/subnet.ts'
import {
  type AclSketch,
  GROUPS_PER_VPC,
  type InstanceSketch,
  type PeeringSketch,
  type RouteSketch,
  type RuleSketch,
  type Sketch,
  type VpcSketch,
} from './network-arbitrary.ts'

const OWNER = '111111111111'

export function networkOf(sketch: Sketch): LiveNetwork {
  const network = new LiveNetwork()
  network.apply(1, documentsOf(sketch).map(put))
  return network
}

/** A VPC as it is drawn out: what the rest of the sketch refers to by number. */
interface Drawn {
  readonly id: string
  readonly place: Place
  readonly blocks: readonly Cidr[]
  readonly subnets: readonly Subnet[]
  /** The main table first. */
  readonly tables: readonly string[]
  readonly groups: readonly string[]
  readonly documents: readonly Document[]
}

/** Every document of the network that a sketch means, each once. */
export function documentsOf(sketch: Sketch): readonly Document[] {
  const vpcs = sketch.vpcs.map(drawVpc)
  const drawn = drawPeerings(sketch.peerings, vpcs)
  const peerings = drawn.map(({ peering }) => peering)
  const all = [
    ...vpcs.flatMap(vpc => vpc.documents),
    ...peerings,
    ...drawn.flatMap(({ routes }) => routes),
    ...sketch.routes.flatMap(route => drawRoute(route, vpcs, peerings)),
    ...sketch.acls.flatMap(acl => drawAcl(acl, vpcs)),
    ...[...openings(sketch), ...sketch.rules].map((rule, at) => drawRule(rule, at, vpcs)),
    ...sketch.instances.flatMap(instance => drawInstance(instance, vpcs)),
  ]
  return [...new Map(all.map(document => [`${document.kind}/${document.id}`, document])).values()]
}

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

export const idOf = (prefix: string, ...numbers: readonly number[]): string =>
  `${prefix}-0${numbers
    .map(n => n.toString(16).padStart(4, '0'))
    .join('')
    .padStart(16, '0')}`

function drawVpc(sketch: VpcSketch, at: number): Drawn {
  let made = 0
  const newId = (prefix: string) => idOf(prefix, at, ++made)
  const place = { ownerId: OWNER, region: sketch.inOtherRegion ? 'eu-west-1' : 'us-east-1' }
  const birth: Birth = { place, now: 0, newId }
  const [born, ...rest] = newVpc(birth, { block: cidr(sketch.block) })
  const second = sketch.second && { id: idOf('vpc-cidr-assoc', at, 99), cidr: cidr(sketch.second) }
  const vpc = second ? { ...born, blocks: [...born.blocks, second] as const } : born
  const acl = rest.find(one => one.kind === 'network-acl')?.id ?? ''
  const owned = { ...place, vpcId: vpc.id, tags: {} }
  const subnets = sketch.ownTables.map((_, n) =>
    newSubnet(
      { ...birth, newId: prefix => idOf(prefix, at, 100 + n) },
      // The second subnet is in the second block, where there is one.
      {
        vpcId: vpc.id,
        zone: `${place.region}a`,
        cidr: nthBlock(pick(vpc.blocks, n).cidr, 24, n),
        networkAclId: acl,
      },
    ),
  )
  const own = sketch.ownTables.flatMap((has, n) => {
    const id = idOf('rtb', at, 100 + n)
    const association = { ...owned, routeTableId: id, subnetId: subnets[n]?.[0].id ?? '' }
    return has
      ? [
          { kind: 'route-table', id, ...owned, createdAt: 0 } as const,
          { kind: 'route-table-association', id: idOf('rtbassoc', at, 100 + n), ...association } as const,
        ]
      : []
  })
  const documents: Document[] = [vpc, ...rest, ...subnets.flat(), ...own, extraGroup(owned, at)]
  const ids = (kind: Document['kind']) => documents.filter(one => one.kind === kind).map(one => one.id)
  return {
    id: vpc.id,
    place,
    blocks: vpc.blocks.map(block => block.cidr),
    subnets: subnets.map(([subnet]) => subnet),
    tables: ids('route-table'),
    groups: ids('security-group'),
    documents,
  }
}

/** A group without rules, beside the default one. */
const extraGroup = (
  owned: Place & { readonly vpcId: string; readonly tags: Record<string, never> },
  at: number,
): Document => ({
  kind: 'security-group',
  id: idOf('sg', at, 100),
  ...owned,
  name: 'extra',
  description: 'extra',
  createdAt: 0,
})

interface DrawnPeering {
  readonly peering: Peering
  readonly routes: readonly Document[]
}

/** At most one for two VPCs; one that AWS would not make, since blocks overlap, has failed. */
function drawPeerings(sketches: readonly PeeringSketch[], vpcs: readonly Drawn[]): readonly DrawnPeering[] {
  const drawn = new Map<string, DrawnPeering>()
  for (const sketch of sketches) {
    const ends = [sketch.from % vpcs.length, sketch.to % vpcs.length] as const
    const [requester, accepter] = [pick(vpcs, ends[0]), pick(vpcs, ends[1])]
    const pair = ends.toSorted().join()
    if (requester === accepter || drawn.has(pair)) continue
    drawn.set(pair, drawPeering(idOf('pcx', ...ends), sketch, requester, accepter))
  }
  return [...drawn.values()]
}

function drawPeering(id: string, sketch: PeeringSketch, requester: Drawn, accepter: Drawn): DrawnPeering {
  const isPossible = !requester.blocks.some(a => accepter.blocks.some(b => overlaps(a, b)))
  const peering = {
    kind: 'peering',
    id,
    state: isPossible ? sketch.state : 'failed',
    since: 0,
    createdAt: 0,
    requester: side(requester),
    accepter: side(accepter),
    tags: {},
  } as const
  const routes = (from: Drawn, to: Drawn) =>
    from.tables.map(table => routeTo(from, table, to.blocks[0] as Cidr, { kind: 'peering', id }))
  const isRouted = isPossible && sketch.isRouted
  return { peering, routes: isRouted ? [...routes(requester, accepter), ...routes(accepter, requester)] : [] }
}

const side = ({ place, id }: Drawn): Peering['requester'] => ({
  ...place,
  vpcId: id,
  options: { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false },
})

/** None where AWS would refuse it: inside the VPC's own blocks, or where the VPC has no peering to route to. */
function drawRoute(
  sketch: RouteSketch,
  vpcs: readonly Drawn[],
  peerings: readonly Peering[],
): readonly Document[] {
  const vpc = pick(vpcs, sketch.vpc)
  const destination = cidr(sketch.destination)
  const table = pick(vpc.tables, sketch.table)
  const own = peerings.filter(({ requester, accepter }) => [requester.vpcId, accepter.vpcId].includes(vpc.id))
  if (vpc.blocks.some(block => contains(block, destination))) return []
  if (sketch.peering !== undefined && own.length === 0) return []
  const target: RouteTarget =
    sketch.peering === undefined
      ? { kind: 'internet-gateway', id: 'igw-00000000000000000' }
      : { kind: 'peering', id: pick(own, sketch.peering).id }
  return [routeTo(vpc, table, destination, target)]
}

const routeTo = (vpc: Drawn, routeTableId: string, destination: Cidr, target: RouteTarget): Route => ({
  kind: 'route',
  id: routeId(routeTableId, destination),
  ...vpc.place,
  vpcId: vpc.id,
  routeTableId,
  destination,
  target,
  createdAt: 0,
  tags: {},
})

const LAST_ENTRY = 32_766

/** A subnet's own ACL, in the place of the default one: its association keeps its id. */
function drawAcl(sketch: AclSketch, vpcs: readonly Drawn[]): readonly Document[] {
  const at = sketch.vpc % vpcs.length
  const vpc = pick(vpcs, at)
  const n = sketch.subnet % vpc.subnets.length
  const owned = { ...vpc.place, vpcId: vpc.id, tags: {} }
  const id = idOf('acl', at, 100 + n)
  const rest = {
    number: LAST_ENTRY,
    allow: true,
    protocol: { name: 'all' },
    cidr: cidr('0.0.0.0/0'),
  } as const
  const entries = sketch.entries.map(({ direction, allow, protocol, cidr: block }, number) => ({
    egress: direction === 'egress',
    number: number + 1,
    allow,
    protocol,
    cidr: cidr(block),
  }))
  const all = [true, false].map(egress => ({ ...rest, egress }))
  return [
    {
      kind: 'network-acl',
      id,
      ...owned,
      isDefault: false,
      entries: sketch.passesRest ? [...entries, ...all] : entries,
    },
    {
      kind: 'network-acl-association',
      id: idOf('aclassoc', at, 100 + n),
      ...owned,
      networkAclId: id,
      subnetId: pick(vpc.subnets, n).id,
    },
  ]
}

/** What lets everything in to the default groups that are open; and out of the others, as AWS makes them. */
const openings = ({ vpcs }: Sketch): readonly RuleSketch[] =>
  vpcs.flatMap(({ isOpen }, at) => {
    const all = { protocol: { name: 'all' }, peer: { cidr: '0.0.0.0/0' } } as const
    const [byDefault, extra] = [at * GROUPS_PER_VPC, at * GROUPS_PER_VPC + 1]
    const out = { group: extra, direction: 'egress', ...all } as const
    return isOpen ? [{ group: byDefault, direction: 'ingress', ...all } as const, out] : [out]
  })

/** Where the numbers of rules begin, beyond those of the rules that are born with VPCs. */
const RULES_FROM = 0x100

function drawRule(sketch: RuleSketch, at: number, vpcs: readonly Drawn[]): SecurityGroupRule {
  const [vpc, groupId] = pickGroup(vpcs, sketch.group)
  return {
    kind: 'security-group-rule',
    id: idOf('sgr', RULES_FROM + (sketch.group % (vpcs.length * GROUPS_PER_VPC)), at),
    ...vpc.place,
    vpcId: vpc.id,
    groupId,
    direction: sketch.direction,
    protocol: sketch.protocol,
    peer:
      'cidr' in sketch.peer
        ? { kind: 'cidr', cidr: cidr(sketch.peer.cidr) }
        : groupPeer(vpcs, sketch.peer.group),
    createdAt: 0,
    tags: {},
  }
}

function groupPeer(vpcs: readonly Drawn[], n: number): RulePeer {
  const [{ id: vpcId }, groupId] = pickGroup(vpcs, n)
  return { kind: 'group', groupId, ownerId: OWNER, vpcId }
}

const pickGroup = (vpcs: readonly Drawn[], n: number): readonly [Drawn, string] => {
  const all = vpcs.flatMap(vpc => vpc.groups.map(group => [vpc, group] as const))
  return pick(all, n)
}

/** An instance with its interface. Where two sketches mean the same address, the later one counts. */
function drawInstance(sketch: InstanceSketch, vpcs: readonly Drawn[]): readonly Document[] {
  const at = sketch.vpc % vpcs.length
  const vpc = pick(vpcs, at)
  const subnet = pick(vpc.subnets, sketch.subnet)
  const n = vpc.subnets.indexOf(subnet)
  const id = idOf('i', at, n, sketch.host)
  const shared = { ...vpc.place, vpcId: vpc.id, subnetId: subnet.id, zone: subnet.zone, tags: {} }
  return [
    {
      kind: 'instance',
      id,
      ...shared,
      state: sketch.state,
      since: 0,
      type: 't3.micro',
      imageId: 'ami-00000000000000000',
      tenancy: 'default',
      reservationId: idOf('r', at, n, sketch.host),
      launchIndex: 0,
      launchedAt: 0,
      terminationProtection: false,
      shutdownBehaviour: 'stop',
      stopProtection: false,
      metadata: { endpoint: 'enabled', ipv6: 'disabled', tags: 'disabled', tokens: 'required', hopLimit: 2 },
      monitoring: false,
      ebsOptimized: false,
      hostnameType: 'ip-name',
      resourceNameDnsA: false,
      resourceNameDnsAAAA: false,
    },
    {
      kind: 'network-interface',
      id: idOf('eni', at, n, sketch.host),
      ...shared,
      mac: `02:00:00:${[at, n, sketch.host].map(byte => byte.toString(16).padStart(2, '0')).join(':')}`,
      description: '',
      addresses: [nth(subnet.cidr, sketch.host)],
      groups: sketch.groups.map(group => pick(vpc.groups, group)),
      sourceDestCheck: true,
      attachment: {
        id: idOf('eni-attach', at, n, sketch.host),
        instanceId: id,
        deviceIndex: 0,
        attachedAt: 0,
        deleteOnTermination: true,
      },
      createdAt: 0,
    },
  ]
}

/** Addresses worth sending to: everyone's, some that nobody has, and one outside. */
export function addressesIn(network: Network): readonly string[] {
  const taken = [...network.networkInterfaces.values()].map(one => one.addresses[0].text)
  const free = [...network.subnets.values()].map(subnet => nth(subnet.cidr, 200).text)
  return [...new Set([...taken, ...free, '198.51.100.7'])]
}
