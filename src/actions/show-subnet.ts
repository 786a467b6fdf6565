/** Subnets on the wire. */
import type {
  Subnet as Shown,
  SubnetCidrBlockStateCode,
  SubnetIpv6CidrBlockAssociation,
} from '@aws-sdk/client-ec2'
import { arnOf } from '../model/arn.ts'
import type { Network } from '../model/network.ts'
import { zoneId } from '../model/regions.ts'
import type { Subnet } from '../model/subnet.ts'
import { availableAddresses } from '../model/subnet-blocks.ts'
import type { Ipv6BlockAssociation } from '../model/vpc.ts'
import { blockState, PUBLIC_ACCESS } from './show-vpc.ts'
import { showTags } from './tags.ts'

/** A subnet as `Describe` shows it. Outposts, customer-owned pools and IPv6-only subnets do not exist here. */
export const showSubnet = (network: Network, subnet: Subnet): Shown => ({
  AvailabilityZoneId: zoneId(subnet.region, subnet.zone),
  MapCustomerOwnedIpOnLaunch: false,
  OwnerId: subnet.ownerId,
  AssignIpv6AddressOnCreation: subnet.assignIpv6OnCreation,
  Ipv6CidrBlockAssociationSet: showIpv6Blocks(subnet),
  Tags: showTags(subnet.tags),
  SubnetArn: arnOf('subnet', subnet),
  EnableDns64: subnet.dns64,
  Ipv6Native: false,
  PrivateDnsNameOptionsOnLaunch: {
    HostnameType: subnet.hostnameType,
    EnableResourceNameDnsARecord: subnet.resourceNameDnsA,
    EnableResourceNameDnsAAAARecord: subnet.resourceNameDnsAAAA,
  },
  BlockPublicAccessStates: PUBLIC_ACCESS,
  SubnetId: subnet.id,
  State: 'available',
  VpcId: subnet.vpcId,
  CidrBlock: subnet.cidr.text,
  AvailableIpAddressCount: availableAddresses(network, subnet),
  AvailabilityZone: subnet.zone,
  DefaultForAz: subnet.isDefault,
  MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
})

/** The same as the answer to its making: its IPv6 block is on the way. A subnet itself is available at once, as on AWS. */
export const showNewSubnet = (network: Network, subnet: Subnet): Shown => ({
  ...showSubnet(network, subnet),
  Ipv6CidrBlockAssociationSet: showIpv6Blocks(subnet, 'associating'),
})

const showIpv6Blocks = (subnet: Subnet, state?: SubnetCidrBlockStateCode): SubnetIpv6CidrBlockAssociation[] =>
  subnet.ipv6Blocks.map(block => showSubnetBlock(block, state))

export const showSubnetBlock = (
  block: Ipv6BlockAssociation,
  state: SubnetCidrBlockStateCode = blockState(block),
): SubnetIpv6CidrBlockAssociation => ({
  AssociationId: block.id,
  Ipv6CidrBlock: block.cidr.text,
  Ipv6CidrBlockState: { State: state },
  Ipv6AddressAttribute: 'public',
  IpSource: 'amazon',
})
