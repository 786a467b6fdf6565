/** Elastic addresses on the wire. */
import type { AddressAttribute, Address as Shown } from '@aws-sdk/client-ec2'
import type { ElasticAddress } from '../model/elastic-address.ts'
import type { Network } from '../model/network.ts'
import { showTags } from './tags.ts'

/** How Amazon's own pool is called. */
export const AMAZON_POOL = 'amazon'

/** A Region is its only network border group here. An address that leads to a service's interface shows no instance. */
export function showAddress(network: Network, elastic: ElasticAddress): Shown {
  const { association } = elastic
  return {
    PublicIp: elastic.address.text,
    AllocationId: elastic.id,
    Domain: 'vpc',
    PublicIpv4Pool: AMAZON_POOL,
    NetworkBorderGroup: elastic.region,
    Tags: showTags(elastic.tags),
    ...(association && showAssociation(network, elastic.ownerId, association)),
  }
}

function showAssociation(
  network: Network,
  ownerId: string,
  { id, networkInterfaceId, privateAddress }: NonNullable<ElasticAddress['association']>,
): Shown {
  const instanceId = network.networkInterfaces.get(networkInterfaceId)?.attachment?.instanceId
  return {
    AssociationId: id,
    ...(instanceId !== undefined && { InstanceId: instanceId }),
    NetworkInterfaceId: networkInterfaceId,
    NetworkInterfaceOwnerId: ownerId,
    PrivateIpAddress: privateAddress,
  }
}

/** Its name in the reverse DNS, if it has one. `update` is what the answer to a change says: the name that comes. */
export const showAddressAttribute = (
  { address, id, domainName }: ElasticAddress,
  update?: { readonly value: string },
): AddressAttribute => ({
  PublicIp: address.text,
  AllocationId: id,
  ...(domainName !== undefined && { PtrRecord: domainName }),
  ...(update && { PtrRecordUpdate: { Value: update.value, Status: 'PENDING' } }),
})
