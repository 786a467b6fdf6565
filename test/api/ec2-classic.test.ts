/** EC2-Classic, which AWS has retired: an account that has it beside its VPCs, its instances and its security groups. */
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand as Authorize,
  AuthorizeSecurityGroupEgressCommand,
  CreateDefaultVpcCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeAccountAttributesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Instance,
  type IpPermission,
  ModifyInstanceAttributeCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  type RunInstancesCommandInput as RunInput,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, useServer } from './server.ts'

const server = await useServer({ classicLink: true })
const us = server.ec2()
const them = server.ec2({ account: OTHER_ACCOUNT })

const run = async (input: Partial<RunInput> = {}, ec2: EC2Client = us) =>
  ec2.send(new RunInstancesCommand({ ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, ...input }))

/** The id of a new instance of EC2-Classic that is running. */
async function running(input: Partial<RunInput> = {}, ec2: EC2Client = us): Promise<string> {
  const { Instances } = await run(input, ec2)
  await server.settled()
  return Instances?.[0]?.InstanceId ?? ''
}

async function shown(id: string): Promise<Instance> {
  const { Reservations } = await us.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return Reservations?.[0]?.Instances?.[0] ?? {}
}

async function found(Name: string, ...Values: string[]): Promise<(string | undefined)[]> {
  const { Reservations = [] } = await us.send(new DescribeInstancesCommand({ Filters: [{ Name, Values }] }))
  return Reservations.flatMap(one => one.Instances ?? []).map(one => one.InstanceId)
}

let groups = 0
async function newGroup(more: { VpcId?: string } = {}, ec2: EC2Client = us) {
  const GroupName = `group <${++groups}>`.replace(more.VpcId ? /[<>]/g : '', '')
  const wish = { GroupName, Description: 'of a test', ...more }
  const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand(wish))
  return { GroupId, GroupName }
}

async function group(GroupId: string) {
  const { SecurityGroups } = await us.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }))
  return SecurityGroups?.[0] ?? {}
}

async function defaultGroup(ec2: EC2Client = us): Promise<string> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }))
  return SecurityGroups?.[0]?.GroupId ?? ''
}

const ssh = (more: Partial<IpPermission>): IpPermission[] => [
  { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...more },
]

