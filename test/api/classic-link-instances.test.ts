/** Linking instances of EC2-Classic to a VPC, as AWS had it. */
import {
  AttachClassicLinkVpcCommand as Attach,
  type AttachClassicLinkVpcCommandInput as AttachInput,
  AuthorizeSecurityGroupIngressCommand,
  type ClassicLinkInstance,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DeleteVpcCommand,
  DescribeClassicLinkInstancesCommand as Describe,
  type DescribeClassicLinkInstancesCommandInput as DescribeInput,
  DescribeInstancesCommand,
  DetachClassicLinkVpcCommand as Detach,
  DisableVpcClassicLinkCommand,
  type EC2Client,
  EnableVpcClassicLinkCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { groupAddresses } from '../../src/model/group-rules.ts'
import { untested } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { OTHER_ACCOUNT, refused, useServer } from './server.ts'

const server = await useServer({ classicLink: true, quota: { 'security-groups-per-interface': 2 } })
const us = server.ec2()

/** The id of a new instance that is running: in EC2-Classic, if no subnet is named. */
async function running(more: object = {}, ec2: EC2Client = us): Promise<string> {
  const wish = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, ...more }
  const { Instances } = await ec2.send(new RunInstancesCommand(wish))
  await server.settled()
  return Instances?.[0]?.InstanceId ?? ''
}

const newGroup = async (VpcId: string, GroupName = 'linked', ec2: EC2Client = us): Promise<string> => {
  const wish = { VpcId, GroupName, Description: 'of linked instances' }
  return (await ec2.send(new CreateSecurityGroupCommand(wish))).GroupId ?? ''
}

/** A VPC that is enabled for ClassicLink, with a group. */
async function enabled(ec2: EC2Client = us): Promise<{ VpcId: string; GroupId: string }> {
  const VpcId = await createVpc(ec2, '172.20.0.0/16')
  await ec2.send(new EnableVpcClassicLinkCommand({ VpcId }))
  return { VpcId, GroupId: await newGroup(VpcId, 'linked', ec2) }
}

const attach = (input: AttachInput, ec2: EC2Client = us) => ec2.send(new Attach(input))

/** A running instance that is linked. */
async function linked(more: object = {}, ec2: EC2Client = us) {
  const { VpcId, GroupId } = await enabled(ec2)
  const InstanceId = await running(more, ec2)
  await attach({ VpcId, InstanceId, Groups: [GroupId] }, ec2)
  return { VpcId, GroupId, InstanceId }
}

const described = async (input: DescribeInput, ec2: EC2Client = us): Promise<ClassicLinkInstance[]> =>
  (await ec2.send(new Describe(input))).Instances ?? []

describe('shape', () => {
  test('a linked instance', async () => {
    const { VpcId, GroupId } = await enabled()
    const Tags = [{ Key: 'Name', Value: 'web' }]
    const InstanceId = await running({ TagSpecifications: [{ ResourceType: 'instance', Tags }] })
    expect((await attach({ VpcId, InstanceId, Groups: [GroupId] })).Return).toBe(true)
    const InstanceIds = [InstanceId]
    expect(await described({ InstanceIds })).toEqual([
      { Groups: [{ GroupId, GroupName: 'linked' }], InstanceId, Tags, VpcId },
    ])
    const { Reservations } = await us.send(new DescribeInstancesCommand({ InstanceIds }))
    expect(Reservations?.[0]?.Instances?.[0]).not.toHaveProperty('VpcId')
    expect((await us.send(new Detach({ VpcId, InstanceId }))).Return).toBe(true)
    expect(await described({ InstanceIds })).toEqual([])
  })

  test('only linked ones are described', async () => {
    const { InstanceId } = await linked()
    const other = await running()
    expect((await described({ InstanceIds: [other, InstanceId] })).map(one => one.InstanceId)).toEqual([
      InstanceId,
    ])
    expect((await described({})).map(one => one.InstanceId)).not.toContain(other)
    const Filters = [{ Name: 'instance-id', Values: [other] }]
    expect(await described({ Filters })).toEqual([])
  })

  test('filters', async () => {
    const alone = server.ec2({ account: '333333333333' })
    const Tags = [{ Key: 'Name', Value: 'web' }]
    const { VpcId, GroupId, InstanceId } = await linked(
      { TagSpecifications: [{ ResourceType: 'instance', Tags }] },
      alone,
    )
    await linked({}, alone)
    const table = [
      ['group-id', GroupId],
      ['instance-id', InstanceId],
      ['vpc-id', VpcId],
      ['tag:Name', 'web'],
      ['tag-key', 'Name'],
    ] as const
    expect(untested('DescribeClassicLinkInstancesRequest', table)).toEqual([])
    for (const [Name, value] of table) {
      const found = await described({ Filters: [{ Name, Values: [value] }] }, alone)
      expect([Name, found.map(one => one.InstanceId)]).toEqual([Name, [InstanceId]])
    }
  })

  test('pages', async () => {
    const alone = server.ec2({ account: '444444444444' })
    const { VpcId, GroupId } = await enabled(alone)
    const { Instances = [] } = await alone.send(
      new RunInstancesCommand({ ImageId: 'ami-0123456789abcdef0', MinCount: 6, MaxCount: 6 }),
    )
    await server.settled()
    for (const { InstanceId } of Instances) await attach({ VpcId, InstanceId, Groups: [GroupId] }, alone)
    const first = await alone.send(new Describe({ MaxResults: 5 }))
    const second = await alone.send(new Describe({ MaxResults: 5, NextToken: first.NextToken }))
    expect([first.Instances?.length, second.Instances?.length, second.NextToken]).toEqual([5, 1, undefined])
  })
})

