/** What a batch of entries amounts to: of several changes to one document only the last is written. */
import type { Document, Kind } from '../model/network.ts'
import type { Entry } from './store.ts'

export interface Collapsed {
  /** Documents to delete, before any is put: one that was dropped and put again is a new arrival. */
  readonly drops: ReadonlyMap<Kind, ReadonlySet<string>>
  /** Documents in the order they came, each with the revision that put it as it is. */
  readonly puts: readonly { readonly document: Document; readonly revision: number }[]
}

export function collapse(entries: readonly Entry[]): Collapsed {
  const drops = new Map<Kind, Set<string>>()
  const puts = new Map<string, { document: Document; revision: number }>()
  for (const { revision, changes } of entries) {
    for (const change of changes) {
      if ('put' in change) {
        puts.set(`${change.put.kind}/${change.put.id}`, { document: change.put, revision })
      } else {
        puts.delete(`${change.drop}/${change.id}`)
        drops.set(change.drop, (drops.get(change.drop) ?? new Set()).add(change.id))
      }
    }
  }
  return { drops, puts: [...puts.values()] }
}