describe('shape', () => {
  test('the account has both platforms, and no default VPC', async () => {
    const AttributeNames = ['supported-platforms', 'default-vpc'] as const
    const wish = { AttributeNames: [...AttributeNames] }
    const { AccountAttributes } = await us.send(new DescribeAccountAttributesCommand(wish))
    expect(AccountAttributes).toEqual([
      {
        AttributeName: 'supported-platforms',
        AttributeValues: [{ AttributeValue: 'EC2' }, { AttributeValue: 'VPC' }],
      },
      { AttributeName: 'default-vpc', AttributeValues: [{ AttributeValue: 'none' }] },
    ])
    const nobody = server.ec2({ account: '333333333333' })
    expect((await nobody.send(new DescribeVpcsCommand({}))).Vpcs).toEqual([])
    expect((await nobody.send(new DescribeSubnetsCommand({}))).Subnets).toEqual([])
  })

  test('an instance has no place in a VPC', async () => {
    const id = await running()
    const { Reservations } = await us.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    const [reservation] = Reservations ?? []
    const { NetworkInterfaces, SecurityGroups, State, ...instance } = reservation?.Instances?.[0] ?? {}
    const own = [{ GroupId: await defaultGroup(), GroupName: 'default' }]
    expect([NetworkInterfaces, SecurityGroups, reservation?.Groups]).toEqual([[], own, own])
    expect(State).toEqual({ Code: 16, Name: 'running' })
    for (const member of ['VpcId', 'SubnetId', 'SourceDestCheck']) expect(instance).not.toHaveProperty(member)
    const { PrivateIpAddress = '', PublicIpAddress = '' } = instance
    expect(PrivateIpAddress).toMatch(/^10\.16\./)
    expect(instance).toMatchObject({
      InstanceType: 'm1.small',
      PrivateDnsName: `ip-${PrivateIpAddress.replaceAll('.', '-')}.ec2.internal`,
      PublicDnsName: `ec2-${PublicIpAddress.replaceAll('.', '-')}.compute-1.amazonaws.com`,
      Placement: { AvailabilityZone: 'us-east-1a', Tenancy: 'default' },
    })
    expect((await us.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces).toEqual([])
  })

  test('security groups are of no VPC, and have rules for the way in only', async () => {
    const { GroupId, GroupName } = await newGroup()
    await us.send(new Authorize({ GroupName, IpPermissions: ssh({ IpRanges: [{ CidrIp: '10.0.0.0/8' }] }) }))
    const SecurityGroupArn = `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group/${GroupId}`
    expect(await group(GroupId)).toEqual({
      Description: 'of a test',
      GroupId,
      GroupName,
      IpPermissions: [
        {
          FromPort: 22,
          IpProtocol: 'tcp',
          IpRanges: [{ CidrIp: '10.0.0.0/8' }],
          Ipv6Ranges: [],
          PrefixListIds: [],
          ToPort: 22,
          UserIdGroupPairs: [],
        },
      ],
      IpPermissionsEgress: [],
      OwnerId: ACCOUNT,
      SecurityGroupArn,
      Tags: [],
    })
    const Filters = [{ Name: 'group-id', Values: [GroupId] }]
    const { SecurityGroupRules } = await us.send(new DescribeSecurityGroupRulesCommand({ Filters }))
    expect(SecurityGroupRules?.map(rule => rule.IsEgress)).toEqual([false])
  })

  test('the default group lets in what it holds, by protocol and with names', async () => {
    const GroupId = await defaultGroup()
    const { Description, IpPermissions } = await group(GroupId)
    expect(Description).toBe('default group')
    const UserIdGroupPairs = [{ GroupId, GroupName: 'default', UserId: ACCOUNT }]
    const rest = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs }
    expect(IpPermissions).toEqual([
      { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, ...rest },
      { IpProtocol: 'udp', FromPort: 0, ToPort: 65535, ...rest },
      { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, ...rest },
    ])
  })

  test.each([
    ['instance.group-id', async () => [await defaultGroup()]],
    ['instance.group-name', async () => ['default']],
    ['availability-zone', async () => ['us-east-1b']],
    ['private-ip-address', async (id: string) => [(await shown(id)).PrivateIpAddress ?? '']],
    ['ip-address', async (id: string) => [(await shown(id)).PublicIpAddress ?? '']],
    ['dns-name', async (id: string) => [(await shown(id)).PublicDnsName ?? '']],
  ])('instances are found by %s', async (name, values) => {
    const id = await running({ Placement: { AvailabilityZone: 'us-east-1b' } })
    expect(await found(name, ...(await values(id)))).toContain(id)
  })

  test.each(['vpc-id', 'subnet-id', 'network-interface.vpc-id', 'network-interface.network-interface-id'])(
    'instances are not found by %s',
    async name => {
      const id = await running()
      expect(await found(name, '*')).not.toContain(id)
    },
  )

  test('what Amazon has is not found by its ids', async () => {
    const id = await running()
    const [one] = server.engine.network.networkInterfaces.where('instance', id)
    const { vpcId = '', subnetId = '', id: interfaceId = '' } = one ?? {}
    expect(await found('vpc-id', vpcId)).toEqual([])
    const described = { NetworkInterfaceIds: [interfaceId] }
    expect(await refused(us.send(new DescribeNetworkInterfacesCommand(described)))).toMatchObject({
      code: 'InvalidNetworkInterfaceID.NotFound',
    })
    for (const [Name, value] of [
      ['vpc-id', vpcId],
      ['subnet-id', subnetId],
    ] as const) {
      const Filters = [{ Name, Values: [value] }]
      expect((await us.send(new DescribeNetworkInterfacesCommand({ Filters }))).NetworkInterfaces).toEqual([])
      expect((await us.send(new DescribeSubnetsCommand({ Filters }))).Subnets).toEqual([])
    }
    const Filters = [{ Name: 'vpc-id', Values: [vpcId] }]
    expect((await us.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups).toEqual([])
    expect(await refused(us.send(new DescribeVpcsCommand({ VpcIds: [vpcId] })))).toMatchObject({
      code: 'InvalidVpcID.NotFound',
    })
  })
})

describe('refusals', () => {
  test.each([
    ['a type that wants a VPC', { InstanceType: 't2.micro' }, 'VPCResourceNotSpecified'],
    ['a private address', { PrivateIpAddress: '10.16.0.9' }, 'InvalidParameterCombination'],
    ['IPv6 addresses', { Ipv6AddressCount: 1 }, 'InvalidParameterCombination'],
    [
      'network interfaces',
      { NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }] },
      'InvalidParameterCombination',
    ],
    ['hardware of its own', { Placement: { Tenancy: 'dedicated' } }, 'InvalidParameterCombination'],
    ['no such group', { SecurityGroups: ['no such'] }, 'InvalidGroup.NotFound'],
  ] as const)('a launch with %s', async (_, input, code) => {
    expect(await refused(run(input as Partial<RunInput>))).toMatchObject({ code, status: 400 })
  })

  test('groups of a VPC in EC2-Classic, and the other way round', async () => {
    const VpcId = await createVpc(us, '172.20.0.0/16')
    const SubnetId = await createSubnet(us, VpcId, '172.20.1.0/24')
    const { GroupId: ofVpc } = await newGroup({ VpcId })
    const { GroupId: ofClassic } = await newGroup()
    expect(await refused(run({ SecurityGroupIds: [ofVpc] }))).toEqual({
      code: 'InvalidParameterCombination',
      message: 'VPC security groups may not be used for a non-VPC launch',
      status: 400,
    })
    expect(await refused(run({ SubnetId, SecurityGroupIds: [ofClassic] }))).toMatchObject({
      code: 'InvalidParameter',
    })
    const IpPermissions = ssh({ UserIdGroupPairs: [{ GroupId: ofClassic }] })
    expect(await refused(us.send(new Authorize({ GroupId: ofVpc, IpPermissions })))).toMatchObject({
      code: 'InvalidGroup.NotFound',
    })
  })

  test('a default VPC', async () => {
    expect(await refused(us.send(new CreateDefaultVpcCommand({})))).toMatchObject({
      code: 'OperationNotPermitted',
    })
  })

  test('an elastic address, which is for use in a VPC', async () => {
    const InstanceId = await running()
    const { AllocationId } = await us.send(new AllocateAddressCommand({}))
    expect(await refused(us.send(new AssociateAddressCommand({ InstanceId, AllocationId })))).toEqual({
      code: 'InvalidParameterCombination',
      message: `The instance '${InstanceId}' is in EC2-Classic: addresses for use in a VPC cannot be associated with it.`,
      status: 400,
    })
  })

  test('what only instances of a VPC have', async () => {
    const InstanceId = await running()
    const { GroupId } = await newGroup()
    const says = (verb: string, name: string) => ({
      code: 'InvalidParameterCombination',
      message: `You may only ${verb} the ${name} attribute for VPC instances`,
      status: 400,
    })
    const modify = (wish: object) => us.send(new ModifyInstanceAttributeCommand({ InstanceId, ...wish }))
    expect(await refused(modify({ Groups: [GroupId] }))).toEqual(says('modify', 'groupSet'))
    const SourceDestCheck = { Value: false }
    expect(await refused(modify({ SourceDestCheck }))).toEqual(says('modify', 'sourceDestCheck'))
    const wish = { InstanceId, Attribute: 'sourceDestCheck' } as const
    const described = us.send(new DescribeInstanceAttributeCommand(wish))
    expect(await refused(described)).toEqual(says('describe', 'sourceDestCheck'))
    await us.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect(await refused(modify({ InstanceType: { Value: 'm5.large' } }))).toMatchObject({
      code: 'VPCResourceNotSpecified',
    })
  })

  test.each([
    ['any protocol', [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]],
    ['another protocol', [{ IpProtocol: '50', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]],
    ['IPv6', ssh({ Ipv6Ranges: [{ CidrIpv6: '::/0' }] })],
  ])('rules for %s', async (_, IpPermissions) => {
    const { GroupId } = await newGroup()
    expect(await refused(us.send(new Authorize({ GroupId, IpPermissions })))).toMatchObject({
      code: 'InvalidParameterValue',
      status: 400,
    })
  })

  test('a rule does not become one of a VPC', async () => {
    const { GroupId } = await newGroup()
    const IpPermissions = ssh({ IpRanges: [{ CidrIp: '10.0.0.0/8' }] })
    const { SecurityGroupRules } = await us.send(new Authorize({ GroupId, IpPermissions }))
    const SecurityGroupRuleId = SecurityGroupRules?.[0]?.SecurityGroupRuleId
    const SecurityGroupRule = { IpProtocol: '-1', CidrIpv4: '10.0.0.0/8' }
    const wish = { GroupId, SecurityGroupRules: [{ SecurityGroupRuleId, SecurityGroupRule }] }
    expect(await refused(us.send(new ModifySecurityGroupRulesCommand(wish)))).toMatchObject({
      code: 'InvalidParameterValue',
    })
  })

  test('rules for the way out', async () => {
    const { GroupId } = await newGroup()
    const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    const egress = { GroupId, IpPermissions }
    expect(await refused(us.send(new AuthorizeSecurityGroupEgressCommand(egress)))).toMatchObject({
      code: 'InvalidParameterValue',
      message: 'Security groups of EC2-Classic have no rules for outbound traffic.',
    })
    const { RevokedSecurityGroupRules } = await us.send(new RevokeSecurityGroupEgressCommand(egress))
    expect(RevokedSecurityGroupRules).toEqual([])
  })

  test('groups that are there, reserved or in use', async () => {
    const { GroupId, GroupName } = await newGroup()
    const again = { GroupName: GroupName.toUpperCase(), Description: 'x' }
    expect(await refused(us.send(new CreateSecurityGroupCommand(again)))).toEqual({
      code: 'InvalidGroup.Duplicate',
      message: `The security group '${GroupName.toUpperCase()}' already exists`,
      status: 400,
    })
    const reserved = us.send(new DeleteSecurityGroupCommand({ GroupName: 'default' }))
    expect(await refused(reserved)).toMatchObject({
      code: 'InvalidGroup.Reserved',
      message: "The security group 'default' is reserved",
    })
    await running({ SecurityGroupIds: [GroupId] })
    expect(await refused(us.send(new DeleteSecurityGroupCommand({ GroupId })))).toMatchObject({
      code: 'InvalidGroup.InUse',
    })
  })
})

