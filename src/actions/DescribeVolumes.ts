import { isId } from '../model/identities.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { absent } from './viewed-filters.ts'

/** Isthmus has no volumes: there is none to be found. Refuses: InvalidParameterValue, InvalidVolume.NotFound, and what `describe` refuses. */
export const DescribeVolumes: Decide<'DescribeVolumes'> = (_, input) => {
  const { NextToken } = describe(nothing, { ...input, ids: input.VolumeIds })
  return { reply: { Volumes: [], NextToken } }
}

const nothing: Catalogue<{ readonly id: string }> = {
  all: () => [],
  byId: id => {
    throw isId('vol', id)
      ? refuse('InvalidVolume.NotFound', id)
      : refuse('InvalidVolumeID.Malformed', id, 'vol')
  },
  filters: absent(
    'attachment.attach-time',
    'attachment.delete-on-termination',
    'attachment.device',
    'attachment.instance-id',
    'attachment.status',
    'availability-zone',
    'availability-zone-id',
    'create-time',
    'encrypted',
    'fast-restored',
    'multi-attach-enabled',
    'operator.managed',
    'operator.principal',
    'size',
    'snapshot-id',
    'status',
    'volume-id',
    'volume-type',
  ),
  tags: () => ({}),
}
