/** When a process began: two that have one number, one after the other, differ in it. */
import { readFileSync } from 'node:fs'

/** States in which a process has ended and nobody has asked how: it runs no more and keeps nothing. */
const ENDED: ReadonlySet<string | undefined> = new Set(['Z', 'X'])

/**
 * In the kernel's ticks since the machine runs: field 22 of /proc/{pid}/stat, counted behind the name, which may have spaces;
 * undefined if there is no such process, or it has ended.
 */
export function beginningOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return ENDED.has(fields[0]) ? undefined : fields[19]
  } catch {
    return undefined
  }
}
