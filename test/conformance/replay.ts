/** The documents that a journal leads to, change by change: what every store must agree with. */
import type { Document } from '../../src/model/network.ts'
import type { Entry } from '../../src/store/store.ts'

export function replay(journal: readonly Entry[]): readonly Document[] {
  let documents: readonly Document[] = []
  for (const change of journal.flatMap(entry => entry.changes)) {
    if ('drop' in change) {
      documents = documents.filter(({ kind, id }) => kind !== change.drop || id !== change.id)
      continue
    }
    const is = ({ kind, id }: Document) => kind === change.put.kind && id === change.put.id
    const known = documents.some(is)
    documents = known
      ? documents.map(document => (is(document) ? change.put : document))
      : [...documents, change.put]
  }
  return documents
}
