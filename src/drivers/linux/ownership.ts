/**
 * Whose things are. A namespace belongs to one part, and may have guests: the routers of the two VPCs of a peering hold
 * one end each of its cable, and so do a router and the Internet for an internet gateway. A guest's device, its
 * addresses and its neighbours belong to the guest. The routes over it belong to whom the namespace routes for: in the
 * router of a VPC to the VPC, elsewhere to the guest. A peering between Regions has a namespace of its own besides.
 */
import type { PartId } from '../../fabric/fabric.ts'
import type { Tunnel } from './inventory.ts'
import type { Device } from './kernel/read.ts'
import { deviceName, idOf, type Names, sideOfAlias } from './names.ts'

type PartKind = 'vpc' | 'peering' | 'gateway' | 'internet' | 'classic'

/** The parts, by the first word of their ids. */
const PARTS: Readonly<Record<string, PartKind>> = {
  vpc: 'vpc',
  pcx: 'peering',
  igw: 'gateway',
  eigw: 'gateway',
  vgw: 'gateway',
  vpce: 'gateway',
  world: 'internet',
  lnk: 'classic',
}

interface NamespaceKind {
  /** The kinds of parts that may own it. */
  readonly owners: readonly PartKind[]
  /** The kinds of parts that may be guests in it. */
  readonly guests?: readonly PartKind[]
  /** It has a firewall of ours. */
  readonly firewall?: true
  /** Only what we gave it is ours; all else is the tenant's. */
  readonly tenant?: true
}

/** The namespaces, by the first word of what stands behind the mark. */
const NAMESPACES: Readonly<Record<string, NamespaceKind>> = {
  vpc: { owners: ['vpc'], guests: ['peering', 'gateway', 'classic'], firewall: true },
  i: { owners: ['vpc'], guests: ['classic'], tenant: true },
  nat: { owners: ['vpc'], firewall: true },
  vpce: { owners: ['vpc', 'gateway'] },
  vgw: { owners: ['gateway'] },
  vpn: { owners: ['gateway'] },
  pcx: { owners: ['peering'] },
  internet: { owners: ['internet'], guests: ['gateway'], firewall: true },
}

const firstWord = (id: string): string => id.split('-', 1)[0] ?? ''

/** `isthmus-00ff00-vpc-0abc…` → `vpc-0abc…` */
const idOfNamespace = (namespace: string): string => namespace.replace(/^isthmus-[0-9a-f]{6,8}-/, '')

const kindOf = (namespace: string): NamespaceKind | undefined =>
  NAMESPACES[firstWord(idOfNamespace(namespace))]

/** The part with this id: `pcx-0abc…` → `peering/pcx-0abc…`; undefined if a part has no such id. */
export function partOfId(id: string): PartId | undefined {
  const kind = PARTS[firstWord(id)]
  return kind && `${kind}/${id}`
}

/** The namespace, if the part has things in it, is its own and goes with it. */
export const owns = (part: PartId, namespace: string): boolean =>
  kindOf(namespace)?.owners.some(kind => part.startsWith(`${kind}/`)) ?? false

/** It is the namespace of a VPC's router. */
export const isRouter = (namespace: string): boolean => firstWord(idOfNamespace(namespace)) === 'vpc'

export const isTenants = (namespace: string): boolean => kindOf(namespace)?.tenant ?? false

export const hasFirewall = (namespace: string): boolean => kindOf(namespace)?.firewall ?? false

/** The namespace from which all that a part owns is found; undefined if it is a guest everywhere. */
export function homeOf(names: Names, part: PartId): string | undefined {
  const home = names.namespace(part === 'internet/world' ? 'internet' : idOf(part))
  return owns(part, home) ? home : undefined
}

/** The part whose home it can only be: a `vpce-…` may be an interface of a VPC or a gateway. */
export function partOfHome(namespace: string): PartId | undefined {
  const id = idOfNamespace(namespace)
  return id === 'internet'
    ? 'internet/world'
    : kindOf(namespace)?.owners.length === 1
      ? partOfId(id)
      : undefined
}

/** The peering, gateway or VPN connection whose end a device is: by its alias, and only if its name agrees. */
export function trunkOf(device: string, alias: string): string | undefined {
  const [, id] = /^([a-z]+-[0-9a-f]+)(?:\/(?:requester|accepter))?$/.exec(alias) ?? []
  return id !== undefined && deviceName(id) === device ? id : undefined
}

/** The side of a peering between Regions whose device it is. */
export function tunnelAt(
  names: Names,
  namespace: string,
  { name, alias }: Pick<Device, 'name' | 'alias'>,
): Tunnel | undefined {
  const [id, side] = [trunkOf(name, alias), sideOfAlias(alias)]
  if (id === undefined || side === undefined) return undefined
  return { side, behind: names.namespace(id), end: { namespace, device: name } }
}

/** It is the Internet, the one that may lead out to the machine's network. */
export const isInternet = (namespace: string): boolean => idOfNamespace(namespace) === 'internet'

/** The peering between Regions whose own namespace it is. */
export function peeringBehind(namespace: string): string | undefined {
  const id = idOfNamespace(namespace)
  return firstWord(id) === 'pcx' ? id : undefined
}

/** The guest whose a device is; undefined if it is the owner's. */
export function guestOf(namespace: string, device: string, alias: string): PartId | undefined {
  const id = trunkOf(device, alias)
  const part = id === undefined ? undefined : partOfId(id)
  return part && kindOf(namespace)?.guests?.some(kind => part.startsWith(`${kind}/`)) ? part : undefined
}
