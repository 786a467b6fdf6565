/** Whether this machine lets us make networks, found out by trying. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What must be there, and the Debian package that has it. */
const PROGRAMS = [
  { program: 'ip', version: '-V', package: 'iproute2' },
  { program: 'nft', version: '-v', package: 'nftables' },
  { program: 'nsenter', version: '-V', package: 'util-linux' },
  { program: 'sysctl', version: '-V', package: 'procps' },
] as const

const WITHIN = { timeout: 5_000 }

const run = promisify(execFile)

/** Nothing, if the Linux data plane can run here; else why not, in plain words. */
export async function canRun(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'this is not Linux'
  if (process.getuid?.() !== 0) return 'this needs root'
  for (const { program, version, package: from } of PROGRAMS) {
    if (!(await succeeds(program, version)))
      return `the program ${program} is missing (Debian package ${from})`
  }
  if (!(await succeeds('unshare', '--net', 'true'))) return 'this machine does not allow network namespaces'
  const veth = ['link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other']
  if (!(await succeeds('unshare', '--net', 'ip', ...veth))) return 'this kernel has no veth'
  if (!(await succeeds('unshare', '--net', 'nft', 'add', 'table', 'inet', 'isthmus')))
    return 'this kernel has no nftables'
  return undefined
}

async function succeeds(program: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await run(program, args, WITHIN)
    return true
  } catch {
    return false
  }
}
