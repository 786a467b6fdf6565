/** Network interfaces of their own: made, attached, given addresses; and launches with several. */
import {
  AssignPrivateIpAddressesCommand as Assign4,
  AssignIpv6AddressesCommand as Assign6,
  AssociateSubnetCidrBlockCommand as AssociateBlock,
  AttachNetworkInterfaceCommand as Attach,
  CreateNetworkInterfaceCommand as Create,
  type CreateNetworkInterfaceCommandInput as CreateInput,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand as Delete,
  DescribeNetworkInterfacesCommand as Describe,
  DescribeNetworkInterfaceAttributeCommand as DescribeAttribute,
  DescribeInstancesCommand,
  DescribeNetworkInterfacePermissionsCommand as DescribePermissions,
  DescribeSubnetsCommand,
  DetachNetworkInterfaceCommand as Detach,
  DisassociateSubnetCidrBlockCommand as DisassociateBlock,
  type EC2Client,
  DeleteNetworkInterfacePermissionCommand as Forbid,
  ModifyNetworkInterfaceAttributeCommand as Modify,
  ModifySubnetAttributeCommand,
  type NetworkInterface,
  type NetworkInterfaceAttribute,
  CreateNetworkInterfacePermissionCommand as Permit,
  ResetNetworkInterfaceAttributeCommand as Reset,
  RunInstancesCommand as Run,
  type RunInstancesCommandInput as RunInput,
  type InstanceNetworkInterfaceSpecification as Specification,
  TerminateInstancesCommand,
  UnassignPrivateIpAddressesCommand as Unassign4,
  UnassignIpv6AddressesCommand as Unassign6,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile } from '../../src/fabric/compile.ts'
import type { Router } from '../../src/fabric/fabric.ts'
import { macOf } from '../../src/model/mac-address.ts'
import { documentedFilters } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client
let vpc: string
let subnet: string
/** In a VPC and a subnet with IPv6. */
let subnet6: string
let block6: string
let group: string
let blocks = 0

