/** aws_vpc and aws_vpc_ipv4_cidr_block_association. */
import {
  AssociateVpcCidrBlockCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  DisassociateVpcCidrBlockCommand,
  ModifyVpcAttributeCommand,
  type Vpc,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, tagList, unless, waitFor, where } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(VpcId: string): Promise<Vpc | undefined> {
  const found = await unless('InvalidVpcID.NotFound', ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] })))
  return found?.Vpcs?.[0]
}

async function create(tags: Readonly<Record<string, string>> = {}): Promise<string> {
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({
      CidrBlock: '10.0.0.0/16',
      InstanceTenancy: 'default',
      TagSpecifications: tagged('vpc', tags),
    }),
  )
  const id = Vpc?.VpcId ?? ''
  await waitFor(server, {
    pending: ['pending'],
    target: ['available'],
    refresh: async () => (await find(id))?.State,
  })
  return id
}

const attributes = {
  EnableDnsHostnames: 'enableDnsHostnames',
  EnableDnsSupport: 'enableDnsSupport',
  EnableNetworkAddressUsageMetrics: 'enableNetworkAddressUsageMetrics',
} as const satisfies Record<string, VpcAttributeName>
type Attribute = keyof typeof attributes

async function attribute(VpcId: string, name: Attribute): Promise<boolean | undefined> {
  const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: attributes[name] }))
  return answer[name]?.Value
}

/** One attribute in each call, and then until it is seen. */
async function modify(VpcId: string, name: Attribute, Value: boolean): Promise<void> {
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, [name]: { Value } }))
  await waitFor(server, {
    pending: [String(!Value)],
    target: [String(Value)],
    refresh: async () => String(await attribute(VpcId, name)),
  })
}

async function refresh(vpcId: string) {
  const main = where({ 'association.main': 'true', 'vpc-id': vpcId })
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(main))
  const acls = await ec2.send(new DescribeNetworkAclsCommand(where({ default: 'true', 'vpc-id': vpcId })))
  const byName = where({ 'group-name': 'default', 'vpc-id': vpcId })
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand(byName))
  return {
    vpc: await find(vpcId),
    dnsHostnames: await attribute(vpcId, 'EnableDnsHostnames'),
    dnsSupport: await attribute(vpcId, 'EnableDnsSupport'),
    usageMetrics: await attribute(vpcId, 'EnableNetworkAddressUsageMetrics'),
    mainTables: RouteTables?.map(table => table.RouteTableId),
    defaultAcls: acls.NetworkAcls?.map(acl => acl.NetworkAclId),
    defaultGroups: SecurityGroups?.map(group => group.GroupId),
  }
}

async function destroy(VpcId: string): Promise<void> {
  await ec2.send(new DeleteVpcCommand({ VpcId }))
  await waitFor(server, {
    pending: ['available'],
    target: [],
    refresh: async () => (await find(VpcId))?.State,
  })
}

test('aws_vpc', async () => {
  const id = await create({ Name: 'main' })
  await modify(id, 'EnableDnsHostnames', true)
  const read = await refresh(id)
  expect(read).toEqual({
    vpc: {
      VpcId: id,
      OwnerId: ACCOUNT,
      State: 'available',
      CidrBlock: '10.0.0.0/16',
      CidrBlockAssociationSet: [
        {
          AssociationId: expect.stringMatching(/^vpc-cidr-assoc-/),
          CidrBlock: '10.0.0.0/16',
          CidrBlockState: { State: 'associated' },
        },
      ],
      DhcpOptionsId: expect.stringMatching(/^dopt-/),
      InstanceTenancy: 'default',
      IsDefault: false,
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      Tags: [{ Key: 'Name', Value: 'main' }],
    },
    dnsHostnames: true,
    dnsSupport: true,
    usageMetrics: false,
    mainTables: [expect.stringMatching(/^rtb-/)],
    defaultAcls: [expect.stringMatching(/^acl-/)],
    defaultGroups: [expect.stringMatching(/^sg-/)],
  })
  expect(await refresh(id)).toEqual(read)

  await modify(id, 'EnableDnsHostnames', false)
  await modify(id, 'EnableNetworkAddressUsageMetrics', true)
  await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: tagList({ Name: 'main' }) }))
  await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: tagList({ Name: 'renamed', team: 'a' }) }))
  const updated = await refresh(id)
  expect(updated).toEqual({
    ...read,
    vpc: { ...read.vpc, Tags: expect.arrayContaining(tagList({ Name: 'renamed', team: 'a' })) },
    dnsHostnames: false,
    usageMetrics: true,
  })

  await destroy(id)
  expect(await find(id)).toBeUndefined()
})

test('aws_vpc: its deletion is tried again while something is in it', async () => {
  const VpcId = await create()
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }))
  const tooEarly = await refused(ec2.send(new DeleteVpcCommand({ VpcId })))
  expect(tooEarly.code).toBe('DependencyViolation')
  await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId }))
  await destroy(VpcId)
})

test('aws_vpc_ipv4_cidr_block_association', async () => {
  const VpcId = await create()
  const made = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: '10.1.0.0/16' }))
  const AssociationId = made.CidrBlockAssociation?.AssociationId ?? ''
  const state = async () => {
    const byId = where({ 'cidr-block-association.association-id': AssociationId })
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand(byId))
    const all = Vpcs[0]?.CidrBlockAssociationSet
    const found = all?.find(association => association.AssociationId === AssociationId)?.CidrBlockState?.State
    return found === 'disassociated' ? undefined : found
  }
  await waitFor(server, {
    pending: ['associating', 'disassociated', 'failing'],
    target: ['associated'],
    refresh: state,
  })
  await ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }))
  await waitFor(server, { pending: ['associated', 'disassociating'], target: [], refresh: state })
  expect(await refused(ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId })))).toMatchObject({
    code: 'InvalidVpcCidrBlockAssociationID.NotFound',
  })
})
