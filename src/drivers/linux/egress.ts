/**
 * The way from the simulated Internet out to the machine's real network, if the operator wants one: slirp4netns, a
 * process in the machine's network that opens ordinary sockets for what comes to its device. The device is there as
 * long as the process lives; nothing on the machine is changed, and nobody comes in by it. TCP, UDP and, by IPv4 only, pings.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { IPV6_POOL } from '../../model/amazon-ipv6.ts'
import { PUBLIC_POOL } from '../../model/public-pool.ts'
import { command } from './command.ts'
import { forwarding } from './lines.ts'
import { netnsFile } from './names.ts'
import { end } from './occupants.ts'
import { baseChain, EMPTY_RULESET, type Ruleset, rulesetOf } from './ruleset.ts'

export const EGRESS_DEVICE = 'tap0'

/** That a process is attached, as a line of the Internet's inventory. */
export const EGRESS_LINE = command`egress ${EGRESS_DEVICE}`

const MTU = 1500

/** What is handed out here is nowhere else: whoever has it not is not looked for among strangers. */
const STAYS = [PUBLIC_POOL, IPV6_POOL].map(block => command`route blackhole ${block.text} table main`)

/** The addresses are slirp4netns's own. Source: its manual page, section "Description". */
export const egressLines = [
  EGRESS_LINE,
  command`link dev ${EGRESS_DEVICE} mtu ${MTU}`,
  command`link dev ${EGRESS_DEVICE} up`,
  ...forwarding(EGRESS_DEVICE),
  command`address 10.0.2.100/24 dev ${EGRESS_DEVICE}`,
  command`address fd00::100/64 dev ${EGRESS_DEVICE}`,
  command`route 0.0.0.0/0 via 10.0.2.2 dev ${EGRESS_DEVICE} table main`,
  command`route ::/0 via fd00::2 dev ${EGRESS_DEVICE} table main`,
  ...STAYS,
]

/** Public addresses of VPCs mean nothing out there. */
export const egressFirewall = (egress: boolean): Ruleset =>
  egress
    ? rulesetOf([
        baseChain('translate', 'nat hook postrouting priority 100', 'accept', [
          `oifname "${EGRESS_DEVICE}" masquerade`,
        ]),
      ])
    : EMPTY_RULESET

const OPTIONS = [
  '--netns-type=path',
  '--enable-ipv6',
  // What it forwards to the machine's resolver would get to that on the machine's loopback, too.
  '--disable-dns',
  '--disable-host-loopback',
  command`--mtu=${MTU}`,
  '--ready-fd=3',
] as const

/** Attaches a process to a namespace, in the place of one that has lost its device. It goes on without us. Rejects if it does not begin. */
export async function attachEgress(namespace: string): Promise<void> {
  await detachEgress(namespace)
  const child = spawn('slirp4netns', [...OPTIONS, netnsFile(namespace), EGRESS_DEVICE], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const ready = child.stdio[3] as Readable
  const ended = once(child, 'exit').then(
    () => 'slirp4netns does not begin: it needs /dev/net/tun',
    () => 'the program slirp4netns is missing (Debian package slirp4netns)',
  )
  const reason = await Promise.race([once(ready, 'data').then(() => undefined), ended])
  ready.destroy()
  child.unref()
  if (reason !== undefined) throw new Error(reason)
}

/** Ends what is attached to a namespace. It would not end by itself, were its device or the namespace gone. */
export async function detachEgress(namespace: string): Promise<void> {
  for (const pid of await attachedTo(namespace)) end(pid)
}

export const isAttached = async (namespace: string): Promise<boolean> =>
  (await attachedTo(namespace)).length > 0

async function attachedTo(namespace: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(pid => pid > 0)
  const commands = await Promise.all(
    pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  )
  return pids.filter((_, at) => {
    const [program, ...args] = commands[at]?.split('\0') ?? []
    return program === 'slirp4netns' && args.includes(netnsFile(namespace))
  })
}
