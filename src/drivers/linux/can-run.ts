/** Whether this machine lets us make networks, found out by trying. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { UNSHARE } from './holder.ts'

/** What must be there, and the Debian package that has it. */
const PROGRAMS = [
  { program: 'ip', version: '-V', package: 'iproute2' },
  { program: 'nft', version: '-v', package: 'nftables' },
  { program: 'nsenter', version: '-V', package: 'util-linux' },
  { program: 'sysctl', version: '-V', package: 'procps' },
] as const

/** What a machine may have set against user namespaces. */
const SWITCHES = [
  { name: 'user.max_user_namespaces', against: '0' },
  { name: 'kernel.unprivileged_userns_clone', against: '0' },
  { name: 'kernel.apparmor_restrict_unprivileged_userns', against: '1' },
] as const

const WITHIN = { timeout: 5_000 }

const run = promisify(execFile)

export const isRoot = (): boolean => process.getuid?.() === 0

/** Nothing, if this user can have the Linux data plane here (without root: by way of holder.ts); else why not, in plain words. */
export async function canRun(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'this is not Linux'
  for (const { program, version, package: from } of PROGRAMS) {
    if (!(await succeeds(program, version)))
      return `the program ${program} is missing (Debian package ${from})`
  }
  const user = isRoot() ? ['unshare'] : UNSHARE
  if (!isRoot() && !(await succeeds(...UNSHARE, 'true'))) return whyNoUserNamespace()
  if (!(await succeeds(...user, '--net', 'true'))) return 'this machine does not allow network namespaces'
  const veth = ['link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other']
  if (!(await succeeds(...user, '--net', 'ip', ...veth))) return 'this kernel has no veth'
  if (!(await succeeds(...user, '--net', 'nft', 'add', 'table', 'inet', 'isthmus')))
    return 'this kernel has no nftables'
  return undefined
}

function whyNoUserNamespace(): string {
  const found = SWITCHES.find(({ name, against }) => settingOf(name) === against)
  const setting = found ? `, by sysctl ${found.name}=${found.against}` : ''
  return `this needs root, or user namespaces, which this machine does not allow${setting}`
}

function settingOf(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim()
  } catch {
    return undefined
  }
}

async function succeeds(...[program = '', ...args]: readonly string[]): Promise<boolean> {
  try {
    await run(program, args, WITHIN)
    return true
  } catch {
    return false
  }
}
