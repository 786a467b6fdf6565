/**
 * User data, where the operator lets it run: once, when an instance first comes up, in a sandbox in its network. What it
 * prints is on the instance's console. Only scripts run; anything else is kept as it is and said not to run.
 */
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Driver } from '../drivers/driver.ts'
import type { Instance } from '../model/instance.ts'
import type { Applied, Network } from '../model/network.ts'
import type { Consoles } from './consoles.ts'
import { type Guest, guestOf } from './guest.ts'
import { startSandbox } from './sandbox.ts'

export interface UserDataOptions {
  readonly network: Network
  readonly driver: Driver
  readonly consoles: Consoles
  /** How long a script may run, in milliseconds. */
  readonly within: number
  /** Something that must not happen. */
  readonly onError: (instanceId: string, error: unknown) => void
}

/** What is kept of what a script prints, in bytes. */
const MOST_OUTPUT = 1024 * 1024

/** To be called with every change of the network. */
export function runUserData(options: UserDataOptions, applied: readonly Applied[]): void {
  for (const { before, after } of applied) {
    if (after?.kind !== 'instance' || before?.kind !== 'instance') continue
    const isFirstBoot = before.bootedAt === undefined && after.bootedAt !== undefined
    if (isFirstBoot && after.userData !== undefined)
      boot(options, after, after.userData).catch(error => options.onError(after.id, error))
  }
}

async function boot(options: UserDataOptions, instance: Instance, userData: string): Promise<void> {
  const { network, driver, consoles } = options
  const script = Buffer.from(userData, 'base64')
  const guest = guestOf(network, instance.id)
  const location = await driver.locate(instance.id)
  const isScript = script.subarray(0, 2).toString('latin1') === '#!'
  if (!guest || !location) return // it has been taken away since
  const outcome = isScript
    ? await run(options, instance.id, { script, guest, netns: location.netns })
    : 'is kept but does not run here: it does not begin with #!'
  consoles.append(instance.id, `isthmus: the user data ${outcome}\n`)
}

interface Start {
  readonly script: Buffer
  readonly guest: Guest
  readonly netns: string
}

/** How it ended. */
async function run(
  { consoles, within }: UserDataOptions,
  id: string,
  { script, guest, netns }: Start,
): Promise<string> {
  const child = startSandbox({ netns, hostName: shortName(guest), script, files: filesOf(guest) })
  const late = AbortSignal.timeout(within)
  late.onabort = () => child.kill('SIGKILL')
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  await Promise.all([copy(child.stdout as Readable, consoles, id), ended])
  const [code, signal] = await ended
  late.onabort = null
  return late.aborted
    ? `took longer than ${within / 1_000} seconds and was stopped`
    : `ended: ${signal ?? code}`
}

const shortName = ({ hostName }: Guest): string => hostName.replace(/\..*/, '')

/** By their paths. */
const filesOf = (guest: Guest): Readonly<Record<string, string>> => ({
  '/etc/hostname': `${shortName(guest)}\n`,
  '/etc/hosts': `127.0.0.1 localhost\n::1 localhost\n${guest.address} ${guest.hostName} ${shortName(guest)}\n`,
  '/etc/resolv.conf': guest.resolvConf,
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  '/etc/group': 'root:x:0:\n',
})

async function copy(from: Readable, consoles: Consoles, id: string): Promise<void> {
  let left = MOST_OUTPUT
  for await (const piece of from as AsyncIterable<Buffer>) {
    if (left > 0) consoles.append(id, piece.subarray(0, left))
    left -= piece.length
  }
  if (left < 0) consoles.append(id, `\nisthmus: it printed more than ${MOST_OUTPUT} bytes\n`)
}
