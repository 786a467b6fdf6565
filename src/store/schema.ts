/** The tables as the newest migration leaves them. */
import type { Generated } from 'kysely'

export interface Schema {
  documents: {
    /** The order in which documents came. */
    sequence: Generated<number>
    kind: string
    id: string
    /** The one that put it as it is. */
    revision: number
    /** The whole document, JSON. */
    body: string
  }
  journal: {
    revision: number
    at: number
    caller: string
    operation: string
    /** JSON */
    changes: string
  }
  settings: {
    name: string
    value: string
  }
}
