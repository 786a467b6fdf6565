import type { MetadataOptions } from '../model/instance.ts'
import { whyNotAlive } from '../model/instance-change.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input } from './decide.ts'
import { find } from './find.ts'
import { showMetadata } from './show-instance.ts'

const MOST_HOPS = 64

/** What is not named stays. Refuses: as `find`, MissingParameter, InvalidParameterValue, IncorrectInstanceState. */
export const ModifyInstanceMetadataOptions: Decide<'ModifyInstanceMetadataOptions'> = (situation, input) => {
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const wish = read(input)
  if (Object.keys(wish).length === 0) throw refuse('MissingParameter/attribute')
  const no = whyNotAlive(instance)
  if (no) throw no
  const changed = { ...instance, metadata: { ...instance.metadata, ...wish } }
  return {
    changes: [put(changed)],
    reply: {
      InstanceId: instance.id,
      InstanceMetadataOptions: { ...showMetadata(changed), State: 'pending' },
    },
  }
}

function read(input: Input<'ModifyInstanceMetadataOptions'>): Partial<MetadataOptions> {
  const { HttpPutResponseHopLimit: hopLimit } = input
  if (hopLimit !== undefined && hopLimit < 1)
    throw refuse('InvalidParameterValue/too-small', hopLimit, 'httpPutResponseHopLimit', 0)
  if (hopLimit !== undefined && hopLimit > MOST_HOPS)
    throw refuse('InvalidParameterValue/too-large', hopLimit, 'httpPutResponseHopLimit', MOST_HOPS)
  return {
    ...(input.HttpEndpoint && { endpoint: input.HttpEndpoint }),
    ...(input.HttpProtocolIpv6 && { ipv6: input.HttpProtocolIpv6 }),
    ...(input.HttpTokens && { tokens: input.HttpTokens }),
    ...(input.InstanceMetadataTags && { tags: input.InstanceMetadataTags }),
    ...(hopLimit !== undefined && { hopLimit }),
  }
}
