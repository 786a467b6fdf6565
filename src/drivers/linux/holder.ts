/**
 * Without root: a user namespace in which this user is root, and a mount namespace in which /run is ours to write. A
 * process that does nothing holds both, so that a data plane outlives its server and the next one finds it; when it
 * and all inside have ended, the kernel takes everything away. The server goes on inside, but stays in the machine's
 * own network, where its clients are.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beginningOf } from './beginning.ts'

/** Makes namespaces of a user's own, in which the user is root. */
export const UNSHARE = [
  'unshare',
  '--user',
  '--map-root-user',
  '--mount',
  '--propagation',
  'private',
] as const

interface Holder {
  readonly pid: number
  /** When it began, in the kernel's ticks: another process that gets its number later is not taken for it. */
  readonly began: string
}

const fileOf = (directory: string): string => join(directory, 'holder.json')

/** The process that holds the namespaces of a data directory; undefined if there is none. */
export function holderOf(directory: string): number | undefined {
  try {
    const { pid, began }: Holder = JSON.parse(readFileSync(fileOf(directory), 'utf8'))
    return beginningOf(pid) === began ? pid : undefined
  } catch {
    return undefined
  }
}

/** The same, started if there is none. Throws if the kernel does not allow it. */
export async function ensureHolder(directory: string): Promise<number> {
  const before = holderOf(directory)
  if (before !== undefined) return before
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const pid = await startHolder()
  const holder: Holder = { pid, began: beginningOf(pid) ?? '' }
  writeFileSync(fileOf(directory), `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  return pid
}

/** Ends the process that holds the namespaces: they go as soon as nobody is inside. */
export function endHolder(directory: string): void {
  const pid = holderOf(directory)
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
  rmSync(fileOf(directory), { force: true })
}

/** What comes before a command that is to run inside, in the working directory of now. */
export const wayInside = (holder: number): readonly string[] => [
  ...['nsenter', '--preserve-credentials', '--user', '--mount', `--target=${holder}`, '--'],
  ...['env', `--chdir=${process.cwd()}`],
]

/**
 * An empty /run, with what the machine has in its own (the resolver's addresses, for one) but for what is ours. The old
 * one is reached by a file descriptor, since the new one stands in its place.
 */
const HOLD = `
exec 3</run
mount -t tmpfs -o mode=755 isthmus /run
for one in /proc/self/fd/3/*/; do
  name=$(basename "$one")
  case $name in netns | isthmus | mount) continue ;; esac
  mkdir "/run/$name"
  mount --no-canonicalize --rbind "/proc/self/fd/3/$name" "/run/$name" || :
done
echo held
exec sleep infinity 3<&- >/dev/null 2>&1`

async function startHolder(): Promise<number> {
  const [program, ...args] = [...UNSHARE, 'sh', '-ec', HOLD]
  const child = spawn(program, args, { cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const complaint = text(child.stderr)
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  if (!Buffer.isBuffer(said)) throw new Error((await complaint).trim() || 'no user namespace could be made')
  child.unref()
  return child.pid as number
}
