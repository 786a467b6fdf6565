/**
 * Where the command line finds a server: its process, its endpoint, its data directory (with the operator's token and
 * the AWS files). Told by port, in the home of whoever started it, and by data directory, in that; readable only by its
 * owner. A server that was killed is still told of, so that what it left can be taken away.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Runtime {
  readonly pid: number
  readonly endpoint: string
  readonly directory: string
}

const portFile = (port: number): string => join(homedir(), '.isthmus', 'servers', `${port}.json`)
const directoryFile = (directory: string): string => join(directory, 'server.json')

const filesOf = ({ endpoint, directory }: Runtime): readonly string[] => [
  portFile(Number(new URL(endpoint).port)),
  directoryFile(directory),
]

/** Tells of this process. Whoever had the data directory before is no more, and is forgotten. */
export async function writeRuntime(runtime: Runtime): Promise<void> {
  const before = await runtimeOn(runtime.directory)
  if (before) await removeRuntime(before)
  for (const file of filesOf(runtime)) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, `${JSON.stringify(runtime)}\n`, { mode: 0o600 })
  }
}

/** The server that this user last started on a port. */
export const readRuntime = (port: number): Promise<Runtime | undefined> => read(portFile(port))

/** The server that was last started on a data directory. */
export const runtimeOn = (directory: string): Promise<Runtime | undefined> => read(directoryFile(directory))

/** Forgets a server, unless another one has its port or its directory by now. */
export async function removeRuntime(runtime: Runtime): Promise<void> {
  for (const file of filesOf(runtime)) {
    if ((await read(file))?.pid === runtime.pid) await rm(file, { force: true })
  }
}

async function read(file: string): Promise<Runtime | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Runtime
  } catch {
    return undefined
  }
}
