/** Whether this machine lets us make networks, found out by trying. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { UNSHARE } from './holder.ts'
import { createKernel, type Kernel } from './kernel/kernel.ts'

/** What a machine may have set against user namespaces. */
const SWITCHES = [
  { name: 'user.max_user_namespaces', against: '0' },
  { name: 'kernel.unprivileged_userns_clone', against: '0' },
  { name: 'kernel.apparmor_restrict_unprivileged_userns', against: '1' },
] as const

const WITHIN = { timeout: 5_000 }

const run = promisify(execFile)

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Nothing, if this user can have the Linux data plane here (without root: by way of holder.ts); else why not, in plain words.
 * Whoever brings a kernel can go on with it.
 */
export async function canRun(kernel?: Kernel): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'this is not Linux'
  if (!(await succeeds('nsenter', '-V'))) return 'the program nsenter is missing (Debian package util-linux)'
  if (!isRoot()) return (await succeeds(...UNSHARE, 'true')) ? undefined : whyNoUserNamespace()
  const asked = kernel ?? createKernel()
  try {
    return await asked.probe(undefined)
  } catch {
    return "network namespaces are not allowed here, or nftables' library is missing (Debian package libnftables1)"
  } finally {
    if (!kernel) await asked.close()
  }
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
