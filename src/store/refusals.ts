/** Why a data directory cannot be used: code → a sentence for the operator that says what to do. */

const sentences = {
  DirectoryInUse: (directory: string) =>
    `The data directory ${directory} is in use by another process. Stop that server first, or give this one a directory of its own with --data.`,
  DirectoryUnusable: (directory: string, reason: string) =>
    `The data directory ${directory} cannot be written to (${reason}). Make it a directory that this user may write to, or choose another one with --data.`,
  DatabaseForeign: (directory: string) =>
    `isthmus.db in the data directory ${directory} is not a database of Isthmus. It has been left as it is: move it away, or choose another directory with --data.`,
  DatabaseDamaged: (directory: string, reason: string) =>
    `isthmus.db in the data directory ${directory} is damaged (${reason}). Put a copy of the whole directory from before back, or begin with an empty directory.`,
  DatabaseNewer: (directory: string, step: string) =>
    `The data directory ${directory} was written by a newer Isthmus (step ${step} is unknown to this one). It has been left as it is: run that version or a later one.`,
} as const satisfies Record<string, (directory: string, detail: string) => string>

type StoreRefusalCode = keyof typeof sentences

export class StoreRefusal extends Error {
  readonly code: StoreRefusalCode
  constructor(code: StoreRefusalCode, directory: string, detail = '', cause?: unknown) {
    super(sentences[code](directory, detail), { cause })
    this.name = 'StoreRefusal'
    this.code = code
  }
}

/** Error codes of the file system and SQLite's primary result codes (https://sqlite.org/rescode.html). */
const causes: Readonly<Record<string, StoreRefusalCode>> = {
  SQLITE_BUSY: 'DirectoryInUse',
  SQLITE_NOTADB: 'DatabaseForeign',
  SQLITE_CORRUPT: 'DatabaseDamaged',
  SQLITE_CANTOPEN: 'DirectoryUnusable',
  SQLITE_FULL: 'DirectoryUnusable',
  SQLITE_IOERR: 'DirectoryUnusable',
  SQLITE_PERM: 'DirectoryUnusable',
  SQLITE_READONLY: 'DirectoryUnusable',
  EACCES: 'DirectoryUnusable',
  EEXIST: 'DirectoryUnusable',
  EISDIR: 'DirectoryUnusable',
  ENOENT: 'DirectoryUnusable',
  ENOSPC: 'DirectoryUnusable',
  ENOTDIR: 'DirectoryUnusable',
  EPERM: 'DirectoryUnusable',
  EROFS: 'DirectoryUnusable',
}

/** Does the work; what the file system, SQLite or a document's text holds against it is thrown as a refusal. */
export async function refusing<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const refusal = causeOf(error)
    if (refusal === undefined) throw error
    throw new StoreRefusal(refusal, directory, (error as Error).message, error)
  }
}

/** The refusal behind an error; undefined: it is none, but a bug. Text that is no longer JSON is a SyntaxError. */
function causeOf(error: unknown): StoreRefusalCode | undefined {
  if (error instanceof SyntaxError) return 'DatabaseDamaged'
  if (!(error instanceof Error && 'code' in error)) return undefined
  const code = String(error.code)
  return causes[code.startsWith('SQLITE_') ? primary(code) : code]
}

/** `SQLITE_READONLY_DIRECTORY` → `SQLITE_READONLY` */
const primary = (code: string): string => code.split('_', 2).join('_')
