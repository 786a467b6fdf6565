/**
 * What things are called in the kernel, and how a fresh process knows them as ours: the mark, 6–8 hexadecimal digits
 * that belong to one data directory, stands in the name of every namespace, and whatever is inside one of our routers
 * is ours.
 *
 * | object | name | what tells whose it is |
 * |---|---|---|
 * | router of a VPC | namespace `isthmus-{mark}-vpc-0abc…` | its name |
 * | instance | namespace `isthmus-{mark}-i-0abc…` | its name; its VPC: the register, and the alias of the router's end |
 * | network interface | `eni-…` in the router, `eth0` in the instance | alias `eni-…/i-…` of the router's end |
 * | peering | `pcx-…` in both routers | alias `pcx-…` |
 * | address, route, rule, neighbour | no name | it is in a router, or on an `eth…` of an instance |
 * | route table | number, also the packet mark | it is in a router |
 * | firewall | `table inet isthmus` | it is in a router |
 *
 * A device's name has at most 15 characters: it keeps the last 11 digits of the id; the alias has all of it.
 */
import { join } from 'node:path'
import type { PartId } from '../../fabric/fabric.ts'

/** Where `ip netns` keeps the files of namespaces. */
export const NETNS_DIRECTORY = '/run/netns'

export const netnsFile = (namespace: string): string => join(NETNS_DIRECTORY, namespace)

export interface Names {
  /** What the names of all our namespaces begin with. */
  readonly prefix: string
  readonly router: (vpcId: string) => string
  readonly instance: (instanceId: string) => string
}

export function createNames(mark: string): Names {
  if (!/^[0-9a-f]{6,8}$/.test(mark)) throw new Error(`a mark has 6 to 8 hexadecimal digits: ${mark}`)
  const prefix = `isthmus-${mark}-`
  return { prefix, router: vpcId => prefix + vpcId, instance: instanceId => prefix + instanceId }
}

const ROUTER = /^isthmus-[0-9a-f]{6,8}-vpc-[0-9a-f]+$/

/** It is the namespace of a router, not of an instance. */
export const isRouter = (namespace: string): boolean => ROUTER.test(namespace)

/** The device of an interface or a peering, unique in its router: `eni-89abcdef012`. */
export function deviceName(id: string): string {
  const [kind, digits = ''] = id.split('-')
  return `${kind}-${digits.slice(-11)}`
}

export const interfaceAlias = (interfaceId: string, instanceId: string): string =>
  `${interfaceId}/${instanceId}`

/** The instance behind a router's device, from its alias. */
export const instanceOfAlias = (alias: string): string | undefined =>
  /^eni-[0-9a-f]+\/(i-[0-9a-f]+)$/.exec(alias)?.[1]

/** The peering whose end a device is: by its alias, and only if its name agrees. */
export function peeringOfDevice(device: string, alias: string): `peering/${string}` | undefined {
  return /^pcx-[0-9a-f]+$/.test(alias) && deviceName(alias) === device ? `peering/${alias}` : undefined
}

export const isVpc = (part: PartId): part is `vpc/${string}` => part.startsWith('vpc/')

/** `vpc/vpc-0abc…` → `vpc-0abc…` */
export const idOf = (part: PartId): string => part.slice(part.indexOf('/') + 1)

/** The kernel's reserved tables end at 255, our local one is 100: route tables are numbered from here on. */
const FIRST_TABLE = 0x10000000

/**
 * The number of each route table, also the mark of packets it serves: 0x1 and the last seven digits of its id, so that
 * an engineer who reads `fwmark 0x1abcdef0` knows the table. Should two tables of a router end alike, the later id
 * takes the next free number.
 */
export function tableNumbers(routeTableIds: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const taken = new Set<number>()
  for (const id of [...routeTableIds].sort()) {
    let number = FIRST_TABLE + Number.parseInt(id.slice(-7), 16)
    while (taken.has(number)) number++
    taken.add(number)
    numbers.set(id, number)
  }
  return numbers
}
