/** Security groups that serve other VPCs beside their own. */
import {
  AssociateSecurityGroupVpcCommand as Associate,
  DescribeSecurityGroupVpcAssociationsCommand as Associations,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInterfaceCommand,
  CreateVpcEndpointCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteVpcCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  DisassociateSecurityGroupVpcCommand as Disassociate,
  type EC2Client,
  GetSecurityGroupsForVpcCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile } from '../../src/fabric/compile.ts'
import { partOfVpc } from '../../src/fabric/part-ids.ts'
import { trace } from '../../src/reach/trace.ts'
import { untested } from './documented-filters.ts'
import { createGroup } from './group-network.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const associate = (GroupId: string, VpcId: string) => ec2.send(new Associate({ GroupId, VpcId }))
const disassociate = (GroupId: string, VpcId: string) => ec2.send(new Disassociate({ GroupId, VpcId }))
const associations = async (Name: string, value: string, there = ec2) =>
  (await there.send(new Associations({ Filters: [{ Name, Values: [value] }] }))).SecurityGroupVpcAssociations
const createInterface = async (SubnetId: string, ...Groups: string[]) =>
  (await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Groups }))).NetworkInterface
    ?.NetworkInterfaceId as string
const removeGroup = (GroupId: string) => ec2.send(new DeleteSecurityGroupCommand({ GroupId }))
const defaultGroupOf = async (VpcId: string) => {
  const Filters = [
    { Name: 'vpc-id', Values: [VpcId] },
    { Name: 'group-name', Values: ['default'] },
  ]
  return (await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups?.[0]
    ?.GroupId as string
}

/** A group of one VPC, and another VPC. */
async function groupAndVpc() {
  const [home, other] = [await createVpc(ec2), await createVpc(ec2)]
  return { home, other, group: await createGroup(ec2, home) }
}

describe('shape', () => {
  test('associating, associated, disassociating, gone', async () => {
    const { other, group } = await groupAndVpc()
    expect((await associate(group, other)).State).toBe('associating')
    expect(await associations('group-id', group)).toEqual([
      { GroupId: group, VpcId: other, VpcOwnerId: ACCOUNT, State: 'associated', GroupOwnerId: ACCOUNT },
    ])
    expect((await disassociate(group, other)).State).toBe('disassociating')
    expect(await associations('group-id', group)).toEqual([])
  })
})

describe('refusals', () => {
  test('each with code and message', async () => {
    const { home, other, group } = await groupAndVpc()
    const byDefault = await defaultGroupOf(home)
    const Filters = [{ Name: 'is-default', Values: ['true'] }]
    const defaultVpc = (await ec2.send(new DescribeVpcsCommand({ Filters }))).Vpcs?.[0]?.VpcId ?? ''
    await associate(group, other)
    const rows: [Promise<unknown>, string, string][] = [
      [
        associate(group, other),
        'Resource.AlreadyAssociated',
        `The security group ${group} is already associated with ${other}.`,
      ],
      [
        associate(group, home),
        'InvalidParameterValue',
        `The security group ${group} belongs to ${home} and needs no association with it.`,
      ],
      [
        associate(byDefault, other),
        'UnsupportedOperation',
        `The default security group ${byDefault} cannot be associated with other VPCs.`,
      ],
      [
        associate(group, defaultVpc),
        'UnsupportedOperation',
        `Security groups cannot be associated with or from the default VPC ${defaultVpc}.`,
      ],
      [
        disassociate(group, home),
        'InvalidAssociationID.NotFound',
        `The security group ${group} is not associated with ${home}.`,
      ],
      [
        associate('sg-00000000000000001', other),
        'InvalidGroup.NotFound',
        "The security group 'sg-00000000000000001' does not exist",
      ],
      [
        associate(group, 'vpc-00000000000000001'),
        'InvalidVpcID.NotFound',
        "The vpc ID 'vpc-00000000000000001' does not exist",
      ],
      [removeGroup(group), 'DependencyViolation', `resource ${group} has a dependent object`],
    ]
    for (const [call, code, message] of rows)
      expect(await refused(call)).toEqual({ code, message, status: 400 })
    const theirs = await createVpc(server.ec2({ account: OTHER_ACCOUNT }))
    expect((await refused(associate(group, theirs))).code).toBe('InvalidVpcID.NotFound')
    const elsewhere = await createVpc(server.ec2({ region: 'eu-west-1' }))
    expect((await refused(associate(group, elsewhere))).code).toBe('InvalidVpcID.NotFound')
    const asked = ec2.send(new Associate({ GroupId: group, VpcId: theirs, DryRun: true }))
    expect((await refused(asked)).code).toBe('InvalidVpcID.NotFound')
    const could = ec2.send(new Disassociate({ GroupId: group, VpcId: other, DryRun: true }))
    expect((await refused(could)).code).toBe('DryRunOperation')
  })

  test('an association stays while the group is in use there, and keeps group and VPC', async () => {
    const { other, group } = await groupAndVpc()
    await associate(group, other)
    const subnet = await createSubnet(ec2, other)
    const NetworkInterfaceId = await createInterface(subnet, group)
    expect((await refused(disassociate(group, other))).code).toBe('DependencyViolation')
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }))
    const [bare, held] = [await createVpc(ec2), await createGroup(ec2, await createVpc(ec2))]
    await associate(held, bare)
    expect((await refused(ec2.send(new DeleteVpcCommand({ VpcId: bare })))).code).toBe('DependencyViolation')
    await disassociate(held, bare)
    await ec2.send(new DeleteVpcCommand({ VpcId: bare }))
    await disassociate(group, other)
    await removeGroup(group)
  })
})

