/** Security groups and their rules, from two accounts and two Regions. */
import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand as Admit,
  type AuthorizeSecurityGroupIngressCommandInput as AdmitInput,
  AuthorizeSecurityGroupEgressCommand as Allow,
  CreateSecurityGroupCommand as Create,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteSecurityGroupCommand as Delete,
  DeleteVpcPeeringConnectionCommand,
  DescribeSecurityGroupsCommand as Describe,
  DescribeSecurityGroupRulesCommand as DescribeRules,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupIngressCommand as Revoke,
  RevokeSecurityGroupEgressCommand as RevokeOut,
  RunInstancesCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentedFilters } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client
let usInEurope: EC2Client
let vpc: string

beforeAll(async () => {
  server = await startServer({ quota: { 'rules-per-security-group': 5 } })
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
  usInEurope = server.ec2({ region: 'eu-west-1' })
  vpc = await createVpc(us)
})
afterAll(() => server.close())

let names = 0
async function createGroup(ec2 = us, VpcId: string | undefined = vpc, GroupName = `group ${++names}`) {
  const { GroupId } = await ec2.send(new Create({ GroupName, Description: 'for a test', VpcId }))
  return GroupId as string
}

async function shown(GroupId: string, ec2 = us): Promise<SecurityGroup> {
  const { SecurityGroups } = await ec2.send(new Describe({ GroupIds: [GroupId] }))
  return SecurityGroups?.[0] as SecurityGroup
}

const admit = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  us.send(new Admit({ GroupId, IpPermissions }))

const web: IpPermission = {
  IpProtocol: 'tcp',
  FromPort: 80,
  ToPort: 80,
  IpRanges: [{ CidrIp: '10.0.0.0/8' }],
}
const arn = (type: string, id: string | undefined) => `arn:aws:ec2:us-east-1:${ACCOUNT}:${type}/${id}`
const NONE = { UserIdGroupPairs: [], IpRanges: [], Ipv6Ranges: [], PrefixListIds: [] }

/** A group of ours and one of the other VPC's owner, and the active peering between their VPCs. */
async function peered(other: EC2Client = us) {
  const { Vpc } = await other.send(new CreateVpcCommand({ CidrBlock: '10.77.0.0/16' }))
  const near = await createVpc(us, '10.66.0.0/16')
  const asked = await us.send(
    new CreateVpcPeeringConnectionCommand({ VpcId: near, PeerVpcId: Vpc?.VpcId, PeerOwnerId: Vpc?.OwnerId }),
  )
  const pcx = asked.VpcPeeringConnection?.VpcPeeringConnectionId as string
  await server.settled()
  await other.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: pcx }))
  await server.settled()
  const farVpc = Vpc?.VpcId as string
  return { pcx, farVpc, near: await createGroup(us, near), far: await createGroup(other, farVpc) }
}

