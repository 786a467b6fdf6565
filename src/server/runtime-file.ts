/**
 * Where the command line finds the server that listens on a port: its data directory (with the operator's token and the
 * AWS files) and its process. One file per port, readable only by its owner. A file of a dead server tells nothing wrong:
 * it is looked at after the server has answered, or to take down what it left.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface Runtime {
  readonly pid: number
  readonly endpoint: string
  readonly directory: string
}

const folder = (): string => join(homedir(), '.isthmus', 'servers')

const fileOf = (port: number): string => join(folder(), `${port}.json`)

export async function writeRuntime(port: number, runtime: Runtime): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  await writeFile(fileOf(port), `${JSON.stringify(runtime)}\n`, { mode: 0o600 })
}

export async function readRuntime(port: number): Promise<Runtime | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(port), 'utf8')) as Runtime
  } catch {
    return undefined
  }
}

/** The server that this user last started on a data directory. */
export async function runtimeOn(directory: string): Promise<Runtime | undefined> {
  const files = await readdir(folder()).catch(() => [])
  const all = await Promise.all(files.map(file => readRuntime(Number.parseInt(file, 10))))
  return all.find(runtime => runtime?.directory === directory)
}

/** Forgets a server, unless another one has the port by now. */
export async function removeRuntime(port: number, pid: number): Promise<void> {
  const runtime = await readRuntime(port)
  if (runtime?.pid === pid) await rm(fileOf(port), { force: true })
}
