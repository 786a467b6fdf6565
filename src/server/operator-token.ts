/** The operator's token: made once, kept in the data directory, readable only by whoever runs the server. */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const tokenFile = (directory: string): string => join(directory, 'operator-token')

export async function ensureToken(directory: string): Promise<string> {
  const file = tokenFile(directory)
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const token = randomBytes(24).toString('base64url')
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: 'wx' })
    return token
  }
}
