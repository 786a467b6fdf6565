/**
 * `ip` or `nft` in one namespace, kept running between questions and started anew when it can no longer be trusted: it
 * has ended; the namespace's file has become another's (removed and made again, by us or by hand); or a device has
 * another number than before. After a while of silence it is ended, so that nothing of ours keeps a namespace alive.
 */
import { stat } from 'node:fs/promises'
import { type Answer, type Coprocess, Ended, IP, type Language, NFT, startCoprocess } from './coprocess.ts'
import { netnsFile } from './names.ts'

export interface Console {
  /** Gives `ip` these commands, all of them, whatever fails. */
  ip(commands: readonly string[]): Promise<IpAnswer>
  /** Gives `nft` these commands as one transaction. What it prints; rejects with its error if nothing was done. */
  nft(commands: readonly string[]): Promise<string>
  close(): Promise<void>
}

export interface IpAnswer {
  /** A line of JSON per question; the first is that of `link show`, which is always asked. */
  readonly lines: readonly string[]
  /** What failed: the command's place among those given, and why. */
  readonly failures: ReadonlyMap<number, string>
}

/** A namespace is not there, or its file is no namespace. */
export class NoNamespace extends Error {}

export interface Times {
  /** The longest a question may take, in milliseconds. */
  readonly within: number
  /** After how many milliseconds of silence the program is ended. */
  readonly idle: number
}

interface Running {
  readonly coprocess: Coprocess
  /** The namespace it runs in. */
  readonly inode: number
  /** How many lines it has been given: `ip` names a failed command by its number. */
  given: number
  /** Which number each device had when last listed. */
  devices: ReadonlyMap<string, number>
}

const LINKS = ['link show']

/** A console for one of the two programs. Without a namespace it works where we are. */
export function createConsole(program: 'ip' | 'nft', namespace: string | undefined, times: Times): Console {
  const language = { ip: IP, nft: NFT }[program]
  const netns = namespace === undefined ? undefined : netnsFile(namespace)
  let running: Running | undefined
  let last: Promise<unknown> = Promise.resolve()
  let silence: NodeJS.Timeout | undefined

  /** One after the other. */
  function turn<T>(job: () => Promise<T>): Promise<T> {
    const result = last.then(job)
    last = result.catch(() => {}).finally(expectSilence)
    return result
  }

  function expectSilence(): void {
    clearTimeout(silence)
    if (running) silence = setTimeout(() => void turn(end), times.idle).unref()
  }

  async function end(): Promise<void> {
    const ending = running
    running = undefined
    await ending?.coprocess.close()
  }

  async function trusted(): Promise<Running> {
    const inode = netns === undefined ? 0 : await inodeOf(netns)
    if (running?.inode !== inode) await end()
    if (inode === undefined) throw new NoNamespace(`there is no namespace ${namespace}`)
    running ??= begin(language, netns, inode, times.within)
    return running
  }

  async function ask(lines: readonly string[]): Promise<Answer & { readonly before: number }> {
    const asked = await trusted()
    const before = asked.given
    asked.given += lines.length + 2
    try {
      return { before, ...(await asked.coprocess.ask(lines)) }
    } catch (error) {
      await end()
      if (error instanceof Ended && before > 0) return ask(lines)
      throw explained(error)
    }
  }

  /**
   * A kept `ip` remembers which number a device's name stands for, also when that device is gone and another has its
   * name: it would then speak of the one that is gone.
   */
  async function links(): Promise<string> {
    const { output } = await ask(LINKS)
    const devices = devicesIn(output)
    if (running && renumbered(running.devices, devices)) {
      await end()
      return links()
    }
    if (running) running.devices = devices
    return output
  }

  return {
    ip: commands =>
      turn(async () => {
        const listing = await links()
        const { before, output, errors } = await ask(commands)
        return {
          lines: `${listing}${output}`.split('\n').filter(Boolean),
          failures: failuresIn(errors, before),
        }
      }),
    nft: commands =>
      turn(async () => {
        const { output, errors } = await ask([commands.join('; ')])
        if (errors) throw explained(errors)
        return output
      }),
    close: () => turn(end),
  }
}

const begin = (language: Language, netns: string | undefined, inode: number, within: number): Running => ({
  coprocess: startCoprocess(language, netns, within),
  inode,
  given: 0,
  devices: new Map(),
})

/** All namespaces are on one file system of the kernel's, so the number is enough to tell them apart. */
const inodeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ ino }) => ino,
    () => undefined,
  )

function devicesIn(listing: string): ReadonlyMap<string, number> {
  const links = JSON.parse(listing) as readonly { readonly ifname: string; readonly ifindex: number }[]
  return new Map(links.map(({ ifname, ifindex }) => [ifname, ifindex]))
}

const renumbered = (before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): boolean =>
  [...before].some(([device, index]) => now.get(device) !== index)

/** `Cannot find device "x"\nCommand failed -:7` → command 7, counted from the console's first. */
function failuresIn(errors: string, before: number): ReadonlyMap<number, string> {
  const failures = new Map<number, string>()
  for (const [, reason = '', line] of errors.matchAll(/([\s\S]*?)^Command failed -:(\d+)\n/gm))
    failures.set(Number(line) - before - 1, sentence(reason))
  return failures
}

/** A program's last words, as an error of ours. */
function explained(error: unknown): Error {
  const reason = sentence(error instanceof Error ? error.message : String(error))
  return reason.startsWith('nsenter:') ? new NoNamespace(reason) : new Error(reason)
}

/** The first line of a complaint, without the tool's way of addressing us. */
const sentence = (complaint: string): string =>
  (complaint.trim().split('\n')[0] ?? '').replace(/^(RTNETLINK answers|Error): /, '') || 'refused'
