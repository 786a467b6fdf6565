/**
 * Where the things of each part are: a directory per mark in /run, in it one per part, in it an empty file per
 * namespace. Written before anything is made and removed after all is gone. The kernel alone cannot tell which VPC an
 * instance without a network belongs to, nor in which two of a thousand routers a peering ends. It says only where to
 * look; what is there is always asked of the kernel. Like the namespaces it ends with the machine.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PartId } from '../../fabric/fabric.ts'
import { idOf } from './names.ts'
import { partOfId } from './ownership.ts'

export interface Register {
  parts(): Promise<readonly PartId[]>
  namespaces(part: PartId): Promise<readonly string[]>
  add(part: PartId, namespace: string): Promise<void>
  /** Forgets one namespace of a part; without a namespace, the part. */
  remove(part: PartId, namespace?: string): Promise<void>
  clear(): Promise<void>
}

export function createRegister(directory: string): Register {
  const of = (part: PartId) => join(directory, idOf(part))
  return {
    parts: async () => (await entries(directory)).flatMap(id => partOfId(id) ?? []),
    namespaces: part => entries(of(part)),
    async add(part, namespace) {
      await mkdir(of(part), { recursive: true })
      await writeFile(join(of(part), namespace), '')
    },
    remove: (part, namespace = '') => rm(join(of(part), namespace), { recursive: true, force: true }),
    clear: () => rm(directory, { recursive: true, force: true }),
  }
}

/** What is in a directory; nothing if there is none. */
async function entries(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
