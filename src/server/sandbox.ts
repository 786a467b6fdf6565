/**
 * Where a stranger's script runs: bubblewrap, in the network of an instance. It sees this machine's /usr and nothing else
 * of it: no other file, process or name, no environment, no capability. It is root of what it sees, and `nobody`
 * outside, where there is somebody to become. It ends with this process.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, readFileSync, readlinkSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

export interface Sandboxed {
  /** The file of the network namespace; absent: this process's own. */
  readonly netns?: string | undefined
  readonly hostName: string
  /** Executable, with its `#!`. */
  readonly script: Buffer
  /** Other files that it finds, by their paths. */
  readonly files: Readonly<Record<string, string>>
}

const SCRIPT = '/var/lib/cloud/instance/user-data.txt'
const NOBODY = 65_534
/** In bytes, of each file system that can be written. */
const ROOM = 64 * 1024 * 1024
const MOST_PROCESSES = 512
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Starts it. What it prints, as output or as error, is the child's standard output, and has to be read. */
export function startSandbox({ netns, hostName, script, files }: Sandboxed): ChildProcess {
  const contents = [script, ...Object.values(files)]
  const mounts = Object.keys(files).flatMap((path, at) => ['--file', String(FIRST_FILE + 1 + at), path])
  const [program = '', ...args] = [
    ...(netns === undefined ? [] : entering(netns)),
    ...['setpriv', '--pdeathsig=KILL', ...(isMapped(NOBODY) ? BECOME_NOBODY : []), '--'],
    ...['bash', '-o', 'pipefail', '-c', '"$@" 2>&1 | cat', 'bash'],
    ...['prlimit', `--nproc=${MOST_PROCESSES}`, '--core=0', '--'],
    ...['bwrap', ...ISOLATION, '--hostname', hostName, ...machine(), ...OWN],
    ...['--perms', '0755', '--file', String(FIRST_FILE), SCRIPT, ...mounts],
    ...['--chdir', '/root', '--', SCRIPT],
  ]
  const pipes = contents.map(() => 'pipe' as const)
  // A pipe of the kernel's, for what Node calls one is a socket, and no script can open /dev/stderr on that. And hardly
  // an environment: the script sees the one of its first process.
  const options = { env: { PATH }, cwd: '/' }
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'ignore', ...pipes] })
  for (const [at, content] of contents.entries()) {
    const pipe = child.stdio[FIRST_FILE + at] as Writable
    pipe.on('error', () => undefined).end(content)
  }
  return child
}

/** Scripts cannot be run so on this machine; the message says why. */
export class SandboxUnusable extends Error {}

/** Found out by trying. Throws SandboxUnusable. */
export async function checkSandbox(): Promise<void> {
  const trial = startSandbox({ hostName: 'trial', script: Buffer.from('#!/bin/true\n'), files: {} })
  const [complaint, [code]] = await Promise.all([text(trial.stdout as Readable), once(trial, 'exit')])
  if (code !== 0)
    throw new SandboxUnusable(
      `User data cannot run here, in bubblewrap (Debian package bubblewrap): ${complaint.trim() || code}`,
    )
}

/** Behind standard input, output and error. */
const FIRST_FILE = 3

const ISOLATION = [
  ...['--unshare-user', '--uid', '0', '--gid', '0', '--disable-userns'],
  ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
  ...['--cap-drop', 'ALL', '--new-session', '--die-with-parent'],
  ...['--clearenv', '--setenv', 'PATH', PATH, '--setenv', 'HOME', '/root'],
]

const OWN = [
  ...['--proc', '/proc', '--dev', '/dev'],
  ...['/tmp', '/var', '/home', '/root'].flatMap(path => ['--size', String(ROOM), '--tmpfs', path]),
  ...['--dir', '/var/tmp', '--dir', '/run'],
]

/** /usr with what leads into it: /bin and its like, and the choices among programs (/etc/alternatives). */
function machine(): readonly string[] {
  const into = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].flatMap(name => {
    const found = lstatSync(`/${name}`, { throwIfNoEntry: false })
    if (found?.isSymbolicLink()) return ['--symlink', readlinkSync(`/${name}`), `/${name}`]
    return found ? ['--ro-bind', `/${name}`, `/${name}`] : []
  })
  return ['--ro-bind', '/usr', '/usr', ...into, '--ro-bind-try', '/etc/alternatives', '/etc/alternatives']
}

const BECOME_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']

/** There the script may listen on every port and send pings, for which it lacks the capabilities. */
function entering(netns: string): readonly string[] {
  const group = isMapped(NOBODY) ? NOBODY : 0
  const settings = ['net.ipv4.ip_unprivileged_port_start=0', `net.ipv4.ping_group_range=${group} ${group}`]
  const shell = ['sh', '-c', 'sysctl -qw "$1" "$2" && shift 2 && exec "$@"', 'sh', ...settings]
  return ['nsenter', `--net=${netns}`, '--', ...shell]
}

/** Whether a user exists in this process's user namespace: `inside outside count`, one range a line. */
function isMapped(uid: number): boolean {
  const ranges = readFileSync('/proc/self/uid_map', 'utf8').trim().split('\n')
  return ranges.some(range => {
    const [first = 0, , count = 0] = range.trim().split(/\s+/).map(Number)
    return uid >= first && uid < first + count
  })
}