describe('refusals', () => {
  test('a VPC that is not enabled', async () => {
    const VpcId = await createVpc(us, '172.20.0.0/16')
    const Groups = [await newGroup(VpcId)]
    expect(await refused(attach({ VpcId, InstanceId: await running(), Groups }))).toEqual({
      code: 'InvalidVpcState',
      message: `The VPC ${VpcId} is not enabled for ClassicLink.`,
      status: 400,
    })
  })

  test('an instance of a VPC, and one that is not running', async () => {
    const { VpcId, GroupId } = await enabled()
    const ofVpc = await running({ SubnetId: await createSubnet(us, VpcId, '172.20.1.0/24') })
    const stopped = await running()
    await us.send(new StopInstancesCommand({ InstanceIds: [stopped] }))
    await server.settled()
    for (const InstanceId of [ofVpc, stopped])
      expect(await refused(attach({ VpcId, InstanceId, Groups: [GroupId] }))).toEqual({
        code: 'InvalidInstanceID.NotLinkable',
        message: `The instance '${InstanceId}' cannot be linked to the VPC ${VpcId}: it must be a running EC2-Classic instance.`,
        status: 400,
      })
  })

  test('an instance that is linked already', async () => {
    const { VpcId, InstanceId } = await linked()
    const other = await enabled()
    const again = attach({ VpcId: other.VpcId, InstanceId, Groups: [other.GroupId] })
    expect(await refused(again)).toEqual({
      code: 'InvalidInstanceID.InstanceAlreadyLinked',
      message: `The instance '${InstanceId}' is already linked to the VPC ${VpcId}.`,
      status: 400,
    })
  })

  test('groups: none, of another VPC, of EC2-Classic, too many', async () => {
    const { VpcId, GroupId } = await enabled()
    const InstanceId = await running()
    const { GroupId: classic = '' } = await us.send(
      new CreateSecurityGroupCommand({ GroupName: 'classic', Description: 'x' }),
    )
    const foreign = (await enabled()).GroupId
    const more = [await newGroup(VpcId, 'b'), await newGroup(VpcId, 'c')]
    const code = async (Groups: string[]) => (await refused(attach({ VpcId, InstanceId, Groups }))).code
    expect(await code([])).toBe('MissingParameter')
    expect(await code([GroupId, foreign])).toBe('InvalidGroup.NotFound')
    expect(await code([classic])).toBe('InvalidGroup.NotFound')
    expect(await code(['sg-x'])).toBe('InvalidGroupId.Malformed')
    expect(await code([GroupId, ...more])).toBe('SecurityGroupsPerInterfaceLimitExceeded')
  })

  test('what is of another account', async () => {
    const theirs = await linked({}, server.ec2({ account: OTHER_ACCOUNT }))
    const { VpcId, GroupId } = await enabled()
    const { InstanceId } = theirs
    const code = 'InvalidInstanceID.NotFound'
    expect(await refused(attach({ VpcId, InstanceId, Groups: [GroupId] }))).toMatchObject({ code })
    expect(await refused(described({ InstanceIds: [InstanceId] }))).toMatchObject({ code })
    expect(await refused(us.send(new Detach({ VpcId, InstanceId })))).toMatchObject({ code })
    const ours = { VpcId: theirs.VpcId, InstanceId: await running(), Groups: [GroupId] }
    expect(await refused(attach(ours))).toMatchObject({ code: 'InvalidVpcID.NotFound' })
  })

  test('unlinking what is not linked, or to another VPC', async () => {
    const { InstanceId } = await linked()
    const { VpcId } = await enabled()
    expect(await refused(us.send(new Detach({ VpcId, InstanceId })))).toEqual({
      code: 'IncorrectInstanceState',
      message: `The instance '${InstanceId}' is not linked to the VPC ${VpcId}.`,
      status: 400,
    })
  })

  test('what a link is in the way of', async () => {
    const { VpcId, GroupId, InstanceId } = await linked()
    expect(await refused(us.send(new DisableVpcClassicLinkCommand({ VpcId })))).toEqual({
      code: 'DependencyViolation',
      message: `EC2-Classic instances are linked to the VPC ${VpcId}: it cannot be disabled for ClassicLink.`,
      status: 400,
    })
    const code = 'DependencyViolation'
    expect(await refused(us.send(new DeleteSecurityGroupCommand({ GroupId })))).toMatchObject({ code })
    await us.send(new Detach({ VpcId, InstanceId }))
    await us.send(new DeleteSecurityGroupCommand({ GroupId }))
    await us.send(new DisableVpcClassicLinkCommand({ VpcId }))
    await us.send(new DeleteVpcCommand({ VpcId }))
  })

  test('a VPC with a linked instance is not deleted', async () => {
    const VpcId = await createVpc(us, '172.20.0.0/16')
    await us.send(new EnableVpcClassicLinkCommand({ VpcId }))
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    const [own] = server.engine.network.securityGroups.where('vpc', VpcId)
    await attach({ VpcId, InstanceId: await running(), Groups: [own?.id ?? ''] })
    expect(await refused(us.send(new DeleteVpcCommand({ VpcId })))).toMatchObject({
      code: 'DependencyViolation',
    })
    expect(await described({ Filters })).toHaveLength(1)
  })

  test('DryRun', async () => {
    const { VpcId, GroupId } = await enabled()
    const wish = { VpcId, InstanceId: await running(), Groups: [GroupId], DryRun: true }
    expect(await refused(attach(wish))).toMatchObject({ code: 'DryRunOperation' })
    expect(await described({ InstanceIds: [wish.InstanceId] })).toEqual([])
  })
})

