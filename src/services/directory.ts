/** Instance metadata is a tree of directories and texts; a directory is read as the list of what is in it. */

/** Bytes are not text: user data. */
export type Entry = string | Uint8Array | Directory

export interface Directory {
  readonly entries: ReadonlyMap<string, Entry>
  /** How the directory above lists it, if not by its name and a slash. */
  readonly listedAs?: string
}

/** What is in a directory, in order: each row a name, and its text as it follows from `T`; undefined or empty: not there. */
export type Rows<T> = Readonly<Record<string, (of: T) => Entry | undefined>>

export const directoryOf = <T>(rows: Rows<T>, of: T): Directory =>
  directory(Object.entries(rows).map(([name, text]) => [name, text(of)] as const))

export function directory(
  entries: readonly (readonly [name: string, Entry | undefined])[],
  listedAs?: string,
): Directory {
  const there = entries.filter(
    (entry): entry is [string, Entry] => entry[1] !== undefined && !isEmpty(entry[1]),
  )
  return { entries: new Map(there), ...(listedAs !== undefined && { listedAs }) }
}

const isEmpty = (entry: Entry): boolean =>
  isDirectory(entry) ? entry.entries.size === 0 : entry.length === 0

const isDirectory = (entry: Entry): entry is Directory =>
  typeof entry === 'object' && !(entry instanceof Uint8Array)

/** What stands at a path, a list for a directory; undefined if nothing does. Slashes too many do not matter. */
export function read(root: Directory, path: string): string | Uint8Array | undefined {
  let at: Entry | undefined = root
  for (const name of path.split('/').filter(part => part !== ''))
    at = at !== undefined && isDirectory(at) ? at.entries.get(name) : undefined
  return at !== undefined && isDirectory(at) ? list(at) : at
}

const list = ({ entries }: Directory): string =>
  [...entries].map(([name, entry]) => (isDirectory(entry) ? (entry.listedAs ?? `${name}/`) : name)).join('\n')
