import type { ElasticAddress } from '../model/elastic-address.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findAllocations, findPublic } from './find-address.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showAddress } from './show-address.ts'

/** There are no pages. Refuses: as `findAllocations` and `findPublic`, and what `describe` refuses. */
export const DescribeAddresses: Decide<'DescribeAddresses'> = (situation, input) => {
  const byAddress = (input.PublicIps ?? []).map(text => findPublic(situation, text))
  const byId = findAllocations(situation, input.AllocationIds ?? [])
  const question = { ids: [...byAddress, ...byId].map(one => one.id), Filters: input.Filters }
  const { found } = describe(catalogue(situation), question)
  return { reply: { Addresses: found.map(one => showAddress(situation.network, one)) } }
}

const catalogue = (situation: Situation): Catalogue<ElasticAddress> =>
  ownedCatalogue(situation, 'elastic-address', {
    filters: {
      'allocation-id': one => one.id,
      'association-id': one => one.association?.id,
      domain: () => 'vpc',
      'instance-id': one => showAddress(situation.network, one).InstanceId,
      'network-border-group': one => one.region,
      'network-interface-id': one => one.association?.networkInterfaceId,
      'network-interface-owner-id': one => one.association && one.ownerId,
      'private-ip-address': one => one.association?.privateAddress,
      'public-ip': one => one.address.text,
    },
    indexes: { 'association-id': 'association', 'network-interface-id': 'interface', 'public-ip': 'address' },
  })
