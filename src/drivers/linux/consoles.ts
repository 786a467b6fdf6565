/**
 * The coprocesses at hand: an `ip` and an `nft` per namespace lately used, each started when first needed. A console is
 * bound to the namespace it was started in; when the namespace's file has become another one's (removed and made
 * again, by us or by hand), it is replaced.
 */
import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { type Answer, type Coprocess, Ended, IP, type Language, NFT, startCoprocess } from './coprocess.ts'
import { netnsFile } from './names.ts'

export interface Consoles {
  /** Gives `ip` these commands, all of them, whatever fails. Without a namespace: where we are. */
  ip(namespace: string | undefined, commands: readonly string[]): Promise<IpAnswer>
  /** Gives `nft` these commands as one transaction. What it prints; rejects with its error if nothing was done. */
  nft(namespace: string, commands: readonly string[]): Promise<string>
  /** Sets kernel settings: `net.ipv4.conf.all.forwarding=1`. */
  sysctl(namespace: string, settings: readonly string[]): Promise<void>
  /** Ends the consoles in this namespace, or all. */
  close(namespace?: string): Promise<void>
}

export interface IpAnswer {
  /** A line of JSON per question. */
  readonly lines: readonly string[]
  /** What failed: the command's place among those given, and why. */
  readonly failures: ReadonlyMap<number, string>
}

/** A namespace is not there, or its file is no namespace. */
export class NoNamespace extends Error {}

interface Console {
  readonly coprocess: Coprocess
  readonly namespace: string | undefined
  /** The namespace it runs in. */
  readonly inode: number
  /** How many lines it has been given: `ip` names a failed command by its number. */
  given: number
}

export interface ConsoleLimits {
  /** How many consoles to keep. */
  readonly most: number
  /** How many to ask at a time. */
  readonly atOnce: number
  /** The longest a question may take, in milliseconds. */
  readonly within: number
}

export function createConsoles({ most, atOnce, within }: ConsoleLimits): Consoles {
  const kept = new Map<string, Console>()
  const lane = createLanes(atOnce)

  async function consoleIn(namespace: string | undefined, language: Language): Promise<Console> {
    const key = `${language.program[0]} ${namespace ?? ''}`
    const inode = namespace === undefined ? 0 : await inodeOf(namespace)
    const found = kept.get(key)
    kept.delete(key)
    if (found && found.inode !== inode) void found.coprocess.close()
    const netns = namespace === undefined ? undefined : netnsFile(namespace)
    const current =
      found?.inode === inode
        ? found
        : { coprocess: startCoprocess(language, netns, within), namespace, inode, given: 0 }
    kept.set(key, current)
    closeOldest()
    return current
  }

  /** The map is in the order of use. */
  function closeOldest(): void {
    const [oldest] = kept
    if (kept.size <= most || !oldest) return
    kept.delete(oldest[0])
    void oldest[1].coprocess.close()
  }

  /** A console that failed us is not asked again; one that had ended before is replaced. */
  async function ask(
    namespace: string | undefined,
    language: Language,
    lines: readonly string[],
  ): Promise<Answer & { readonly before: number }> {
    const current = await consoleIn(namespace, language)
    const before = current.given
    current.given += lines.length + 2
    try {
      return { before, ...(await current.coprocess.ask(lines)) }
    } catch (error) {
      for (const [key, console] of kept) if (console === current) kept.delete(key)
      if (error instanceof Ended && before > 0) return ask(namespace, language, lines)
      const reason = sentence(error instanceof Error ? error.message : String(error))
      throw reason.startsWith('nsenter:') ? new NoNamespace(reason) : new Error(reason)
    }
  }

  return {
    async ip(namespace, commands) {
      const { before, output, errors } = await lane(() => ask(namespace, IP, commands))
      return { lines: output.split('\n').filter(Boolean), failures: failuresIn(errors, before) }
    },
    async nft(namespace, commands) {
      const { output, errors } = await lane(() => ask(namespace, NFT, [commands.join('; ')]))
      if (errors) throw new Error(sentence(errors))
      return output
    },
    sysctl: (namespace, settings) => lane(() => sysctl(namespace, settings, within)),
    async close(namespace) {
      const closing = [...kept].filter(([, one]) => namespace === undefined || one.namespace === namespace)
      for (const [key] of closing) kept.delete(key)
      await Promise.all(closing.map(([, { coprocess }]) => coprocess.close()))
    },
  }
}

function sysctl(namespace: string, settings: readonly string[], within: number): Promise<void> {
  const args = [`--net=${netnsFile(namespace)}`, '--', 'sysctl', '-q', '-w', ...settings]
  return new Promise((resolve, reject) => {
    execFile('nsenter', args, { timeout: within }, (error, _, stderr) =>
      error || stderr ? reject(new Error(stderr.trim() || String(error))) : resolve(),
    )
  })
}

/** Lets at most so many jobs run at a time; the others wait in line. */
function createLanes(most: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = most
  return async job => {
    if (free > 0) free--
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** All files of namespaces are on one file system of the kernel's; any other file is not a namespace. */
async function inodeOf(namespace: string): Promise<number> {
  const { ino } = await stat(netnsFile(namespace)).catch(() => {
    throw new NoNamespace(`there is no namespace ${namespace}`)
  })
  return ino
}

/** `Cannot find device "x"\nCommand failed -:7` → command 7, counted from the console's first. */
function failuresIn(errors: string, before: number): ReadonlyMap<number, string> {
  const failures = new Map<number, string>()
  for (const [, reason = '', line] of errors.matchAll(/([\s\S]*?)^Command failed -:(\d+)\n/gm))
    failures.set(Number(line) - before - 1, sentence(reason))
  return failures
}

/** The first line of a complaint, without the tool's way of addressing us. */
const sentence = (complaint: string): string =>
  (complaint.trim().split('\n')[0] ?? '').replace(/^(RTNETLINK answers|Error): /, '') || 'refused'
