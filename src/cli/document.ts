/** Documents that commands read: a file in JSON, or standard input. */
import { readFile } from 'node:fs/promises'
import { Failure } from './failure.ts'

/** `-` is standard input. Throws a Failure that says why the file cannot be read. */
export async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file === '-' ? '/dev/stdin' : file, 'utf8'))
  } catch (error) {
    throw new Failure(`${file} cannot be read as JSON: ${(error as Error).message}`)
  }
}
