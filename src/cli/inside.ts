/** How a command of an ordinary user gets inside the namespaces of that user's server: `drivers/linux/holder.ts`. */
import { getCompileCacheDir } from 'node:module'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { ensureHolder, wayInside } from '../drivers/linux/holder.ts'

/** Begins anew inside, as the same process: does not return. The namespaces are made if they are not there. */
export async function goOnInside(directory: string): Promise<never> {
  const way = wayInside(await ensureHolder(directory))
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const cache = getCompileCacheDir()
  const changes = {
    HOME: homedir(), // inside, the user is called root
    ...(cache && { NODE_COMPILE_CACHE: dirname(cache) }),
  }
  if (!process.execve) throw new Error('a process cannot be replaced on this platform')
  return process.execve('/usr/bin/env', ['env', ...way, ...command], { ...process.env, ...changes })
}
