/** A server as users run it, in a process of its own, for one bench; and what the kernel knows of that process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const isthmus = fileURLToPath(new URL('../bin/isthmus', import.meta.url))

export interface Running {
  readonly endpoint: string
  readonly directory: string
  /** From the start of the process to its `ready`, in milliseconds. */
  readonly readyAfter: number
  cpuSeconds(): Promise<number>
  megabytes(): Promise<number>
  /** Of the server and the processes it has started. */
  megabytesInAll(): Promise<number>
  /** Stops it; its data and its data plane stay for the next one with this directory. */
  leave(): Promise<void>
  /** Stops it and removes all it made. */
  stop(): Promise<void>
}

export async function startIsthmus(
  driver: 'memory' | 'linux',
  before?: { readonly directory: string },
): Promise<Running> {
  const directory = before?.directory ?? (await mkdtemp(join(tmpdir(), 'isthmus-bench-')))
  const args = [
    'serve',
    '--port',
    '0',
    '--data',
    directory,
    '--driver',
    driver,
    '--auth',
    'open',
    '--log-level',
    'warn',
  ]
  const running = await started(isthmus, args)
  return {
    ...running,
    directory,
    leave: running.stop,
    stop: async () => {
      await running.stop()
      if (driver === 'linux') await ended(spawn(isthmus, ['down', '--data', directory], { stdio: 'ignore' }))
      await rm(directory, { recursive: true })
    },
  }
}

/** Any server that prints `ready URL` when it takes calls. */
export async function started(command: string, args: readonly string[]) {
  const began = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const endpoint = await ready(child)
  return {
    endpoint,
    readyAfter: performance.now() - began,
    cpuSeconds: async () => cpuOf(await readFile(`/proc/${child.pid}/stat`, 'utf8')),
    megabytes: () => megabytesOf(child.pid),
    megabytesInAll: async () => {
      const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
      const all = [child.pid, ...children.split(' ').filter(Boolean)]
      return (await Promise.all(all.map(megabytesOf))).reduce((sum, one) => sum + one, 0)
    },
    stop: async () => {
      const end = ended(child)
      child.kill('SIGTERM')
      await end
    },
  }
}

async function ready(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) {
      child.stdout.resume()
      return line.slice('ready '.length)
    }
  }
  throw new Error('the server ended before it was ready')
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null ? Promise.resolve() : new Promise(resolve => child.once('exit', () => resolve()))

const TICKS_A_SECOND = 100

/** User and system time: the 12th and 13th field after the command's name (proc(5)). */
function cpuOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

const megabytesOf = async (pid: number | string | undefined): Promise<number> =>
  residentOf(await readFile(`/proc/${pid}/status`, 'utf8'))

const residentOf = (status: string): number => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