beforeAll(async () => {
  server = await startServer()
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
  vpc = await createVpc(us, '10.1.0.0/16')
  subnet = await newSubnet()
  const { Vpc } = await us.send(
    new CreateVpcCommand({ CidrBlock: '10.6.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  block6 = (Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '').replace('/56', '/64')
  subnet6 = await createSubnet(us, Vpc?.VpcId as string, '10.6.1.0/24')
  await us.send(new AssociateBlock({ SubnetId: subnet6, Ipv6CidrBlock: block6 }))
  const wish = { VpcId: vpc, GroupName: 'other', Description: 'other' }
  group = (await us.send(new CreateSecurityGroupCommand(wish))).GroupId as string
})
afterAll(() => server.close())

const newSubnet = (size = 24) => createSubnet(us, vpc, `10.1.${++blocks}.0/${size}`)

async function made(input: Partial<CreateInput> = {}): Promise<NetworkInterface> {
  const wish = new Create({ SubnetId: subnet, ...input })
  return (await us.send(wish)).NetworkInterface as NetworkInterface
}
const madeId = async (input: Partial<CreateInput> = {}) => (await made(input)).NetworkInterfaceId as string

async function shown(id: string): Promise<NetworkInterface> {
  const { NetworkInterfaces } = await us.send(new Describe({ NetworkInterfaceIds: [id] }))
  return NetworkInterfaces?.[0] as NetworkInterface
}

const ipsOf = (one: NetworkInterface | undefined) =>
  one?.PrivateIpAddresses?.map(({ PrivateIpAddress }) => PrivateIpAddress)
const ip6sOf = (one: NetworkInterface | undefined) =>
  one?.Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address)

const ONE = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, InstanceType: 't3.small' } as const
const run = async (input: Partial<RunInput> = {}) =>
  (await us.send(new Run({ ...ONE, SubnetId: subnet, ...input }))).Instances ?? []

async function running(input: Partial<RunInput> = {}): Promise<string> {
  const [instance] = await run(input)
  await server.settled()
  return instance?.InstanceId as string
}
const runWith = (...NetworkInterfaces: Specification[]) => run({ SubnetId: undefined, NetworkInterfaces })

async function attach(NetworkInterfaceId: string, InstanceId: string, DeviceIndex = 1): Promise<string> {
  return (await us.send(new Attach({ NetworkInterfaceId, InstanceId, DeviceIndex }))).AttachmentId as string
}

/** What the data plane is told of the VPC. */
const router = (id = vpc) => compile(server.engine.network, `vpc/${id}`) as Router

describe('shape', () => {
  test('a new interface, as it is answered and as it is shown', async () => {
    const where = await newSubnet()
    const input = {
      SubnetId: where,
      Description: 'a second leg',
      Groups: [group],
      TagSpecifications: [{ ResourceType: 'network-interface' as const, Tags: [{ Key: 'a', Value: 'b' }] }],
    }
    const { NetworkInterface: one } = await us.send(new Create(input))
    const expected = {
      NetworkInterfaceId: expect.stringMatching(/^eni-0[0-9a-f]{16}$/),
      AvailabilityZone: 'us-east-1a',
      AvailabilityZoneId: 'use1-az1',
      Description: 'a second leg',
      Groups: [{ GroupId: group, GroupName: 'other' }],
      InterfaceType: 'interface',
      Ipv6Addresses: [],
      MacAddress: macOf(one?.NetworkInterfaceId ?? ''),
      Operator: { Managed: false },
      OwnerId: ACCOUNT,
      PrivateIpAddress: `10.1.${blocks}.4`,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: `10.1.${blocks}.4` }],
      RequesterManaged: false,
      SourceDestCheck: true,
      SubnetId: where,
      TagSet: [{ Key: 'a', Value: 'b' }],
      VpcId: vpc,
    }
    expect(one).toEqual({ ...expected, Status: 'pending' })
    expect(await shown(one?.NetworkInterfaceId ?? '')).toEqual({ ...expected, Status: 'available' })
  })

  test('an attached interface', async () => {
    const instance = await running()
    const id = await madeId()
    const attachment = await attach(id, instance)
    expect(attachment).toMatch(/^eni-attach-0[0-9a-f]{16}$/)
    const { Status, Attachment } = await shown(id)
    expect({ Status, Attachment }).toEqual({
      Status: 'in-use',
      Attachment: {
        AttachTime: expect.any(Date),
        AttachmentId: attachment,
        DeleteOnTermination: false,
        DeviceIndex: 1,
        InstanceId: instance,
        InstanceOwnerId: ACCOUNT,
        NetworkCardIndex: 0,
        Status: 'attached',
      },
    })
  })

  test('each attribute by itself', async () => {
    const NetworkInterfaceId = await madeId({ Description: 'mine', Groups: [group] })
    const attribute = async (Attribute: NetworkInterfaceAttribute) => {
      const { $metadata: _, ...reply } = await us.send(
        new DescribeAttribute({ NetworkInterfaceId, Attribute }),
      )
      return reply
    }
    expect(await attribute('description')).toEqual({ NetworkInterfaceId, Description: { Value: 'mine' } })
    expect(await attribute('sourceDestCheck')).toEqual({
      NetworkInterfaceId,
      SourceDestCheck: { Value: true },
    })
    expect(await attribute('groupSet')).toEqual({
      NetworkInterfaceId,
      Groups: [{ GroupId: group, GroupName: 'other' }],
    })
    expect(await attribute('attachment')).toEqual({ NetworkInterfaceId })
  })

  test('a permission', async () => {
    const NetworkInterfaceId = await madeId()
    const wish = { NetworkInterfaceId, AwsAccountId: OTHER_ACCOUNT, Permission: 'INSTANCE-ATTACH' } as const
    const { InterfacePermission: one } = await us.send(new Permit(wish))
    expect(one).toEqual({
      NetworkInterfacePermissionId: expect.stringMatching(/^eni-perm-0[0-9a-f]{16}$/),
      ...wish,
      PermissionState: { State: 'GRANTED' },
    })
    const filtered = async (Name: string, ...Values: string[]) =>
      (await us.send(new DescribePermissions({ Filters: [{ Name, Values }] }))).NetworkInterfacePermissions
    for (const name of documentedFilters('DescribeNetworkInterfacePermissionsRequest'))
      expect(await filtered(name, 'nothing')).toEqual([])
    expect(await filtered('network-interface-permission.network-interface-id', NetworkInterfaceId)).toEqual([
      one,
    ])
    const id = { NetworkInterfacePermissionId: one?.NetworkInterfacePermissionId }
    expect((await us.send(new Forbid(id))).Return).toBe(true)
    expect(await refused(us.send(new Forbid(id)))).toMatchObject({
      code: 'InvalidPermissionID.NotFound',
    })
  })
})