describe('behaviour', () => {
  test('interfaces, instances and endpoints of the other VPC may have the group', async () => {
    const { home, other, group } = await groupAndVpc()
    const subnet = await createSubnet(ec2, other)
    expect((await refused(createInterface(subnet, group))).code).toBe('InvalidParameter')
    await associate(group, other)
    await createInterface(subnet, group)
    await launch(subnet, group)
    const wish = {
      VpcId: other,
      ServiceName: 'com.amazonaws.us-east-1.ec2',
      VpcEndpointType: 'Interface' as const,
      SecurityGroupIds: [group],
      PrivateDnsEnabled: false,
    }
    const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand(wish))
    expect(VpcEndpoint?.Groups?.map(one => one.GroupId)).toEqual([group])
    const { SecurityGroupForVpcs } = await ec2.send(new GetSecurityGroupsForVpcCommand({ VpcId: other }))
    expect(SecurityGroupForVpcs?.map(one => [one.GroupId, one.PrimaryVpcId])).toEqual([
      [await defaultGroupOf(other), other],
      [group, home],
    ])
  })

  test('its rules hold there, and name what has a group there', async () => {
    const { home, other, group } = await groupAndVpc()
    const clients = await createGroup(ec2, home)
    for (const one of [group, clients]) await associate(one, other)
    const IpPermissions = [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: clients }] },
    ]
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }))
    const [there, atHome] = [await createSubnet(ec2, other), await createSubnet(ec2, home)]
    const host = await launch(there, group)
    const client = await launch(there, clients)
    const stranger = await launch(there, await defaultGroupOf(other))
    await launch(atHome, clients)
    await server.settled()
    const { network } = server.engine
    const reaches = (from: string) =>
      trace(network, { from, to: host.id, protocol: 'tcp', port: 22 }).verdict.reaches
    expect([reaches(client.id), reaches(stranger.id)]).toEqual([true, false])
    expect(compile(network, partOfVpc(other))).toMatchObject({
      groupAddresses: { [clients]: [client.address] },
    })
  })

  test('every filter, and pages', async () => {
    const there = server.ec2({ region: 'ca-central-1' })
    const [home, ...others] = [
      await createVpc(there),
      ...(await Promise.all(Array.from({ length: 6 }, () => createVpc(there)))),
    ]
    const GroupId = await createGroup(there, home ?? '')
    for (const VpcId of others) await there.send(new Associate({ GroupId, VpcId }))
    const table: [string, string, number][] = [
      ['group-id', GroupId, 6],
      ['group-owner-id', ACCOUNT, 6],
      ['state', 'associated', 6],
      ['state', 'associating', 0],
      ['vpc-id', others[0] ?? '', 1],
      ['vpc-owner-id', OTHER_ACCOUNT, 0],
    ]
    expect(untested('DescribeSecurityGroupVpcAssociationsRequest', table)).toEqual([])
    for (const [name, value, count] of table)
      expect((await associations(name, value, there))?.length, `${name} ${value}`).toBe(count)
    const page = await there.send(new Associations({ MaxResults: 5 }))
    expect(page.SecurityGroupVpcAssociations?.length).toBe(5)
    const rest = await there.send(new Associations({ MaxResults: 5, NextToken: page.NextToken }))
    expect([rest.SecurityGroupVpcAssociations?.length, rest.NextToken]).toEqual([1, undefined])
  })
})

async function launch(SubnetId: string, ...SecurityGroupIds: string[]) {
  const wish = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, SubnetId, SecurityGroupIds }
  const instance = (await ec2.send(new RunInstancesCommand(wish))).Instances?.[0]
  return { id: instance?.InstanceId as string, address: instance?.PrivateIpAddress as string }
}
