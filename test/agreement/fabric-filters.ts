/** What the filters of a fabric do to a packet: network ACLs and security groups. Also, which blocks hold an address. */
import type { AclEntry, Interface, Router, Rule } from '../../src/fabric/fabric.ts'
import { type Address, address, type Cidr, cidr, holds } from '../../src/model/cidr.ts'

export interface Packet {
  readonly source: string
  readonly destination: string
  readonly probe: Probe
  readonly isReply: boolean
}

export type Probe = { readonly name: 'icmp' } | { readonly name: 'tcp' | 'udp'; readonly port: number }

export type Way = 'ingress' | 'egress'

/** The groups of an interface; the reply of a connection passes, and where there are no groups everything does. */
export function passesGroups(router: Router, one: Interface, way: Way, packet: Packet): boolean {
  if (packet.isReply || !one.groups) return true
  const far = way === 'egress' ? packet.destination : packet.source
  return router.groups
    .filter(group => one.groups?.includes(group.id))
    .flatMap(group => group[way])
    .some(rule => matchesPeer(router, rule, far) && matchesProtocol(rule, packet))
}

/** The network ACL at the boundary of the interface's subnet: the first entry that matches, for replies too. */
export function passesAcl(router: Router, one: Interface, way: Way, packet: Packet): boolean {
  const acl = router.networkAcls.find(({ id }) => id === one.networkAclId)
  if (!acl) throw new Error(`the fabric lacks ${one.networkAclId}`)
  const far = way === 'egress' ? packet.destination : packet.source
  return acl[way].find(entry => isIn(entry.cidr, far) && isAbout(entry, packet))?.allow ?? false
}

/** The port that a connection comes from, and replies go to. */
const SOURCE_PORT = 49_152

/** Echo requests and replies of each family. */
const ECHO = { 4: ['icmp', 8, 0], 6: ['icmpv6', 128, 129] } as const

function isAbout({ protocol }: AclEntry | Rule, { probe, destination, isReply }: Packet): boolean {
  if (protocol.name === 'all') return true
  if (probe.name === 'icmp') {
    const [name, request, reply] = ECHO[versionOf(destination)]
    return protocol.name === name && [isReply ? reply : request, -1].includes(protocol.type)
  }
  const port = isReply ? SOURCE_PORT : probe.port
  return protocol.name === probe.name && protocol.from <= port && port <= protocol.to
}

const matchesProtocol = (rule: Rule, packet: Packet): boolean => isAbout(rule, { ...packet, isReply: false })

function matchesPeer(router: Router, { peer }: Rule, far: string): boolean {
  if ('cidr' in peer) return isIn(peer.cidr, far)
  const addresses = router.groupAddresses[peer.group]
  if (!addresses) throw new Error(`the fabric lacks the addresses of ${peer.group}`)
  return addresses.includes(far)
}

const blocks = new Map<string, Cidr>()
const addresses = new Map<string, Address>()

function remembered<T>(known: Map<string, T>, text: string, make: (text: string) => T): T {
  const before = known.get(text)
  if (before !== undefined) return before
  const made = make(text)
  known.set(text, made)
  return made
}

const parsed = (one: string): Address => remembered(addresses, one, address)

export const versionOf = (one: string): 4 | 6 => parsed(one).version

export const isIn = (block: string, one: string): boolean =>
  holds(remembered(blocks, block, cidr), parsed(one))

/** Of those whose block holds an address, the one with the longest prefix. */
export function longest<T>(all: readonly T[], blockOf: (one: T) => string, to: string): T | undefined {
  let best: T | undefined
  for (const one of all)
    if (isIn(blockOf(one), to) && (!best || prefix(blockOf(one)) > prefix(blockOf(best)))) best = one
  return best
}

const prefix = (block: string): number => remembered(blocks, block, cidr).prefix