describe('shape', () => {
  test('a new group lets nothing in and everything out', async () => {
    const made = await us.send(
      new Create({
        GroupName: 'shape',
        Description: 'a shape',
        VpcId: vpc,
        TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'a', Value: 'b' }] }],
      }),
    )
    const { $metadata: _, GroupId, ...rest } = made
    const Tags = [{ Key: 'a', Value: 'b' }]
    expect(rest).toEqual({ SecurityGroupArn: arn('security-group', GroupId), Tags })
    expect(await shown(GroupId as string)).toEqual({
      GroupId,
      GroupName: 'shape',
      Description: 'a shape',
      OwnerId: ACCOUNT,
      VpcId: vpc,
      SecurityGroupArn: arn('security-group', GroupId),
      Tags,
      IpPermissions: [],
      IpPermissionsEgress: [{ ...NONE, IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    })
  })

  test('rules are answered one by one, and shown together where protocol and ports are the same', async () => {
    const GroupId = await createGroup()
    const { Return, SecurityGroupRules: rules = [] } = await us.send(
      new Admit({
        GroupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: '10.1.2.3/16', Description: 'office' }],
            Ipv6Ranges: [{ CidrIpv6: '2600::/16' }],
            UserIdGroupPairs: [{ GroupId, Description: 'itself' }],
          },
          { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'k', Value: 'v' }] }],
      }),
    )
    expect(Return).toBe(true)
    const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }
    const of = (id: string | undefined) => ({
      SecurityGroupRuleId: id,
      SecurityGroupRuleArn: arn('security-group-rule', id),
      GroupId,
      GroupOwnerId: ACCOUNT,
      IsEgress: false,
      Tags: [{ Key: 'k', Value: 'v' }],
    })
    const expected = [
      { ...https, CidrIpv4: '10.1.0.0/16', Description: 'office' },
      { ...https, CidrIpv6: '2600::/16' },
      { ...https, ReferencedGroupInfo: { GroupId, UserId: ACCOUNT }, Description: 'itself' },
      { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, CidrIpv4: '0.0.0.0/0' },
    ].map((rule, at) => ({ ...of(rules[at]?.SecurityGroupRuleId), ...rule }))
    expect(rules).toEqual(expected)
    const ids = rules.map(rule => rule.SecurityGroupRuleId as string)
    expect(ids.every(id => /^sgr-[0-9a-f]{17}$/.test(id))).toBe(true)
    const described = await us.send(new DescribeRules({ SecurityGroupRuleIds: ids }))
    expect(described.SecurityGroupRules).toEqual(expected)
    expect((await shown(GroupId)).IpPermissions).toEqual([
      {
        ...https,
        UserIdGroupPairs: [{ GroupId, UserId: ACCOUNT, Description: 'itself' }],
        IpRanges: [{ CidrIp: '10.1.0.0/16', Description: 'office' }],
        Ipv6Ranges: [{ CidrIpv6: '2600::/16' }],
        PrefixListIds: [],
      },
      { ...NONE, IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ])
  })

  test('a rule for everything shows -1 for its ports', async () => {
    const GroupId = await createGroup()
    const { SecurityGroupRules: rules } = await us.send(
      new DescribeRules({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
    )
    const id = rules?.[0]?.SecurityGroupRuleId
    expect(rules).toEqual([
      {
        SecurityGroupRuleId: id,
        SecurityGroupRuleArn: arn('security-group-rule', id),
        GroupId,
        GroupOwnerId: ACCOUNT,
        IsEgress: true,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        CidrIpv4: '0.0.0.0/0',
        Tags: [],
      },
    ])
  })

  test('what was revoked is answered', async () => {
    const GroupId = await createGroup()
    await admit(GroupId, web)
    const { $metadata: _, ...reply } = await us.send(new Revoke({ GroupId, IpPermissions: [web] }))
    expect(reply).toEqual({
      Return: true,
      RevokedSecurityGroupRules: [
        {
          SecurityGroupRuleId: expect.stringMatching(/^sgr-/),
          GroupId,
          IsEgress: false,
          IpProtocol: 'tcp',
          FromPort: 80,
          ToPort: 80,
          CidrIpv4: '10.0.0.0/8',
        },
      ],
    })
  })

  test('a group that is deleted is named', async () => {
    const GroupId = await createGroup()
    const { $metadata: _, ...reply } = await us.send(new Delete({ GroupId }))
    expect(reply).toEqual({ Return: true, GroupId })
  })
})

