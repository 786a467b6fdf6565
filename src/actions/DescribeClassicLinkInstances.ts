import type { ClassicLinkInstance } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findInstances } from './find-instances.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showGroups } from './show-network-interface.ts'
import { showTags } from './tags.ts'

/** Only instances that are linked, also of those that are named. Refuses: as `findInstances` and `describe`. */
export const DescribeClassicLinkInstances: Decide<'DescribeClassicLinkInstances'> = (situation, input) => {
  const ids = input.InstanceIds
  const linked = ids?.length
    ? findInstances(situation, ids)
        .filter(isLinked)
        .map(({ id }) => id)
    : undefined
  if (linked?.length === 0) return { reply: { Instances: [] } }
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: linked })
  return { reply: { Instances: found.map(one => show(situation.network, one)), NextToken } }
}

const isLinked = ({ classicLink }: Instance): boolean => classicLink !== undefined

function catalogue(situation: Situation): Catalogue<Instance> {
  const instances = ownedCatalogue(situation, 'instance', {
    filters: {
      'group-id': ({ classicLink }) => classicLink?.groups,
      'instance-id': one => (isLinked(one) ? one.id : undefined),
      'vpc-id': ({ classicLink }) => classicLink?.vpcId,
    },
    indexes: { 'group-id': 'linkGroup', 'vpc-id': 'linked' },
  })
  return { ...instances, all: () => [...instances.all()].filter(isLinked) }
}

const show = (network: Network, { id, classicLink, tags }: Instance): ClassicLinkInstance => ({
  Groups: showGroups(network, classicLink?.groups ?? []),
  InstanceId: id,
  Tags: showTags(tags),
  VpcId: classicLink?.vpcId,
})
