/** An ordinary user: tests that run as root become `nobody`; without root they stay whoever runs them. */
import { execFileSync } from 'node:child_process'
import { accessSync, chownSync, constants } from 'node:fs'
import { join } from 'node:path'
import { CHECKOUT, Lab, type User } from './isthmus.ts'

const isRoot = process.getuid?.() === 0

export const NOBODY: User | undefined = isRoot ? { uid: 65_534, gid: 65_534 } : undefined

/** Why that user has no packets, as the data plane says, or that the user cannot even read it; undefined: there are. */
export function whyNobodyHasNoPackets(): string | undefined {
  const file = join(CHECKOUT, 'src/drivers/linux/can-run.ts')
  const script = `import { canRun } from ${JSON.stringify(file)}; process.stdout.write((await canRun()) ?? '')`
  try {
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { ...NOBODY })
    return said.toString() || undefined
  } catch {
    return 'an ordinary user cannot read this checkout'
  }
}

const TUN = '/dev/net/tun'

/** Everybody may open it, as on an ordinary machine: one of its own stands in the place of this machine's. */
const WITH_TUN = `mount -t tmpfs -o mode=755 isthmus /dev/net; mknod -m 666 ${TUN} c 10 200; exec "$@"`

/** Why that user cannot have /dev/net/tun; undefined: it can. */
export function whyNobodyHasNoTun(): string | undefined {
  if (isRoot) return undefined
  try {
    accessSync(TUN, constants.R_OK | constants.W_OK)
    return undefined
  } catch {
    return `this user may not open ${TUN}`
  }
}

/** A place for that user on a machine where everybody may open /dev/net/tun. `netns`: the machine's network; absent: this one's. */
export function labWithTun(netns?: string): Lab {
  if (!NOBODY) return new Lab()
  const { uid, gid } = NOBODY
  const lab = new Lab(undefined, [
    ...['unshare', '--mount', 'sh', '-ec', WITH_TUN, 'sh'],
    ...(netns ? ['nsenter', `--net=/run/netns/${netns}`] : []),
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'],
  ])
  chownSync(lab.home, uid, gid)
  return lab
}