describe('refusals', () => {
  const SG = 'sg-00000000000000000'

  test.each<readonly [string, () => Promise<unknown>, code: string, message: string]>([
    [
      'a malformed id',
      () => us.send(new Delete({ GroupId: 'web' })),
      'InvalidGroupId.Malformed',
      'Invalid id: "web" (expecting "sg-...")',
    ],
    [
      'an unknown id',
      () => us.send(new Delete({ GroupId: SG })),
      'InvalidGroup.NotFound',
      `The security group '${SG}' does not exist`,
    ],
    [
      'no id',
      () => us.send(new Delete({})),
      'MissingParameter',
      'The request must contain the parameter groupName or groupId',
    ],
    [
      'an unknown rule id',
      () => us.send(new DescribeRules({ SecurityGroupRuleIds: ['sgr-00000000000000000'] })),
      'InvalidSecurityGroupRuleId.NotFound',
      "The security group rule ID 'sgr-00000000000000000' does not exist",
    ],
    [
      'an unknown VPC',
      () => us.send(new Create({ GroupName: 'x', Description: 'x', VpcId: 'vpc-00000000000000000' })),
      'InvalidVpcID.NotFound',
      "The vpc ID 'vpc-00000000000000000' does not exist",
    ],
    [
      'a wrong tag type',
      () =>
        us.send(
          new Create({
            GroupName: 'x',
            Description: 'x',
            TagSpecifications: [{ ResourceType: 'vpc', Tags: [] }],
          }),
        ),
      'InvalidParameterValue',
      "'vpc' is not a valid taggable resource type for this operation.",
    ],
  ])('%s', async (_, call, code, message) => {
    expect(await refused(call())).toEqual({ code, message, status: 400 })
  })

  test.each<readonly [string, Partial<AdmitInput>, code: string, message: string]>([
    ['nothing', {}, 'MissingParameter', 'The request must contain the parameter ipPermissions'],
    [
      'no source',
      { IpPermissions: [{ IpProtocol: '-1' }] },
      'MissingParameter',
      "Either 'ipRanges' or 'userIdGroupPairs' should be provided.",
    ],
    [
      'no ports',
      { IpPermissions: [{ IpProtocol: 'tcp', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }] },
      'InvalidParameterValue',
      'Invalid value for portRange. Must specify both from and to ports with TCP/UDP.',
    ],
    [
      'a malformed block',
      { IpPermissions: [{ ...web, IpRanges: [{ CidrIp: '10.0.0.1' }] }] },
      'InvalidParameterValue',
      'CIDR block 10.0.0.1 is malformed',
    ],
    [
      'a block of the other family',
      { IpPermissions: [{ ...web, IpRanges: [{ CidrIp: '::/0' }] }] },
      'InvalidParameterValue',
      'CIDR block ::/0 is malformed',
    ],
    [
      'an unknown prefix list',
      { IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-00000000000000000' }] }] },
      'InvalidPrefixListID.NotFound',
      "The prefix list ID 'pl-00000000000000000' does not exist",
    ],
    [
      'an unknown group',
      { IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: SG }] }] },
      'InvalidGroup.NotFound',
      `The security group '${SG}' does not exist`,
    ],
    [
      'an unknown group of another account',
      { IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: SG, UserId: OTHER_ACCOUNT }] }] },
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    ],
    [
      'a group by name outside the default VPC',
      { IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupName: 'web' }] }] },
      'InvalidParameterValue',
      "Invalid value 'web' for groupName. You may not reference Amazon VPC security groups by name. " +
        'Please use the corresponding id for this operation.',
    ],
    [
      'the same twice',
      { IpPermissions: [web, { ...web, IpRanges: [{ CidrIp: '10.9.9.9/8' }] }] },
      'InvalidParameterValue',
      'The same permission must not appear multiple times',
    ],
    [
      'both ways of naming permissions',
      { IpPermissions: [web], CidrIp: '10.0.0.0/8' },
      'InvalidParameterCombination',
      'The parameter cidrIp cannot be used with the parameter ipPermissions',
    ],
    [
      'a source group with a protocol, the old way',
      { SourceSecurityGroupName: 'web', IpProtocol: 'tcp' },
      'InvalidParameterCombination',
      'The parameter ipProtocol cannot be used with the parameter sourceSecurityGroupName',
    ],
  ])('authorize %s', async (_, input, code, message) => {
    const GroupId = await createGroup()
    expect(await refused(us.send(new Admit({ GroupId, ...input })))).toEqual({ code, message, status: 400 })
  })

  test.each<readonly [IpPermission, string]>([
    [web, 'peer: 10.0.0.0/8, TCP, from port: 80, to port: 80, ALLOW'],
    [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }, 'peer: 10.0.0.0/8, ALL, ALLOW'],
  ])('a rule that is there already: %j', async (permission, rule) => {
    const GroupId = await createGroup()
    await admit(GroupId, permission)
    expect(await refused(admit(GroupId, permission))).toEqual({
      code: 'InvalidPermission.Duplicate',
      message: `the specified rule "${rule}" already exists`,
      status: 400,
    })
  })

  test('more rules than the quota, for each direction and family', async () => {
    const GroupId = await createGroup()
    const ranges = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ CidrIp: `10.${at}.0.0/16` }))
    const six = refused(admit(GroupId, { IpProtocol: '-1', IpRanges: ranges(6) }))
    expect((await six).code).toBe('RulesPerSecurityGroupLimitExceeded')
    await admit(GroupId, { IpProtocol: '-1', IpRanges: ranges(5), Ipv6Ranges: [{ CidrIpv6: '::/0' }] })
  })

  test('what Terraform probes for: the IPv6 rule that a new group does not have', async () => {
    const GroupId = await createGroup()
    const IpPermissions = [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }]
    expect(await refused(us.send(new RevokeOut({ GroupId, IpPermissions })))).toEqual({
      code: 'InvalidPermission.NotFound',
      message: 'The specified rule does not exist in this security group.',
      status: 400,
    })
  })

  test('a rule id of another group or direction', async () => {
    const GroupId = await createGroup()
    const { SecurityGroupRules: rules } = await admit(await createGroup(), web)
    const SecurityGroupRuleIds = [rules?.[0]?.SecurityGroupRuleId as string]
    for (const call of [
      us.send(new Revoke({ GroupId, SecurityGroupRuleIds })),
      us.send(new RevokeOut({ GroupId, SecurityGroupRuleIds })),
    ])
      expect((await refused(call)).code).toBe('InvalidSecurityGroupRuleId.NotFound')
    const both = new Revoke({ GroupId, SecurityGroupRuleIds, IpPermissions: [web] })
    expect((await refused(us.send(both))).code).toBe('InvalidParameterCombination')
    expect((await refused(us.send(new Revoke({ GroupId })))).message).toBe(
      "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.",
    )
  })

  test('the older members for the way out', async () => {
    const GroupId = await createGroup()
    const call = us.send(new Allow({ GroupId, CidrIp: '10.0.0.0/8', IpProtocol: '-1' }))
    expect((await refused(call)).code).toBe('UnknownParameter')
  })

  test('groups of another account and Region do not exist; nor does a duplicate name', async () => {
    const GroupId = await createGroup(us, vpc, 'taken')
    for (const other of [them, usInEurope])
      expect((await refused(other.send(new Describe({ GroupIds: [GroupId] })))).code).toBe(
        'InvalidGroup.NotFound',
      )
    expect((await refused(createGroup(us, vpc, 'Taken'))).message).toBe(
      `The security group 'Taken' already exists for VPC '${vpc}'`,
    )
  })

  test('a group in use, the default group', async () => {
    const subnet = await createSubnet(us, vpc, '10.0.9.0/24')
    const GroupId = await createGroup()
    const launch = { ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1, SubnetId: subnet }
    await us.send(new RunInstancesCommand({ ...launch, SecurityGroupIds: [GroupId] }))
    expect(await refused(us.send(new Delete({ GroupId })))).toEqual({
      code: 'DependencyViolation',
      message: `resource ${GroupId} has a dependent object`,
      status: 400,
    })
    const { SecurityGroups } = await us.send(
      new Describe({
        Filters: [
          { Name: 'vpc-id', Values: [vpc] },
          { Name: 'group-name', Values: ['default'] },
        ],
      }),
    )
    const id = SecurityGroups?.[0]?.GroupId
    expect(await refused(us.send(new Delete({ GroupId: id })))).toEqual({
      code: 'CannotDelete',
      message: `the specified group: "${id}" name: "default" cannot be deleted by a user`,
      status: 400,
    })
  })
})