describe('behaviour', () => {
  test.each([
    ['stopped', StopInstancesCommand],
    ['terminated', TerminateInstancesCommand],
  ] as const)('an instance that is %s is linked no more', async (_, Command) => {
    const { VpcId, InstanceId } = await linked()
    await us.send(new Command({ InstanceIds: [InstanceId] }))
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    expect(await described({ Filters })).toEqual([])
    await us.send(new DisableVpcClassicLinkCommand({ VpcId }))
  })

  test('and can be linked again when it is running again', async () => {
    const { VpcId, GroupId, InstanceId } = await linked()
    await us.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    await us.send(new StartInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect(await described({ InstanceIds: [InstanceId] })).toEqual([])
    await attach({ VpcId, InstanceId, Groups: [GroupId] })
    expect(await described({ InstanceIds: [InstanceId] })).toHaveLength(1)
  })

  test('rules that name the group of a link mean the instance', async () => {
    const { VpcId, GroupId, InstanceId } = await linked()
    const IpPermissions = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] }]
    await us.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
    const { Reservations } = await us.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId] }))
    const own = Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress
    const addresses = () => groupAddresses(server.engine.network, VpcId, GroupId).map(one => one.text)
    expect(addresses()).toEqual([own])
    await us.send(new Detach({ VpcId, InstanceId }))
    expect(addresses()).toEqual([])
  })
})
