/** The catalogue of a kind that one account owns in one Region: what most `Describe…` operations look through. */
import { type DocumentOf, type IndexOf, indexed, inPlace } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { Situation } from './decide.ts'
import type { Catalogue } from './describe.ts'
import { find, lookUp, type OwnedKind } from './find.ts'

interface Columns<K extends OwnedKind> {
  readonly filters: Catalogue<DocumentOf<K>>['filters']
  /** Filters that are answered by an index of the collection: filter name → index. */
  readonly indexes?: Readonly<Record<string, IndexOf<K>>>
}

/** A filter by the resource's own id (`vpc-id` of a VPC …) is answered by look-up. Refuses by id as `find`. */
export function ownedCatalogue<K extends OwnedKind>(
  situation: Situation,
  kind: K,
  { filters, indexes = {} }: Columns<K>,
): Catalogue<DocumentOf<K>> {
  const { network, caller } = situation
  const place = placeOf(caller)
  const byIndex = Object.entries(indexes).map(([filter, index]) => [
    filter,
    (value: string) =>
      indexed(network, kind, index, value).filter(
        one => one.ownerId === place.ownerId && one.region === place.region,
      ),
  ])
  const own = (id: string) => [lookUp(network, caller, kind, id)].filter(one => one !== undefined)
  return {
    all: () => inPlace(network, kind, place),
    byId: id => find(situation, kind, id),
    filters,
    indexed: { ...Object.fromEntries(byIndex), [`${kind}-id`]: own },
    tags: document => document.tags,
  }
}
