import type { TagDescription } from '@aws-sdk/client-ec2'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { allTaggable, type Taggable, taggableOf } from './taggable.ts'

/** The tags of everything that the caller has. Refuses: what `describe` refuses. */
export const DescribeTags: Decide<'DescribeTags'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), input)
  return { reply: { Tags: found.map(({ shown }) => shown), NextToken } }
}

/** One tag of one resource; the id is for paging. */
interface Row {
  readonly id: string
  readonly shown: Required<TagDescription>
}

const catalogue = (situation: Situation): Catalogue<Row> => ({
  all: () => rows(allTaggable(situation)),
  byId: id => {
    throw new Error(`tags have no ids: ${id}`)
  },
  filters: {
    key: ({ shown }) => shown.Key,
    'resource-id': ({ shown }) => shown.ResourceId,
    'resource-type': ({ shown }) => shown.ResourceType,
    value: ({ shown }) => shown.Value,
  },
  indexed: {
    'resource-id': id => rows([taggableOf(situation, id)].filter(one => one !== undefined)),
  },
  tags: ({ shown }) => ({ [shown.Key]: shown.Value }),
})

function* rows(resources: Iterable<Taggable>): Generator<Row> {
  for (const { id, type, tags } of resources)
    for (const [Key, Value] of Object.entries(tags))
      yield { id: `${id}|${Key}`, shown: { Key, ResourceId: id, ResourceType: type, Value } }
}
