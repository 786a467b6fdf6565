/** The public address that a private one is mapped to, on the wire. */
import type { NetworkInterfaceAssociation } from '@aws-sdk/client-ec2'
import type { Address } from '../model/cidr.ts'
import { publicName } from '../model/dns-names.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { publicOf } from '../model/public-mapping.ts'

/** Undefined if it is mapped to none. The name is empty where the VPC gives no host names. */
export function showPublicAddress(
  network: Network,
  one: NetworkInterface,
  privateAddress: Address,
): NetworkInterfaceAssociation | undefined {
  const mapping = publicOf(network, one, privateAddress)
  if (!mapping) return undefined
  const { address, elastic } = mapping
  return {
    ...(elastic && { AllocationId: elastic.id, AssociationId: elastic.association?.id }),
    IpOwnerId: elastic ? elastic.ownerId : 'amazon',
    PublicDnsName: network.vpcs.get(one.vpcId)?.dnsHostnames ? publicName(one.region, address) : '',
    PublicIp: address.text,
  }
}