describe('refusals', () => {
  const ENI = 'eni-01234567'
  const UNKNOWN = `The networkInterface ID '${ENI}' does not exist`
  test.each<readonly [string, () => Promise<unknown>, code: string, message: string]>([
    [
      'of another account',
      async () => them.send(new Delete({ NetworkInterfaceId: await madeId() })),
      'InvalidNetworkInterfaceID.NotFound',
      expect.any(String) as never,
    ],
    [
      'unknown',
      () => us.send(new Delete({ NetworkInterfaceId: ENI })),
      'InvalidNetworkInterfaceID.NotFound',
      UNKNOWN,
    ],
    [
      'to be attached, unknown',
      () => us.send(new Attach({ NetworkInterfaceId: ENI, InstanceId: 'i-01234567', DeviceIndex: 1 })),
      'InvalidNetworkInterfaceID.NotFound',
      UNKNOWN,
    ],
    [
      'detached, which nobody attached',
      () => us.send(new Detach({ AttachmentId: 'eni-attach-01234567' })),
      'InvalidAttachmentID.NotFound',
      "The network interface attachment 'eni-attach-01234567' does not exist.",
    ],
    [
      'detached, malformed',
      () => us.send(new Detach({ AttachmentId: ENI })),
      'InvalidAttachmentID.Malformed',
      `Invalid id: "${ENI}" (expecting "eni-attach-...")`,
    ],
    [
      'changed in two ways',
      async () =>
        us.send(
          new Modify({
            NetworkInterfaceId: await madeId(),
            Description: { Value: 'x' },
            SourceDestCheck: { Value: false },
          }),
        ),
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified',
    ],
    [
      'changed in no way',
      async () => us.send(new Modify({ NetworkInterfaceId: await madeId() })),
      'MissingParameter',
      'The request must contain an attribute to modify',
    ],
    [
      'of a type that is not here',
      () => made({ InterfaceType: 'efa' }),
      'UnsupportedOperation',
      'Amazon EC2 takes the parameter interfaceType here, but Isthmus does not do that yet.',
    ],
    [
      'with addresses outside',
      () => made({ PrivateIpAddresses: [{ PrivateIpAddress: '10.9.9.9' }] }),
      'InvalidParameterValue',
      "Address 10.9.9.9 does not fall within the subnet's address range",
    ],
    [
      'with one address twice',
      () =>
        made({
          PrivateIpAddresses: [
            { PrivateIpAddress: '10.1.1.99', Primary: true },
            { PrivateIpAddress: '10.1.1.99' },
          ],
        }),
      'InvalidIPAddress.InUse',
      'Address 10.1.1.99 is in use.',
    ],
    [
      'with IPv6 where there is none',
      () => made({ Ipv6AddressCount: 1 }),
      'InvalidParameterValue',
      expect.stringContaining('has no IPv6 CIDR block') as never,
    ],
    [
      'with a group of another VPC',
      () => made({ SubnetId: subnet6, Groups: [group] }),
      'InvalidParameter',
      expect.stringContaining('belong to different networks') as never,
    ],
  ])('an interface %s', async (_, call, code, message) => {
    expect(await refused(call())).toEqual({ code, message, status: 400 })
  })

  test('an interface that is in use, and the first of an instance', async () => {
    const instance = await running()
    const id = await madeId()
    await attach(id, instance)
    expect(await refused(us.send(new Delete({ NetworkInterfaceId: id })))).toEqual({
      code: 'InvalidParameterValue',
      message: `Network interface '${id}' is currently in use.`,
      status: 400,
    })
    const Filters = [{ Name: 'attachment.instance-id', Values: [instance] }]
    const { NetworkInterfaces = [] } = await us.send(new Describe({ Filters }))
    const first = NetworkInterfaces.find(one => one.Attachment?.DeviceIndex === 0)
    expect(await refused(us.send(new Detach({ AttachmentId: first?.Attachment?.AttachmentId })))).toEqual({
      code: 'OperationNotPermitted',
      message: 'The network interface at device index 0 cannot be detached.',
      status: 400,
    })
  })

  test('an address that another interface has moves only if that is wanted, and never a primary one', async () => {
    const [loser, winner] = [await madeId({ SecondaryPrivateIpAddressCount: 1 }), await madeId()]
    const [primary, secondary] = ipsOf(await shown(loser)) ?? []
    const assign = (address: string | undefined, AllowReassignment?: boolean) =>
      us.send(
        new Assign4({ NetworkInterfaceId: winner, PrivateIpAddresses: [address ?? ''], AllowReassignment }),
      )
    expect(await refused(assign(secondary))).toEqual({
      code: 'InvalidParameterValue',
      message: `[${secondary}] assigned, but move is not allowed.`,
      status: 400,
    })
    expect(await refused(assign(primary, true))).toMatchObject({ code: 'InvalidParameterValue' })
    await assign(secondary, true)
    expect(ipsOf(await shown(loser))).toEqual([primary])
    expect(ipsOf(await shown(winner))?.slice(1)).toEqual([secondary])
  })

  test('no interface in a subnet that has no address left', async () => {
    const SubnetId = await newSubnet(28)
    await made({ SubnetId, SecondaryPrivateIpAddressCount: 10 })
    expect(await refused(made({ SubnetId }))).toMatchObject({ code: 'InsufficientFreeAddressesInSubnet' })
  })
})

