/** The user namespace that a server of an ordinary user lives in, and what is left in it. */
import { readdirSync, readlinkSync } from 'node:fs'

/** The user namespace of a process. */
export const userNamespaceOf = (pid: number): string => readlinkSync(`/proc/${pid}/ns/user`)

/** The processes in a user namespace. */
export const processesIn = (namespace: string): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0)
    .filter(pid => {
      try {
        return userNamespaceOf(pid) === namespace
      } catch {
        return false
      }
    })
