/** When a process began: two that have one number, one after the other, differ in it. */
import { readFileSync } from 'node:fs'

/**
 * In the kernel's ticks since the machine runs: field 22 of /proc/{pid}/stat, counted behind the name, which may have spaces;
 * undefined if there is no such process.
 */
export function beginningOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
