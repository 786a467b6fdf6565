/** aws_security_group, aws_security_group_rule and aws_vpc_security_group_ingress_rule. */
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createVpc } from '../../api/route-network.ts'
import { ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, tagList, unless, waitFor, where } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(id: string): Promise<SecurityGroup | undefined> {
  const read = ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))
  return (await unless('InvalidGroup.NotFound', read))?.SecurityGroups?.[0]
}

const everywhere: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
const everywhereIpv6: IpPermission = { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }
const open = (port: number, CidrIp: string, Description?: string): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp, ...(Description && { Description }) }],
})

/** The group, and then without the rule to everywhere that AWS gives it, which IPv6 need not have. */
async function create(VpcId: string, GroupName: string): Promise<string> {
  const made = await ec2.send(
    new CreateSecurityGroupCommand({
      VpcId,
      GroupName,
      Description: 'Managed by Terraform',
      TagSpecifications: tagged('security-group', { Name: GroupName }),
    }),
  )
  const GroupId = made.GroupId ?? ''
  await waitFor(server, {
    pending: [],
    target: ['created'],
    refresh: async () => (await find(GroupId)) && 'created',
  })
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [everywhere] }))
  const revokeIpv6 = new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [everywhereIpv6] })
  await unless('InvalidPermission.NotFound', ec2.send(revokeIpv6))
  return GroupId
}

/** First the interfaces that Lambda may have left, then the group. */
async function destroy(GroupId: string): Promise<void> {
  const left = await ec2.send(new DescribeNetworkInterfacesCommand(where({ 'group-id': GroupId })))
  expect(left.NetworkInterfaces).toEqual([])
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId }))
  await waitFor(server, {
    pending: ['created'],
    target: [],
    refresh: async () => (await find(GroupId)) && 'created',
  })
}

const shown = (permission: IpPermission) => ({
  PrefixListIds: [],
  IpRanges: [],
  Ipv6Ranges: [],
  UserIdGroupPairs: [],
  ...permission,
})

test('aws_security_group with rules in it', async () => {
  const VpcId = await createVpc(ec2)
  const id = await create(VpcId, 'web')
  const ingress = new AuthorizeSecurityGroupIngressCommand({
    GroupId: id,
    IpPermissions: [open(443, '10.0.0.0/8', 'https')],
  })
  await ec2.send(ingress)
  const egress = new AuthorizeSecurityGroupEgressCommand({ GroupId: id, IpPermissions: [everywhere] })
  await ec2.send(egress)
  const read = await find(id)
  expect(read).toEqual({
    GroupId: id,
    GroupName: 'web',
    Description: 'Managed by Terraform',
    OwnerId: ACCOUNT,
    SecurityGroupArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group/${id}`,
    VpcId,
    IpPermissions: [shown(open(443, '10.0.0.0/8', 'https'))],
    IpPermissionsEgress: [shown(everywhere)],
    Tags: [{ Key: 'Name', Value: 'web' }],
  })

  const old = { GroupId: id, IpPermissions: [open(443, '10.0.0.0/8', 'https')] }
  await ec2.send(new RevokeSecurityGroupIngressCommand(old))
  const changed = { GroupId: id, IpPermissions: [open(443, '10.1.0.0/16')] }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand(changed))
  await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: tagList({ team: 'a' }) }))
  expect(await find(id)).toEqual({
    ...read,
    IpPermissions: [shown(open(443, '10.1.0.0/16'))],
    Tags: expect.arrayContaining(tagList({ Name: 'web', team: 'a' })),
  })
  await destroy(id)
  expect((await refused(ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })))).code).toBe(
    'InvalidGroup.NotFound',
  )
})

test('aws_security_group: its deletion is tried again while another group names it', async () => {
  const VpcId = await createVpc(ec2)
  const [named, naming] = [await create(VpcId, 'named'), await create(VpcId, 'naming')]
  const rule = { IpProtocol: 'tcp', FromPort: 1, ToPort: 1, UserIdGroupPairs: [{ GroupId: named }] }
  const reference = { GroupId: naming, IpPermissions: [rule] }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand(reference))
  expect((await refused(ec2.send(new DeleteSecurityGroupCommand({ GroupId: named })))).code).toBe(
    'DependencyViolation',
  )
  await ec2.send(new RevokeSecurityGroupIngressCommand(reference))
  await destroy(named)
})

test('aws_security_group_rule: found again among the permissions of its group', async () => {
  const id = await create(await createVpc(ec2), 'rules')
  const rule = { GroupId: id, IpPermissions: [open(22, '10.0.0.0/8')] }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
  expect((await find(id))?.IpPermissions).toEqual([shown(open(22, '10.0.0.0/8'))])
  const twice = await refused(ec2.send(new AuthorizeSecurityGroupIngressCommand(rule)))
  expect(twice.code).toBe('InvalidPermission.Duplicate')
  await ec2.send(new RevokeSecurityGroupIngressCommand(rule))
  expect((await find(id))?.IpPermissions).toEqual([])
})

async function findRule(id: string): Promise<SecurityGroupRule | undefined> {
  const read = ec2.send(new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [id] }))
  return (await unless('InvalidSecurityGroupRuleId.NotFound', read))?.SecurityGroupRules?.[0]
}

test('aws_vpc_security_group_ingress_rule: known by an id of its own', async () => {
  const GroupId = await create(await createVpc(ec2), 'one-rule')
  const authorised = await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [open(80, '10.0.0.0/8', 'http')],
      TagSpecifications: tagged('security-group-rule', { Name: 'http' }),
    }),
  )
  expect(authorised.SecurityGroupRules).toHaveLength(1)
  const id = authorised.SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? ''
  const read = await findRule(id)
  expect(read).toEqual({
    SecurityGroupRuleId: id,
    SecurityGroupRuleArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group-rule/${id}`,
    GroupId,
    GroupOwnerId: ACCOUNT,
    IsEgress: false,
    IpProtocol: 'tcp',
    FromPort: 80,
    ToPort: 80,
    CidrIpv4: '10.0.0.0/8',
    Description: 'http',
    Tags: [{ Key: 'Name', Value: 'http' }],
  })

  const SecurityGroupRule = { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIpv4: '10.1.0.0/16' }
  const SecurityGroupRules = [{ SecurityGroupRuleId: id, SecurityGroupRule }]
  await ec2.send(new ModifySecurityGroupRulesCommand({ GroupId, SecurityGroupRules }))
  const { Description: _, ...kept } = read ?? {}
  expect(await findRule(id)).toEqual({ ...kept, ...SecurityGroupRule })

  const revoke = { GroupId, SecurityGroupRuleIds: [id] }
  await ec2.send(new RevokeSecurityGroupIngressCommand(revoke))
  expect(await findRule(id)).toBeUndefined()
  expect((await refused(ec2.send(new RevokeSecurityGroupIngressCommand(revoke)))).code).toBe(
    'InvalidSecurityGroupRuleId.NotFound',
  )
})
