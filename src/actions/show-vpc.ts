/** VPCs and their blocks on the wire. */
import type {
  BlockPublicAccessStates,
  Vpc as Shown,
  VpcCidrBlockAssociation,
  VpcCidrBlockStateCode,
  VpcIpv6CidrBlockAssociation,
} from '@aws-sdk/client-ec2'
import { type BlockAssociation, held, type Ipv6BlockAssociation, type Vpc } from '../model/vpc.ts'
import { showTags } from './tags.ts'

/** Block Public Access is an account's setting that nobody can change here. */
export const PUBLIC_ACCESS: BlockPublicAccessStates = { InternetGatewayBlockMode: 'off' }

/** A VPC as `Describe` shows it. The set of IPv6 blocks is left out where there is none, as AWS does. */
export const showVpc = (vpc: Vpc): Shown => ({
  OwnerId: vpc.ownerId,
  InstanceTenancy: vpc.tenancy,
  CidrBlockAssociationSet: vpc.blocks.map(block => showBlock(block)),
  ...(vpc.ipv6Blocks.length > 0 && {
    Ipv6CidrBlockAssociationSet: vpc.ipv6Blocks.map(block => showIpv6Block(block)),
  }),
  IsDefault: vpc.isDefault,
  Tags: showTags(vpc.tags),
  BlockPublicAccessStates: PUBLIC_ACCESS,
  VpcId: vpc.id,
  State: 'available',
  CidrBlock: vpc.blocks[0].cidr.text,
  DhcpOptionsId: vpc.dhcpOptionsId,
})

/** The same as the answer to its making: still pending, and its IPv6 block on the way. */
export const showNewVpc = (vpc: Vpc): Shown => ({
  ...showVpc(vpc),
  State: 'pending',
  Ipv6CidrBlockAssociationSet: vpc.ipv6Blocks.map(block => showIpv6Block(block, 'associating')),
})

export const blockState = (association: BlockAssociation): VpcCidrBlockStateCode =>
  held(association) ? 'associated' : 'disassociated'

/** `state` is what the answer to a change says, before the next `Describe` tells how it ended. */
export const showBlock = (
  association: BlockAssociation,
  state: VpcCidrBlockStateCode = blockState(association),
): VpcCidrBlockAssociation => ({
  AssociationId: association.id,
  CidrBlock: association.cidr.text,
  CidrBlockState: { State: state },
})

export const showIpv6Block = (
  association: Ipv6BlockAssociation,
  state: VpcCidrBlockStateCode = blockState(association),
): VpcIpv6CidrBlockAssociation => ({
  AssociationId: association.id,
  Ipv6CidrBlock: association.cidr.text,
  Ipv6CidrBlockState: { State: state },
  NetworkBorderGroup: association.networkBorderGroup,
  Ipv6Pool: association.pool,
  Ipv6AddressAttribute: 'public',
  IpSource: 'amazon',
})