describe('behaviour', () => {
  test('groups are named by name or id', async () => {
    const [a, b] = [await newGroup(), await newGroup()]
    const id = await running({ SecurityGroups: [a.GroupName], SecurityGroupIds: [b.GroupId] })
    expect((await shown(id)).SecurityGroups?.map(one => one.GroupName).sort()).toEqual(
      [a.GroupName, b.GroupName].sort(),
    )
  })

  test('accounts share the network, each has its own groups, and rules name those of others', async () => {
    const [here, there] = [await running(), await running({}, them)]
    const { Reservations } = await them.send(new DescribeInstancesCommand({ InstanceIds: [there] }))
    const theirs = Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress
    expect(theirs).toMatch(/^10\.16\./)
    expect(theirs).not.toBe((await shown(here)).PrivateIpAddress)
    const { GroupId } = await newGroup()
    const pair = { UserId: OTHER_ACCOUNT, GroupName: 'default' }
    await us.send(new Authorize({ GroupId, IpPermissions: ssh({ UserIdGroupPairs: [pair] }) }))
    expect((await group(GroupId)).IpPermissions?.[0]?.UserIdGroupPairs).toEqual([
      { GroupId: await defaultGroup(them), ...pair },
    ])
  })

  test('an instance has other addresses each time it starts', async () => {
    const id = await running()
    const before = await shown(id)
    await us.send(new StopInstancesCommand({ InstanceIds: [id] }))
    await server.settled()
    const stopped = await shown(id)
    expect(stopped).toMatchObject({ PrivateDnsName: '', PublicDnsName: '', NetworkInterfaces: [] })
    expect(stopped).not.toHaveProperty('PrivateIpAddress')
    expect(stopped.SecurityGroups).toHaveLength(1)
    await us.send(new StartInstancesCommand({ InstanceIds: [id] }))
    await server.settled()
    const after = await shown(id)
    expect(after.State?.Name).toBe('running')
    expect(after.PrivateIpAddress).toMatch(/^10\.16\./)
    expect(after.PrivateIpAddress).not.toBe(before.PrivateIpAddress)
    expect(after.PublicIpAddress).not.toBe(before.PublicIpAddress)
  })

  test('a terminated instance gives its addresses back', async () => {
    const id = await running()
    await us.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    await server.settled()
    expect((await shown(id)).State?.Name).toBe('terminated')
    expect(server.engine.network.networkInterfaces.where('instance', id)).toEqual([])
  })

  test('a group goes with all of its rules', async () => {
    const { GroupId, GroupName } = await newGroup()
    await us.send(new DeleteSecurityGroupCommand({ GroupName }))
    expect(server.engine.network.securityGroupRules.where('group', GroupId)).toEqual([])
  })

  test('a launch that names a subnet goes into its VPC', async () => {
    const VpcId = await createVpc(us, '172.21.0.0/16')
    const SubnetId = await createSubnet(us, VpcId, '172.21.1.0/24')
    const { Instances } = await run({ SubnetId, InstanceType: 't3.micro' })
    expect(Instances?.[0]).toMatchObject({ VpcId, SubnetId })
  })
})
