/** Draws single routes out. None where AWS would refuse them, or where the VPC lacks what they lead to. */
import { type Cidr, cidr, contains } from '../../src/model/cidr.ts'
import type { Document } from '../../src/model/network.ts'
import type { Peering } from '../../src/model/peering.ts'
import { newRoute, type RouteTarget } from '../../src/model/route-table.ts'
import { type DrawnGateway, edgeTable } from './draw-gateways.ts'
import type { DrawnHost } from './draw-hosts.ts'
import { type Drawn, pick } from './draw-vpc.ts'
import type { DestinationSketch, EdgeSketch, RouteSketch } from './sketch.ts'

/** What routes may lead to. */
export interface Targets {
  readonly peerings: readonly Peering[]
  readonly gateways: readonly DrawnGateway[]
  readonly nats: readonly DrawnHost[]
  readonly instances: readonly DrawnHost[]
}

const NOTHING: RouteTarget = { kind: 'internet-gateway', id: 'igw-00000000000000000' }

export function drawRoute(
  sketch: RouteSketch,
  vpcs: readonly Drawn[],
  targets: Targets,
): readonly Document[] {
  const vpc = pick(vpcs, sketch.vpc)
  const destination = blockOf(sketch.destination, vpc)
  const target = targetOf(sketch, vpc, targets)
  if (!destination || !target || !mayLead(vpc, destination, target)) return []
  return [newRoute(pick(vpc.tables, sketch.table), destination, target, 0)]
}

function blockOf(destination: DestinationSketch, { subnets }: Drawn): Cidr | undefined {
  if (typeof destination === 'string') return cidr(destination)
  const subnet = pick(subnets, destination.subnet)
  return destination.version === 4 ? subnet.cidr : subnet.ipv6Blocks[0]?.cidr
}

function targetOf(
  { peering, target }: RouteSketch,
  vpc: Drawn,
  { peerings, gateways, nats, instances }: Targets,
): RouteTarget | undefined {
  if (peering !== undefined) {
    const own = peerings.filter(one => [one.requester.vpcId, one.accepter.vpcId].includes(vpc.id))
    return own.length > 0 ? { kind: 'peering', id: pick(own, peering).id } : undefined
  }
  if (!target) return NOTHING
  if ('gateway' in target) {
    const gateway = gateways.find(one => one.vpc === vpc && one.kind === target.gateway)
    return gateway && { kind: `${target.gateway}-gateway`, id: gateway.id }
  }
  const nat = 'nat' in target ? chosen(nats, vpc, target.nat) : undefined
  if (nat) return { kind: 'nat-gateway', id: nat.id }
  const instance = 'instance' in target ? chosen(instances, vpc, target.instance) : undefined
  return instance && { kind: 'network-interface', id: instance.interfaceId }
}

function chosen(hosts: readonly DrawnHost[], vpc: Drawn, n: number): DrawnHost | undefined {
  const own = hosts.filter(host => host.vpc === vpc)
  return own.length > 0 ? pick(own, n) : undefined
}

/** Inside the VPC only a whole block or a whole subnet, through a middlebox; an egress-only gateway is for IPv6. */
function mayLead(vpc: Drawn, destination: Cidr, { kind }: RouteTarget): boolean {
  if (kind === 'egress-only-gateway' && destination.version === 4) return false
  if (!vpc.blocks.some(block => contains(block, destination))) return true
  return (kind === 'nat-gateway' || kind === 'network-interface') && isWhole(vpc, destination)
}

const isWhole = ({ blocks, subnets }: Drawn, { text }: Cidr): boolean =>
  [...blocks, ...subnets.flatMap(subnet => [subnet.cidr, ...subnet.ipv6Blocks.map(one => one.cidr)])].some(
    block => block.text === text,
  )

/** A gateway's own table with a route to a middlebox. */
export function drawEdge(
  { vpc: n, gateway: kind, destination, instance }: EdgeSketch,
  vpcs: readonly Drawn[],
  { gateways, instances }: Targets,
): readonly Document[] {
  const vpc = pick(vpcs, n)
  const gateway = gateways.find(one => one.vpc === vpc && one.kind === kind)
  const middlebox = chosen(instances, vpc, instance)
  const block = blockOf(destination, vpc)
  if (!gateway || !middlebox || !block || !isWhole(vpc, block)) return []
  const [table, association] = edgeTable(gateway)
  const target = { kind: 'network-interface', id: middlebox.interfaceId } as const
  return [table, association, newRoute(table, block, target, 0)]
}
