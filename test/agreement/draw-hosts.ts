/** Draws instances and NAT gateways out, with their interfaces and public addresses. */
import { type Address, address, cidr, nth } from '../../src/model/cidr.ts'
import type { Instance } from '../../src/model/instance.ts'
import type { Document } from '../../src/model/network.ts'
import type { NetworkInterface } from '../../src/model/network-interface.ts'
import { newRoute } from '../../src/model/route-table.ts'
import { type Drawn, idOf, pick } from './draw-vpc.ts'
import type { InstanceSketch, NatSketch } from './sketch.ts'

export interface DrawnHost {
  readonly vpc: Drawn
  readonly id: string
  readonly interfaceId: string
  readonly documents: readonly Document[]
}

/** Of the subnets of a VPC, and of a host in one. */
interface Where {
  readonly vpc: Drawn
  readonly n: number
  readonly host: number
}

const whereOf = (
  { vpc: number, subnet }: { readonly vpc: number; readonly subnet: number },
  host: number,
  vpcs: readonly Drawn[],
): Where => {
  const vpc = pick(vpcs, number)
  return { vpc, n: subnet % vpc.subnets.length, host }
}

const numbers = ({ vpc, n, host }: Where) => [vpc.at, n, host]

const inSubnet = ({ vpc, n }: Where) => {
  const { id, zone } = pick(vpc.subnets, n)
  return { ...vpc.owned, subnetId: id, zone }
}

/** An instance with its interface. Where two sketches mean the same address, the later one counts. */
export function drawInstance(sketch: InstanceSketch, vpcs: readonly Drawn[]): DrawnHost {
  const where = whereOf(sketch, sketch.host, vpcs)
  const instance = bareInstance(where, sketch.state)
  const one: NetworkInterface = {
    ...bareInterface(where, sketch.isIpv6 ?? false),
    groups: sketch.groups.map(group => pick(where.vpc.groups, group)),
    sourceDestCheck: !sketch.forwards,
    attachment: {
      id: idOf('eni-attach', ...numbers(where)),
      instanceId: instance.id,
      deviceIndex: 0,
      attachedAt: 0,
      deleteOnTermination: true,
    },
    ...(sketch.mapped === 'amazon' && { publicAddress: publicAddress(where) }),
  }
  const mapping = sketch.mapped === 'elastic' ? [elastic(where, one)] : []
  return { vpc: where.vpc, id: instance.id, interfaceId: one.id, documents: [instance, one, ...mapping] }
}

const ANYWHERE = cidr('0.0.0.0/0')
/** The host number that NAT gateways have in their subnets. */
const NAT_HOST = 50

export function drawNat(sketch: NatSketch, vpcs: readonly Drawn[]): DrawnHost {
  const where = whereOf(sketch, NAT_HOST, vpcs)
  const one: NetworkInterface = {
    ...bareInterface(where, false),
    sourceDestCheck: false,
    requester: { type: 'nat_gateway', attachmentId: idOf('ela-attach', ...numbers(where)) },
  }
  const id = idOf('nat', ...numbers(where))
  const gateway: Document = {
    kind: 'nat-gateway',
    id,
    ...inSubnet(where),
    connectivity: sketch.isPublic ? 'public' : 'private',
    state: sketch.state,
    since: 0,
    createdAt: 0,
    addresses: [{ networkInterfaceId: one.id, privateAddress: one.addresses[0] }],
  }
  const mapping = sketch.isPublic ? [elastic(where, one)] : []
  const target = { kind: 'nat-gateway', id } as const
  const route =
    sketch.table === undefined ? [] : [newRoute(pick(where.vpc.tables, sketch.table), ANYWHERE, target, 0)]
  return { vpc: where.vpc, id, interfaceId: one.id, documents: [gateway, one, ...mapping, ...route] }
}

function bareInterface(where: Where, isIpv6: boolean): NetworkInterface {
  const subnet = pick(where.vpc.subnets, where.n)
  const ipv6 = isIpv6 ? subnet.ipv6Blocks.map(({ cidr }) => nth(cidr, where.host)) : []
  return {
    kind: 'network-interface',
    id: idOf('eni', ...numbers(where)),
    ...inSubnet(where),
    mac: `02:00:00:${numbers(where)
      .map(byte => byte.toString(16).padStart(2, '0'))
      .join(':')}`,
    description: '',
    addresses: [nth(subnet.cidr, where.host), ...ipv6],
    groups: [],
    sourceDestCheck: true,
    createdAt: 0,
  }
}

/** 198.18.V.(100 × subnet + host) */
const publicAddress = ({ vpc, n, host }: Where): Address =>
  address(`198.18.${vpc.at}.${(100 * n + host) % 256}`)

const elastic = (where: Where, { id, addresses: [own] }: NetworkInterface): Document => ({
  kind: 'elastic-address',
  id: idOf('eipalloc', ...numbers(where)),
  ...where.vpc.place,
  tags: {},
  address: publicAddress(where),
  association: {
    id: idOf('eipassoc', ...numbers(where)),
    networkInterfaceId: id,
    privateAddress: own.text,
  },
  createdAt: 0,
})

const bareInstance = (where: Where, state: Instance['state']): Instance => ({
  kind: 'instance',
  id: idOf('i', ...numbers(where)),
  ...inSubnet(where),
  state,
  since: 0,
  type: 't3.micro',
  imageId: 'ami-00000000000000000',
  tenancy: 'default',
  reservationId: idOf('r', ...numbers(where)),
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
})
