/**
 * The process that is WireGuard for one side of a peering between Regions, where the kernel has none: how it is begun and
 * found again. It lives in the peering's own namespace, where its datagrams go; its device is moved to the router, and is
 * there as long as the process lives.
 */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { netnsFile } from '../names.ts'
import { SIDES, type Side } from './keys.ts'
import type { Door } from './wg.ts'

const run = promisify(execFile)

/** How long it may take to begin, in milliseconds. */
const BEGINS_WITHIN = 10_000

/** It has a /run of its own, so that its socket is nobody else's and ends with it. */
const PROGRAM = `
command -v wireguard-go >/dev/null || { echo 'the program wireguard-go is missing (Debian package wireguard-go)' >&2; exit 1; }
cd /
mount -t tmpfs isthmus /run
exec wireguard-go "$0"`

/**
 * Begins the process of a side in a namespace, with a device that is called as the side. Resolves when its socket is there;
 * the process goes on without us. Rejects with its last words if it does not begin.
 */
export async function begin(namespace: string, side: Side): Promise<void> {
  const within = [`--net=${netnsFile(namespace)}`, 'unshare', '--mount', '--propagation', 'slave']
  try {
    await run('nsenter', [...within, 'setsid', '--wait', 'sh', '-ec', PROGRAM, side], {
      timeout: BEGINS_WITHIN,
    })
  } catch (error) {
    throw new Error(lastWords(error as Said) ?? 'wireguard-go does not begin')
  }
}

interface Said {
  readonly stdout?: string
  readonly stderr?: string
}

/** It tells its errors on stdout, and on stderr, in a frame, that the kernel could have done it. Undefined if it says nothing else. */
export const lastWords = ({ stdout = '', stderr = '' }: Said): string | undefined =>
  `${stderr}\n${stdout}`
    .split('\n')
    .filter(line => line.trim() !== '' && !/^[┌│└]/.test(line))
    .at(-1)
    ?.replace(/^ERROR: .*?\d\d:\d\d:\d\d /, 'wireguard-go: ')

/** The process with this number is of a side: which; undefined if it is something else. */
export async function sideOf(pid: number): Promise<Side | undefined> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const [program, name] = command.split('\0')
  return program === 'wireguard-go' ? SIDES.find(side => side === name) : undefined
}

/** Its socket is in its own /run, and called as its device was at first. */
export const doorOf = (pid: number, side: Side): Door => ({
  enter: `--mount=/proc/${pid}/ns/mnt`,
  device: side,
})
