/** What the kernel's process can be asked to do. Each thing happens at once, from its beginning to its end. */

import type { SocketAddress } from '../../driver.ts'
import { awaitCarrier } from './carrier.ts'
import { closeFile } from './libc.ts'
import type { Namespaces } from './namespaces.ts'
import { type Message, Netlink } from './netlink.ts'
import { nft } from './nftables.ts'
import { type Reading, readLinks, readNamespace } from './read.ts'
import { applySettings } from './settings.ts'
import { boundSocket, type HopLimit, limitHops } from './sockets.ts'
import { messageOf, type Surroundings } from './write.ts'

/** What failed: the command's place among those given, and why. */
export type Failed = ReadonlyMap<number, string>

/** Each works in the namespace that is named first. Throws NoNamespace if it is not there. */
export interface Jobs {
  /** Nothing, if namespaces, cables and firewalls can be made here; else why not. */
  probe(namespace: undefined): string | undefined
  /** What there is. */
  read(namespace: string): Reading
  /** Gives `ip` commands, all of them, whatever fails. */
  ip(namespace: string, commands: readonly string[]): Failed
  /** Makes (`netns add`) and removes (`netns del`) namespaces, and cables between them (`link add`). All, whatever fails. */
  found(namespaces: undefined, commands: readonly string[]): Failed
  /** Waits until these devices carry packets, all of them. */
  carrier(namespace: string, devices: readonly string[]): Failed
  /** One transaction of nftables; throws if nothing was done. */
  nft(namespace: string, commands: readonly string[]): string
  /** Kernel settings: `net.ipv4.conf.all.forwarding=1`. */
  sysctl(namespace: string, settings: readonly string[]): void
  /** A bound socket's file descriptor. */
  socket(namespace: string, at: SocketAddress): number
  /** What a connection sends passes so many hops at most. */
  hops(namespace: undefined, limit: HopLimit): void
}

export function createJobs(namespaces: Namespaces): Jobs {
  return {
    probe: () => probe(namespaces),
    read: namespace => namespaces.inside(namespace, () => conversing(readNamespace)),
    ip: (namespace, commands) =>
      withFiles(namespaces, open =>
        namespaces.inside(namespace, () => conversing(netlink => change(netlink, commands, open))),
      ),
    found: (_, commands) => attempt(commands, command => found(namespaces, command)),
    carrier: (namespace, devices) =>
      namespaces.inside(namespace, () =>
        conversing(netlink => attempt(devices, device => awaitCarrier(netlink, device))),
      ),
    nft: (namespace, commands) => namespaces.inside(namespace, () => nft(commands.join('\n'))),
    sysctl: (namespace, settings) =>
      namespaces.inside(namespace, () => conversing(netlink => applySettings(netlink, settings))),
    socket: (namespace, at) => namespaces.inside(namespace, () => boundSocket(at)),
    hops: (_, limit) => limitHops(limit),
  }
}

const PROBES: readonly (readonly [attempt: () => unknown, without: string])[] = [
  [
    () => conversing(netlink => change(netlink, ['link add one type veth'], noNamespace)),
    'this kernel has no veth',
  ],
  [() => nft('add table inet isthmus'), 'this kernel has no nftables'],
]

function noNamespace(name: string): never {
  throw new Error(`there is no namespace ${name}`)
}

function probe(namespaces: Namespaces): string | undefined {
  try {
    return namespaces.insideNew(() => PROBES.find(([attempt]) => !succeeds(attempt))?.[1])
  } catch {
    return 'this machine does not allow network namespaces'
  }
}

function succeeds(attempt: () => unknown): boolean {
  try {
    const failed = attempt()
    return !(failed instanceof Map) || failed.size === 0
  } catch {
    return false
  }
}

function conversing<T>(work: (netlink: Netlink) => T): T {
  const netlink = new Netlink()
  try {
    return work(netlink)
  } finally {
    netlink.close()
  }
}

/** Files of namespaces that are open as long as the work takes. */
function withFiles<T>(namespaces: Namespaces, work: (open: Surroundings['namespace']) => T): T {
  const files = new Map<string, number>()
  try {
    return work(name => {
      const file = files.get(name) ?? namespaces.open(name)
      files.set(name, file)
      return file
    })
  } finally {
    for (const file of files.values()) closeFile(file)
  }
}

function change(netlink: Netlink, commands: readonly string[], namespace: Surroundings['namespace']): Failed {
  const device = devicesOf(netlink)
  const messages: Message[] = []
  const places: number[] = []
  const failed = new Map(
    attempt(commands, (command, at) => {
      messages.push(messageOf(command, { device, namespace }))
      places.push(at)
    }),
  )
  for (const [at, { message }] of netlink.change(messages)) failed.set(places[at] ?? 0, message)
  return failed
}

/** Their numbers, asked for when the first is needed. */
function devicesOf(netlink: Netlink): Surroundings['device'] {
  let numbers: ReadonlyMap<string, number> | undefined
  return name => {
    numbers ??= new Map(readLinks(netlink).map(link => [link.name, link.index]))
    const number = numbers.get(name)
    if (number === undefined) throw new Error(`Cannot find device "${name}"`)
    return number
  }
}

function attempt(commands: readonly string[], take: (command: string, at: number) => void): Failed {
  const failed = new Map<number, string>()
  for (const [at, command] of commands.entries()) {
    try {
      take(command, at)
    } catch (error) {
      failed.set(at, error instanceof Error ? error.message : String(error))
    }
  }
  return failed
}

function found(namespaces: Namespaces, command: string): void {
  const [, verb, name = ''] = /^netns (add|del) (\S+)$/.exec(command) ?? []
  if (verb === 'add') namespaces.add(name)
  else if (verb === 'del') namespaces.remove(name)
  else plug(namespaces, command)
}

/** It is made where its first end is to be. */
function plug(namespaces: Namespaces, command: string): void {
  const [, home] = /^link add \S+ netns (\S+) /.exec(command) ?? []
  if (home === undefined) throw new Error(`not understood: ${command}`)
  const [failure] = withFiles(namespaces, open =>
    namespaces.inside(home, () => conversing(netlink => change(netlink, [command], open))),
  ).values()
  if (failure !== undefined) throw new Error(failure)
}