describe('behaviour', () => {
  test('rules go by permission or by id, and with their group', async () => {
    const GroupId = await createGroup()
    const { SecurityGroupRules: rules = [] } = await admit(GroupId, web, { ...web, FromPort: 81, ToPort: 82 })
    const ids = rules.map(rule => rule.SecurityGroupRuleId as string)
    await us.send(new Revoke({ GroupId, SecurityGroupRuleIds: ids.slice(0, 1) }))
    expect((await shown(GroupId)).IpPermissions).toEqual([{ ...NONE, ...web, FromPort: 81, ToPort: 82 }])
    await us.send(new Delete({ GroupId }))
    expect((await refused(us.send(new DescribeRules({ SecurityGroupRuleIds: ids.slice(1) })))).code).toBe(
      'InvalidSecurityGroupRuleId.NotFound',
    )
  })

  test('in the default VPC, groups have names, and the older members do', async () => {
    const GroupName = 'by name'
    const { GroupId } = await us.send(new Create({ GroupName, Description: '' }))
    await us.send(new Admit({ GroupName, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' }))
    await us.send(new Admit({ GroupName, SourceSecurityGroupName: 'default' }))
    const { SecurityGroups: [group] = [] } = await us.send(new Describe({ GroupNames: [GroupName] }))
    const { SecurityGroups: [byDefault] = [] } = await us.send(new Describe({ GroupNames: ['default'] }))
    const UserIdGroupPairs = [{ GroupId: byDefault?.GroupId, UserId: ACCOUNT }]
    expect(group?.GroupId).toBe(GroupId)
    expect(group?.IpPermissions).toEqual([
      { ...NONE, ...web, FromPort: 22, ToPort: 22 },
      { ...NONE, IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
      { ...NONE, IpProtocol: 'udp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
      { ...NONE, IpProtocol: 'icmp', FromPort: -1, ToPort: -1, UserIdGroupPairs },
    ])
    const unknown = await us.send(new Revoke({ GroupName, IpPermissions: [web] }))
    expect([unknown.Return, unknown.UnknownIpPermissions]).toEqual([true, [{ ...NONE, ...web }]])
    await us.send(new Delete({ GroupName }))
    expect(await refused(us.send(new Describe({ GroupNames: [GroupName] })))).toMatchObject({
      code: 'InvalidGroup.NotFound',
      message: `The security group 'by name' does not exist in default VPC '${group?.VpcId}'`,
    })
  })

  test.each(['the same account', 'another account'])('a group of a peered VPC of %s', async whose => {
    const other = whose === 'another account' ? them : us
    const UserId = other === them ? OTHER_ACCOUNT : ACCOUNT
    const { near, far, farVpc, pcx } = await peered(other)
    const permission = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: far, UserId }] }
    const { SecurityGroupRules: rules } = await admit(near, permission)
    const reference = { VpcId: farVpc, VpcPeeringConnectionId: pcx, PeeringStatus: 'active' }
    expect(rules?.[0]?.ReferencedGroupInfo).toEqual({ GroupId: far, UserId, ...reference })
    const pairs = async () => (await shown(near)).IpPermissions?.[0]?.UserIdGroupPairs
    expect(await pairs()).toEqual([{ GroupId: far, UserId, ...reference }])

    await us.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: pcx }))
    await other.send(new Delete({ GroupId: far }))
    expect(await pairs()).toEqual([{ GroupId: far, ...reference, PeeringStatus: 'deleted' }])
    await us.send(new Revoke({ GroupId: near, IpPermissions: [permission] }))
    expect((await shown(near)).IpPermissions).toEqual([])
  })

  test('a group of another account must be named with that account, one of another VPC must be peered', async () => {
    const { near, far } = await peered(them)
    const unpeered = await createGroup(us, await createVpc(us, '10.55.0.0/16'))
    const elsewhere = await createGroup(usInEurope, await createVpc(usInEurope, '10.44.0.0/16'))
    const different = 'You have specified two resources that belong to different networks.'
    for (const [GroupId, message] of [
      [far, `The security group '${far}' does not exist`],
      [unpeered, different],
      [elsewhere, different],
    ] as const) {
      const call = admit(near, { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] })
      expect(await refused(call)).toEqual({ code: 'InvalidGroup.NotFound', message, status: 400 })
    }
  })

  test('filters look at the rules of a direction', async () => {
    const GroupId = await createGroup()
    const named = await createGroup()
    await admit(
      GroupId,
      { ...web, FromPort: 7000, ToPort: 7001 },
      {
        IpProtocol: '50',
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
        UserIdGroupPairs: [{ GroupId: named }],
      },
    )
    const found = async (Name: string, value: string) => {
      const { SecurityGroups = [] } = await us.send(new Describe({ Filters: [{ Name, Values: [value] }] }))
      return SecurityGroups.map(group => group.GroupId)
    }
    for (const [name, value] of [
      ['ip-permission.from-port', '7000'],
      ['ip-permission.to-port', '7001'],
      ['ip-permission.ipv6-cidr', '2001:db8::/32'],
      ['ip-permission.protocol', '50'],
      ['ip-permission.group-id', named],
      ['ip-permission.group-name', (await shown(named)).GroupName ?? ''],
    ] as const) {
      expect([name, await found(name, value)]).toEqual([name, [GroupId]])
      expect([name, await found(`egress.${name}`, value)]).toEqual([name, []])
    }
    expect(await found('ip-permission.user-id', ACCOUNT)).toContain(GroupId)
    expect(await found('egress.ip-permission.cidr', '0.0.0.0/0')).toContain(GroupId)
  })

  test('every documented filter is known', async () => {
    const Values = ['no such value']
    for (const Name of documentedFilters('DescribeSecurityGroupsRequest'))
      expect((await us.send(new Describe({ Filters: [{ Name, Values }] }))).SecurityGroups).toEqual([])
    for (const Name of documentedFilters('DescribeSecurityGroupRulesRequest'))
      expect((await us.send(new DescribeRules({ Filters: [{ Name, Values }] }))).SecurityGroupRules).toEqual(
        [],
      )
  })
})