describe('behaviour', () => {
  test('attributes are set and reset', async () => {
    const NetworkInterfaceId = await madeId()
    await us.send(new Modify({ NetworkInterfaceId, Description: { Value: 'new' } }))
    await us.send(new Modify({ NetworkInterfaceId, SourceDestCheck: { Value: false } }))
    await us.send(new Modify({ NetworkInterfaceId, Groups: [group] }))
    const { Description, SourceDestCheck, Groups } = await shown(NetworkInterfaceId)
    expect({ Description, SourceDestCheck, Groups }).toEqual({
      Description: 'new',
      SourceDestCheck: false,
      Groups: [{ GroupId: group, GroupName: 'other' }],
    })
    await us.send(new Reset({ NetworkInterfaceId, SourceDestCheck: 'true' }))
    expect((await shown(NetworkInterfaceId)).SourceDestCheck).toBe(true)
  })

  test('secondary addresses come and go', async () => {
    const SubnetId = await newSubnet()
    const prefix = `10.1.${blocks}`
    const NetworkInterfaceId = await madeId({ SubnetId, SecondaryPrivateIpAddressCount: 1 })
    const { AssignedPrivateIpAddresses } = await us.send(
      new Assign4({ NetworkInterfaceId, SecondaryPrivateIpAddressCount: 2 }),
    )
    expect(AssignedPrivateIpAddresses).toEqual([
      { PrivateIpAddress: `${prefix}.6` },
      { PrivateIpAddress: `${prefix}.7` },
    ])
    await us.send(new Unassign4({ NetworkInterfaceId, PrivateIpAddresses: [`${prefix}.5`, `${prefix}.7`] }))
    expect((await shown(NetworkInterfaceId)).PrivateIpAddresses).toEqual([
      { Primary: true, PrivateIpAddress: `${prefix}.4` },
      { Primary: false, PrivateIpAddress: `${prefix}.6` },
    ])
    const { Subnets } = await us.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))
    expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(249)
  })

  test('IPv6 addresses come and go; the block stays while one is there', async () => {
    const NetworkInterfaceId = await madeId({ SubnetId: subnet6, Ipv6AddressCount: 1 })
    const [first] = ip6sOf(await shown(NetworkInterfaceId)) ?? []
    const second = block6.replace('::/64', '::99')
    const assigned = await us.send(new Assign6({ NetworkInterfaceId, Ipv6Addresses: [second] }))
    expect(assigned.AssignedIpv6Addresses).toEqual([second])
    await us.send(new Modify({ NetworkInterfaceId, EnablePrimaryIpv6: true }))
    expect((await shown(NetworkInterfaceId)).Ipv6Addresses).toEqual([
      { Ipv6Address: first, IsPrimaryIpv6: true },
      { Ipv6Address: second, IsPrimaryIpv6: false },
    ])
    const { UnassignedIpv6Addresses } = await us.send(
      new Unassign6({ NetworkInterfaceId, Ipv6Addresses: [second] }),
    )
    expect(UnassignedIpv6Addresses).toEqual([second])
    expect(
      await refused(us.send(new Unassign6({ NetworkInterfaceId, Ipv6Addresses: [first ?? ''] }))),
    ).toMatchObject({ code: 'OperationNotPermitted' })
    const { Subnets } = await us.send(new DescribeSubnetsCommand({ SubnetIds: [subnet6] }))
    const AssociationId = Subnets?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.AssociationId
    expect(await refused(us.send(new DisassociateBlock({ AssociationId })))).toEqual({
      code: 'InvalidCidrBlock.InUse',
      message: `The subnet ${subnet6} has network interfaces with addresses of CIDR block ${block6}`,
      status: 400,
    })
    await us.send(new Delete({ NetworkInterfaceId }))
  })

  test("a subnet's IPv6 block is one, and is shown a while after it has gone", async () => {
    const { Vpc } = await us.send(
      new CreateVpcCommand({ CidrBlock: '10.7.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
    )
    const block = (Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '').replace('/56', '/64')
    const SubnetId = await createSubnet(us, Vpc?.VpcId as string, '10.7.1.0/24')
    const wish = { SubnetId, Ipv6CidrBlock: block }
    const { Ipv6CidrBlockAssociation: one } = await us.send(new AssociateBlock(wish))
    expect(one).toEqual({
      AssociationId: expect.stringMatching(/^subnet-cidr-assoc-0[0-9a-f]{16}$/),
      Ipv6CidrBlock: block,
      Ipv6CidrBlockState: { State: 'associating' },
      Ipv6AddressAttribute: 'public',
      IpSource: 'amazon',
    })
    expect(await refused(us.send(new AssociateBlock(wish)))).toMatchObject({ code: 'CidrLimitExceeded' })
    await us.send(
      new ModifySubnetAttributeCommand({ SubnetId, AssignIpv6AddressOnCreation: { Value: true } }),
    )
    const AssociationId = one?.AssociationId
    const gone = await us.send(new DisassociateBlock({ AssociationId }))
    expect(gone.Ipv6CidrBlockAssociation?.Ipv6CidrBlockState).toEqual({ State: 'disassociating' })
    const state = async () =>
      (await us.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))).Subnets?.[0]
    expect(await state()).toMatchObject({
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [{ AssociationId, Ipv6CidrBlockState: { State: 'disassociated' } }],
    })
    expect(await refused(us.send(new DisassociateBlock({ AssociationId })))).toEqual({
      code: 'InvalidSubnetCidrBlockAssociationID.NotFound',
      message: `The subnet CIDR block association ID '${AssociationId}' does not exist`,
      status: 400,
    })
    await server.advance('2h')
    expect((await state())?.Ipv6CidrBlockAssociationSet).toEqual([])
  })

  test('where the subnet gives IPv6 addresses, an interface and an instance have one', async () => {
    const wish = { SubnetId: subnet6, AssignIpv6AddressOnCreation: { Value: true } }
    await us.send(new ModifySubnetAttributeCommand(wish))
    expect(ip6sOf(await made({ SubnetId: subnet6 }))).toHaveLength(1)
    const [instance] = await run({ SubnetId: subnet6 })
    expect(instance?.Ipv6Address).toBe(instance?.NetworkInterfaces?.[0]?.Ipv6Addresses?.[0]?.Ipv6Address)
    const Filters = [{ Name: 'ipv6-address', Values: [instance?.Ipv6Address ?? ''] }]
    const { Reservations } = await us.send(new DescribeInstancesCommand({ Filters }))
    expect(Reservations?.[0]?.Instances?.[0]?.InstanceId).toBe(instance?.InstanceId)
  })

  test('the data plane has what is attached, device by device, with all addresses', async () => {
    const [first, second] = [await newSubnet(), await newSubnet()]
    const [a, b] = [`10.1.${blocks - 1}`, `10.1.${blocks}`]
    const instance = await running({ SubnetId: first })
    const id = await madeId({ SubnetId: second, SecondaryPrivateIpAddressCount: 1 })
    await us.send(new Modify({ NetworkInterfaceId: id, SourceDestCheck: { Value: false } }))
    const devices = () =>
      router()
        .interfaces.filter(one => one.hostId === instance)
        .map(({ device, addresses, gateway, sourceDestCheck }) => ({
          device,
          addresses,
          gateway,
          sourceDestCheck,
        }))
        .toSorted((x, y) => x.device.localeCompare(y.device))
    const eth0 = { device: 'eth0', addresses: [`${a}.4`], gateway: `${a}.1`, sourceDestCheck: true }
    expect(devices()).toEqual([eth0])
    const attachment = await attach(id, instance)
    const eth1 = {
      device: 'eth1',
      addresses: [`${b}.4`, `${b}.5`],
      gateway: `${b}.1`,
      sourceDestCheck: false,
    }
    expect(devices()).toEqual([eth0, eth1])
    await us.send(new Unassign4({ NetworkInterfaceId: id, PrivateIpAddresses: [`${b}.5`] }))
    expect(devices()).toEqual([eth0, { ...eth1, addresses: [`${b}.4`] }])
    await us.send(new Detach({ AttachmentId: attachment }))
    expect(devices()).toEqual([eth0])
    expect(await server.engine.settled()).toEqual([])
    await us.send(new Delete({ NetworkInterfaceId: id }))
  })

  test('a launch with several interfaces, new ones and one that is there', async () => {
    const [first, second] = [await newSubnet(), await newSubnet()]
    const there = await madeId({ SubnetId: second })
    const [instance] = await runWith(
      { DeviceIndex: 2, NetworkInterfaceId: there },
      { DeviceIndex: 0, SubnetId: first, SecondaryPrivateIpAddressCount: 2, Description: 'front' },
      { DeviceIndex: 1, SubnetId: second, PrivateIpAddress: `10.1.${blocks}.50`, Groups: [group] },
    )
    expect(instance?.SubnetId).toBe(first)
    expect(
      instance?.NetworkInterfaces?.map(one => [one.Attachment?.DeviceIndex, ipsOf(one as never)]),
    ).toEqual([
      [0, [4, 5, 6].map(n => `10.1.${blocks - 1}.${n}`)],
      [1, [`10.1.${blocks}.50`]],
      [2, [`10.1.${blocks}.4`]],
    ])
    await server.settled()
    await us.send(new TerminateInstancesCommand({ InstanceIds: [instance?.InstanceId ?? ''] }))
    await server.settled()
    expect(await shown(there)).toMatchObject({ Status: 'available' })
    const Filters = [{ Name: 'subnet-id', Values: [first] }]
    expect((await us.send(new Describe({ Filters }))).NetworkInterfaces).toEqual([])
  })

  test('several instances with several interfaces; as many as there are addresses for', async () => {
    const SubnetId = await newSubnet(28)
    const NetworkInterfaces = [0, 1].map(DeviceIndex => ({ DeviceIndex, SubnetId }))
    const wish = { SubnetId: undefined, NetworkInterfaces }
    const few = await run({ ...wish, MinCount: 2, MaxCount: 20 })
    expect(few.map(one => one.NetworkInterfaces?.length)).toEqual([2, 2, 2, 2, 2])
    expect(await refused(run(wish))).toMatchObject({ code: 'InsufficientFreeAddressesInSubnet' })
  })

  test('an instance takes as many interfaces as its type', async () => {
    const specifications = [0, 1, 2, 3].map(DeviceIndex => ({ DeviceIndex, SubnetId: subnet }))
    expect(await refused(runWith(...specifications))).toEqual({
      code: 'AttachmentLimitExceeded',
      message: 'Interface count 4 exceeds the limit for t3.small',
      status: 400,
    })
  })

  test('told to, an attached interface goes with its instance; a permission goes with its interface', async () => {
    const instance = await running()
    const id = await madeId()
    const attachment = await attach(id, instance)
    const change = { AttachmentId: attachment, DeleteOnTermination: true }
    await us.send(new Modify({ NetworkInterfaceId: id, Attachment: change }))
    await us.send(new TerminateInstancesCommand({ InstanceIds: [instance] }))
    await server.settled()
    expect(await refused(shown(id))).toMatchObject({ code: 'InvalidNetworkInterfaceID.NotFound' })
    const other = await madeId()
    await us.send(
      new Permit({ NetworkInterfaceId: other, AwsAccountId: OTHER_ACCOUNT, Permission: 'EIP-ASSOCIATE' }),
    )
    await us.send(new Delete({ NetworkInterfaceId: other }))
    const Filters = [{ Name: 'network-interface-permission.network-interface-id', Values: [other] }]
    expect((await us.send(new DescribePermissions({ Filters }))).NetworkInterfacePermissions).toEqual([])
  })
})
