/** An ordinary user: tests that run as root become `nobody`; without root they stay whoever runs them. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { CHECKOUT, type User } from './isthmus.ts'

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
