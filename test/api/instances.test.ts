/** Instances and their network interfaces, from two accounts. */
import {
  CreateSecurityGroupCommand,
  DeleteSubnetCommand,
  DescribeInstancesCommand as Describe,
  DescribeNetworkInterfacesCommand as DescribeInterfaces,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  type Filter,
  type Instance,
  ModifyVpcAttributeCommand,
  type Reservation,
  RunInstancesCommand as Run,
  type RunInstancesCommandInput as RunInput,
  StartInstancesCommand as Start,
  StopInstancesCommand as Stop,
  TerminateInstancesCommand as Terminate,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { macOf } from '../../src/model/mac-address.ts'
import { documentedFilters } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client
let vpc: string
let subnet: string
let defaultGroup: string
let blocks = 0

beforeAll(async () => {
  server = await startServer({ quota: { 'security-groups-per-interface': 2 } })
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
  vpc = await createVpc(us, '10.1.0.0/16')
  subnet = await newSubnet()
  const Filters = [{ Name: 'vpc-id', Values: [vpc] }]
  const { SecurityGroups } = await us.send(new DescribeSecurityGroupsCommand({ Filters }))
  defaultGroup = SecurityGroups?.[0]?.GroupId as string
})
afterAll(() => server.close())

const newSubnet = (size = 24) => createSubnet(us, vpc, `10.1.${++blocks}.0/${size}`)

const ONE = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1 } as const
const run = async (
  input: Partial<RunInput> = {},
  ec2 = us,
): Promise<Reservation & { Instances: Instance[] }> => {
  const { Instances = [], ...rest } = await ec2.send(new Run({ ...ONE, SubnetId: subnet, ...input }))
  return { Instances, ...rest }
}

/** The id of a new instance that is running. */
async function running(input: Partial<RunInput> = {}): Promise<string> {
  const { Instances } = await run(input)
  await server.settled()
  return Instances[0]?.InstanceId as string
}

async function shown(id: string, ec2 = us): Promise<Instance> {
  const { Reservations } = await ec2.send(new Describe({ InstanceIds: [id] }))
  return Reservations?.[0]?.Instances?.[0] as Instance
}

async function ids(...Filters: Filter[]): Promise<(string | undefined)[]> {
  const { Reservations = [] } = await us.send(new Describe({ Filters }))
  return Reservations.flatMap(one => one.Instances ?? []).map(one => one.InstanceId)
}

const interfacesIn = async (subnetId: string) => {
  const Filters = [{ Name: 'subnet-id', Values: [subnetId] }]
  return (await us.send(new DescribeInterfaces({ Filters }))).NetworkInterfaces ?? []
}

const state = (Code: number, Name: string) => ({ Code, Name })

/** What is shown of the one interface of a new instance; ids and times as they are. */
const interfaceOf = ({ NetworkInterfaces: [one] = [], LaunchTime }: Instance, where: string, ip: string) => ({
  NetworkInterfaceId: one?.NetworkInterfaceId,
  Attachment: {
    AttachTime: LaunchTime,
    AttachmentId: one?.Attachment?.AttachmentId,
    DeleteOnTermination: true,
    DeviceIndex: 0,
    NetworkCardIndex: 0,
    Status: 'attaching',
  },
  Description: '',
  Groups: [{ GroupId: defaultGroup, GroupName: 'default' }],
  InterfaceType: 'interface',
  Ipv6Addresses: [],
  MacAddress: macOf(one?.NetworkInterfaceId ?? ''),
  Operator: { Managed: false },
  OwnerId: ACCOUNT,
  PrivateIpAddress: ip,
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: ip }],
  SourceDestCheck: true,
  Status: 'in-use',
  SubnetId: where,
  VpcId: vpc,
})

/** What is shown of a new instance without wishes. */
const instanceOf = (one: Instance | undefined, where: string, ip: string, index = 0) => ({
  InstanceId: one?.InstanceId,
  AmiLaunchIndex: index,
  Architecture: 'x86_64',
  BlockDeviceMappings: [],
  CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
  ClientToken: one?.ClientToken,
  CurrentInstanceBootMode: 'legacy-bios',
  EbsOptimized: false,
  EnaSupport: true,
  EnclaveOptions: { Enabled: false },
  HibernationOptions: { Configured: false },
  Hypervisor: 'xen',
  ImageId: ONE.ImageId,
  InstanceType: 'm1.small',
  LaunchTime: one?.LaunchTime,
  MaintenanceOptions: { AutoRecovery: 'default', RebootMigration: 'default' },
  MetadataOptions: {
    State: 'pending',
    HttpEndpoint: 'enabled',
    HttpProtocolIpv6: 'disabled',
    HttpPutResponseHopLimit: 1,
    HttpTokens: 'optional',
    InstanceMetadataTags: 'disabled',
  },
  Monitoring: { State: 'disabled' },
  NetworkInterfaces: [interfaceOf(one ?? {}, where, ip)],
  NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
  Operator: { Managed: false },
  Placement: {
    AvailabilityZone: 'us-east-1a',
    AvailabilityZoneId: 'use1-az1',
    GroupName: '',
    Tenancy: 'default',
  },
  PlatformDetails: 'Linux/UNIX',
  PrivateDnsName: `ip-${ip.replaceAll('.', '-')}.ec2.internal`,
  PrivateDnsNameOptions: {
    HostnameType: 'ip-name',
    EnableResourceNameDnsARecord: false,
    EnableResourceNameDnsAAAARecord: false,
  },
  PrivateIpAddress: ip,
  ProductCodes: [],
  PublicDnsName: '',
  RootDeviceName: '/dev/xvda',
  RootDeviceType: 'ebs',
  SecurityGroups: [{ GroupId: defaultGroup, GroupName: 'default' }],
  SourceDestCheck: true,
  State: state(0, 'pending'),
  StateReason: { Code: 'pending', Message: 'pending' },
  StateTransitionReason: '',
  SubnetId: where,
  Tags: [],
  UsageOperation: 'RunInstances',
  VirtualizationType: 'hvm',
  VpcId: vpc,
})

describe('shape', () => {
  test('a launch of two', async () => {
    const where = await newSubnet()
    const { $metadata: _, ...reservation } = await us.send(new Run({ ...ONE, MaxCount: 2, SubnetId: where }))
    const prefix = `10.1.${blocks}`
    const [first, second] = reservation.Instances ?? []
    expect(reservation).toEqual({
      ReservationId: expect.stringMatching(/^r-[0-9a-f]{17}$/),
      OwnerId: ACCOUNT,
      Groups: [],
      Instances: [instanceOf(first, where, `${prefix}.4`), instanceOf(second, where, `${prefix}.5`, 1)],
    })
    await server.settled()
    const { Reservations } = await us.send(
      new Describe({ Filters: [{ Name: 'subnet-id', Values: [where] }] }),
    )
    expect(Reservations).toEqual([
      { ...reservation, Instances: reservation.Instances?.map(one => whenRunning(one)) },
    ])
  })

  const whenRunning = ({ StateReason: _, NetworkInterfaces: [one] = [], ...instance }: Instance) => ({
    ...instance,
    MetadataOptions: { ...instance.MetadataOptions, State: 'applied' },
    NetworkInterfaces: [{ ...one, Attachment: { ...one?.Attachment, Status: 'attached' } }],
    State: state(16, 'running'),
  })

  test('an instance with every wish', async () => {
    const { Instances } = await run({
      InstanceType: 't3.micro',
      PrivateIpAddress: '10.1.1.12',
      ClientToken: 'with every wish',
      DisableApiTermination: true,
      EbsOptimized: true,
      Monitoring: { Enabled: true },
      Placement: { AvailabilityZone: 'us-east-1a', Tenancy: 'dedicated' },
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
      PrivateDnsNameOptions: { HostnameType: 'resource-name', EnableResourceNameDnsARecord: true },
      UserData: btoa('#!/bin/sh'),
      TagSpecifications: [
        { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'db' }] },
        { ResourceType: 'network-interface', Tags: [{ Key: 'Name', Value: 'db-eth0' }] },
        { ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'db-root' }] },
      ],
    })
    const plain = instanceOf(Instances[0], subnet, '10.1.1.12')
    expect(Instances[0]).toEqual({
      ...plain,
      ClientToken: 'with every wish',
      EbsOptimized: true,
      InstanceType: 't3.micro',
      MetadataOptions: { ...plain.MetadataOptions, HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
      Monitoring: { State: 'pending' },
      Placement: { ...plain.Placement, Tenancy: 'dedicated' },
      PrivateDnsName: `${Instances[0]?.InstanceId}.ec2.internal`,
      PrivateDnsNameOptions: {
        HostnameType: 'resource-name',
        EnableResourceNameDnsARecord: true,
        EnableResourceNameDnsAAAARecord: false,
      },
      Tags: [{ Key: 'Name', Value: 'db' }],
    })
    const eni = Instances[0]?.NetworkInterfaces?.[0]?.NetworkInterfaceId as string
    const { NetworkInterfaces } = await us.send(new DescribeInterfaces({ NetworkInterfaceIds: [eni] }))
    expect(NetworkInterfaces?.[0]?.TagSet).toEqual([{ Key: 'Name', Value: 'db-eth0' }])
  })

  test('a zone without a name is none', async () => {
    const { Instances } = await run({ Placement: { AvailabilityZone: '' } })
    expect(Instances[0]?.Placement).toEqual(instanceOf(Instances[0], subnet, '').Placement)
  })

  test('a network interface by itself', async () => {
    const where = await newSubnet()
    const id = await running({ SubnetId: where })
    const plain = interfaceOf(await shown(id), where, `10.1.${blocks}.4`)
    expect(await interfacesIn(where)).toEqual([
      {
        ...plain,
        Attachment: { ...plain.Attachment, InstanceId: id, InstanceOwnerId: ACCOUNT, Status: 'attached' },
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az1',
        RequesterManaged: false,
        TagSet: [],
      },
    ])
  })

  test('an instance described by one interface specification', async () => {
    const where = await newSubnet()
    const { Instances } = await run({
      SubnetId: undefined,
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId: where,
          Groups: [defaultGroup],
          PrivateIpAddresses: [{ PrivateIpAddress: `10.1.${blocks}.99`, Primary: true }],
          DeleteOnTermination: false,
          AssociatePublicIpAddress: false,
          Description: 'stays',
        },
      ],
    })
    const plain = interfaceOf(Instances[0] ?? {}, where, `10.1.${blocks}.99`)
    expect(Instances[0]?.NetworkInterfaces).toEqual([
      { ...plain, Description: 'stays', Attachment: { ...plain.Attachment, DeleteOnTermination: false } },
    ])
  })

  test('state changes', async () => {
    const id = await running()
    const { StoppingInstances } = await us.send(new Stop({ InstanceIds: [id] }))
    expect(StoppingInstances).toEqual([
      { InstanceId: id, PreviousState: state(16, 'running'), CurrentState: state(64, 'stopping') },
    ])
    await server.settled()
    const { StartingInstances } = await us.send(new Start({ InstanceIds: [id] }))
    expect(StartingInstances).toEqual([
      { InstanceId: id, PreviousState: state(80, 'stopped'), CurrentState: state(0, 'pending') },
    ])
    await server.settled()
    const { TerminatingInstances } = await us.send(new Terminate({ InstanceIds: [id] }))
    expect(TerminatingInstances).toEqual([
      { InstanceId: id, PreviousState: state(16, 'running'), CurrentState: state(32, 'shutting-down') },
    ])
  })

  test('a terminated instance has lost its place in the network', async () => {
    const { Instances } = await run()
    const id = Instances[0]?.InstanceId as string
    await us.send(new Terminate({ InstanceIds: [id] }))
    await server.settled()
    const before = instanceOf(Instances[0], subnet, '')
    const { PrivateIpAddress: _, SourceDestCheck: _2, SubnetId: _3, VpcId: _4, ...rest } = before
    expect(await shown(id)).toEqual({
      ...rest,
      MetadataOptions: { ...before.MetadataOptions, State: 'applied' },
      NetworkInterfaces: [],
      PrivateDnsName: '',
      SecurityGroups: [],
      State: state(48, 'terminated'),
      StateReason: {
        Code: 'Client.UserInitiatedShutdown',
        Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
      },
      StateTransitionReason: expect.stringMatching(/^User initiated \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\)$/),
    })
  })
})

describe('refusals', () => {
  const SG = 'sg-00000000000000000'

  test.each<readonly [string, Partial<RunInput>, code: string, message: string]>([
    [
      'no image',
      { ImageId: undefined },
      'MissingParameter',
      'The request must contain the parameter imageId',
    ],
    [
      'a malformed image',
      { ImageId: 'debian' },
      'InvalidAMIID.Malformed',
      'Invalid id: "debian" (expecting "ami-...")',
    ],
    ['a key pair', { KeyName: 'ours' }, 'InvalidKeyPair.NotFound', "The key pair 'ours' does not exist"],
    [
      'a malformed subnet',
      { SubnetId: 'here' },
      'InvalidSubnetId.Malformed',
      'Invalid id: "here" (expecting "subnet-...")',
    ],
    [
      'an unknown subnet',
      { SubnetId: 'subnet-00000000000000000' },
      'InvalidSubnetID.NotFound',
      "The subnet ID 'subnet-00000000000000000' does not exist",
    ],
    [
      'an unknown group',
      { SecurityGroupIds: [SG] },
      'InvalidGroup.NotFound',
      `The security group '${SG}' does not exist`,
    ],
    [
      'a group by name in a subnet',
      { SecurityGroups: ['default'] },
      'InvalidParameterCombination',
      'The parameter groupName cannot be used with the parameter subnet',
    ],
    [
      'a group by an unknown name',
      { SubnetId: undefined, SecurityGroups: ['nobody'] },
      'InvalidGroup.NotFound',
      expect.stringMatching(
        /^The security group 'nobody' does not exist in default VPC 'vpc-[0-9a-f]{17}'$/,
      ) as never,
    ],
    [
      'more than are asked for at most',
      { MinCount: 2, MaxCount: 1 },
      'InvalidParameterCombination',
      'The minimum count 2 is larger than the maximum count 1',
    ],
    [
      'one address for several',
      { MaxCount: 2, PrivateIpAddress: '10.1.1.50' },
      'InvalidParameterCombination',
      'A network interface ID or a private IP address may be specified only when one instance is launched',
    ],
    [
      'no address',
      { PrivateIpAddress: '10.1.1' },
      'InvalidParameterValue',
      'Value (10.1.1) for parameter privateIpAddress is invalid. This is not a valid IPv4 address.',
    ],
    [
      'an address outside',
      { PrivateIpAddress: '10.9.1.5' },
      'InvalidParameterValue',
      "Address 10.9.1.5 does not fall within the subnet's address range",
    ],
    [
      'a reserved address',
      { PrivateIpAddress: '10.1.1.1' },
      'InvalidParameterValue',
      "Address 10.1.1.1 is in subnet's reserved address range",
    ],
    [
      'an unknown zone',
      { Placement: { AvailabilityZone: 'us-east-1z' } },
      'InvalidParameterValue',
      'Invalid availability zone: [us-east-1z]',
    ],
    [
      'tags for what a launch does not make',
      { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] },
      'InvalidParameterValue',
      "'vpc' is not a valid taggable resource type for this operation.",
    ],
    [
      'wrong tags for a volume',
      { TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'aws:a', Value: 'b' }] }] },
      'InvalidParameterValue',
      "Tag keys starting with 'aws:' are reserved for internal use",
    ],
    ...(
      [
        [{ BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }] }, 'blockDeviceMappings'],
        [{ LaunchTemplate: { LaunchTemplateId: 'lt-1' } }, 'launchTemplate'],
        [{ Placement: { GroupName: 'near' } }, 'placement.groupName'],
        [{ HibernationOptions: { Configured: true } }, 'hibernationOptions.configured'],
      ] as const
    ).map(
      ([input, name]) =>
        [
          name,
          input as Partial<RunInput>,
          'UnsupportedOperation',
          `Amazon EC2 takes the parameter ${name} here, but Isthmus does not do that yet.`,
        ] as const,
    ),
  ])('a launch with %s', async (_, input, code, message) => {
    expect(await refused(run(input))).toEqual({ code, message, status: 400 })
  })

  test.each<readonly [string, Partial<RunInput>, code: string, message: string]>([
    [
      'and a subnet',
      { SubnetId: 'subnet-1', NetworkInterfaces: [{ DeviceIndex: 0 }] },
      'InvalidParameterCombination',
      'Network interfaces and an instance-level subnet ID may not be specified on the same request',
    ],
    [
      'and groups',
      { SecurityGroupIds: [SG], NetworkInterfaces: [{ DeviceIndex: 0 }] },
      'InvalidParameterCombination',
      'Network interfaces and an instance-level security groups may not be specified on the same request',
    ],
    [
      'and an address',
      { PrivateIpAddress: '10.1.1.5', NetworkInterfaces: [{ DeviceIndex: 0 }] },
      'InvalidParameterCombination',
      'Network interfaces and an instance-level private IP address may not be specified on the same request',
    ],
    [
      'without a device index',
      { NetworkInterfaces: [{ Description: 'which?' }] },
      'InvalidParameterValue',
      'Each network interface requires a device index.',
    ],
    [
      'with a prefix',
      { NetworkInterfaces: [{ DeviceIndex: 0, Ipv4PrefixCount: 1 }] },
      'UnsupportedOperation',
      'Amazon EC2 takes the parameter networkInterface.ipv4PrefixCount here, but Isthmus does not do that yet.',
    ],
    [
      'with a device index that another has',
      { NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 0 }] },
      'InvalidParameterValue',
      'A network interface with device index 0 is required, and device indexes may be used once only.',
    ],
    [
      'without the primary interface',
      { NetworkInterfaces: [{ DeviceIndex: 1 }] },
      'InvalidParameterValue',
      'A network interface with device index 0 is required, and device indexes may be used once only.',
    ],
    [
      'with two primary addresses',
      {
        NetworkInterfaces: [
          {
            DeviceIndex: 0,
            PrivateIpAddress: '10.1.1.5',
            PrivateIpAddresses: [{ PrivateIpAddress: '10.1.1.6', Primary: true }],
          },
        ],
      },
      'InvalidParameterValue',
      'Only one private IP address may be the primary one',
    ],
    [
      'with secondary addresses and a count of them',
      {
        NetworkInterfaces: [
          {
            DeviceIndex: 0,
            PrivateIpAddresses: [{ PrivateIpAddress: '10.1.1.6' }],
            SecondaryPrivateIpAddressCount: 1,
          },
        ],
      },
      'InvalidParameterCombination',
      'The parameter privateIpAddresses cannot be used with the parameter secondaryPrivateIpAddressCount',
    ],
    [
      'of an interface that is there, with groups',
      { NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni-01234567', Groups: [SG] }] },
      'InvalidParameterCombination',
      'The parameter groups cannot be used with a network interface ID',
    ],
    [
      'of an interface that is there, for several',
      { MaxCount: 2, NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni-01234567' }] },
      'InvalidParameterCombination',
      'A network interface ID or a private IP address may be specified only when one instance is launched',
    ],
    [
      'of an interface that nobody has',
      { NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni-01234567' }] },
      'InvalidNetworkInterfaceID.NotFound',
      "The networkInterface ID 'eni-01234567' does not exist",
    ],
  ])('an interface specification %s', async (_, input, code, message) => {
    expect(await refused(run({ SubnetId: undefined, ...input }))).toEqual({ code, message, status: 400 })
  })

  test('a subnet in another zone, a group of another VPC, too many groups', async () => {
    const zone = { Placement: { AvailabilityZoneId: 'use1-az2' } }
    expect((await refused(run(zone))).message).toBe(
      `The subnet '${subnet}' is not in the availability zone 'us-east-1b'`,
    )
    const group = async (VpcId: string, GroupName: string) => {
      const made = await us.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: '' }))
      return made.GroupId as string
    }
    const foreign = await group(await createVpc(us), 'foreign')
    expect(await refused(run({ SecurityGroupIds: [foreign] }))).toEqual({
      code: 'InvalidParameter',
      message: `Security group ${foreign} and subnet ${subnet} belong to different networks.`,
      status: 400,
    })
    const several = [defaultGroup, await group(vpc, 'a'), await group(vpc, 'b')]
    expect((await refused(run({ SecurityGroupIds: several }))).code).toBe(
      'SecurityGroupsPerInterfaceLimitExceeded',
    )
  })

  test('an address in use, a full subnet', async () => {
    const SubnetId = await newSubnet(28)
    const PrivateIpAddress = `10.1.${blocks}.4`
    await run({ SubnetId, PrivateIpAddress })
    expect(await refused(run({ SubnetId, PrivateIpAddress }))).toEqual({
      code: 'InvalidIPAddress.InUse',
      message: `Address ${PrivateIpAddress} is in use.`,
      status: 400,
    })
    expect(await refused(run({ SubnetId, MinCount: 11, MaxCount: 20 }))).toEqual({
      code: 'InsufficientFreeAddressesInSubnet',
      message: 'The specified subnet does not have enough free addresses to satisfy the request.',
      status: 400,
    })
    expect((await run({ SubnetId, MinCount: 1, MaxCount: 20 })).Instances.length).toBe(10)
    expect((await refused(run({ SubnetId }))).code).toBe('InsufficientFreeAddressesInSubnet')
  })

  test('ids: malformed, unknown, of another account; several together', async () => {
    const [A, B] = ['i-0000000000000000a', 'i-0000000000000000b']
    const id = await running()
    const of = async (InstanceIds: string[], ec2 = us) =>
      (await refused(ec2.send(new Describe({ InstanceIds })))).message
    expect(await of(['i-xyz'])).toBe('Invalid id: "i-xyz" (expecting "i-...")')
    expect(await of([A])).toBe(`The instance ID '${A}' does not exist`)
    expect(await of([A, id, B])).toBe(`The instance IDs '${A}, ${B}' do not exist`)
    expect(await of([id], them)).toBe(`The instance ID '${id}' does not exist`)
    const unknown = { InstanceIds: [A] }
    for (const call of [
      us.send(new Start(unknown)),
      us.send(new Stop(unknown)),
      us.send(new Terminate(unknown)),
    ])
      expect(await refused(call)).toEqual({
        code: 'InvalidInstanceID.NotFound',
        message: `The instance ID '${A}' does not exist`,
        status: 400,
      })
    const eni = 'eni-00000000000000000'
    expect((await refused(us.send(new DescribeInterfaces({ NetworkInterfaceIds: [eni] })))).message).toBe(
      `The networkInterface ID '${eni}' does not exist`,
    )
  })

  test('ids together with a page size', async () => {
    const id = await running()
    expect((await refused(us.send(new Describe({ InstanceIds: [id], MaxResults: 5 })))).code).toBe(
      'InvalidParameterCombination',
    )
  })

  test('a protected instance; nothing happens to the others of the request', async () => {
    const free = await running()
    const safe = await running({ DisableApiTermination: true, DisableApiStop: true })
    expect(await refused(us.send(new Terminate({ InstanceIds: [free, safe] })))).toEqual({
      code: 'OperationNotPermitted',
      message: `The instance '${safe}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
      status: 400,
    })
    expect((await refused(us.send(new Stop({ InstanceIds: [safe] })))).code).toBe('OperationNotPermitted')
    expect((await shown(free)).State?.Name).toBe('running')
  })

  test('what a terminated instance cannot do', async () => {
    const id = await running()
    await us.send(new Terminate({ InstanceIds: [id] }))
    await server.settled()
    expect((await refused(us.send(new Start({ InstanceIds: [id] })))).code).toBe('IncorrectInstanceState')
    expect((await refused(us.send(new Stop({ InstanceIds: [id] })))).code).toBe('IncorrectInstanceState')
  })
})

describe('behaviour', () => {
  test('an account that names nothing launches into its default VPC', async () => {
    const { Instances } = await run({ SubnetId: undefined, SecurityGroups: ['default'] }, them)
    const { Subnets = [] } = await them.send(new DescribeSubnetsCommand({}))
    const first = Subnets.find(one => one.AvailabilityZone === 'us-east-1a')
    expect([Instances[0]?.SubnetId, Instances[0]?.PrivateIpAddress]).toEqual([first?.SubnetId, '172.31.0.4'])
    expect(Instances[0]?.NetworkInterfaces?.[0]?.PrivateDnsName).toBe('ip-172-31-0-4.ec2.internal')
    const inThird = await run({ SubnetId: undefined, Placement: { AvailabilityZone: 'us-east-1c' } }, them)
    expect(inThird.Instances[0]?.Placement?.AvailabilityZoneId).toBe('use1-az3')
  })

  test('interfaces have DNS names where the VPC gives them', async () => {
    const VpcId = await createVpc(us, '10.8.0.0/16')
    const id = await running({ SubnetId: await createSubnet(us, VpcId, '10.8.1.0/24') })
    const name = async () => (await shown(id)).NetworkInterfaces?.[0]?.PrivateIpAddresses?.[0]?.PrivateDnsName
    expect(await name()).toBeUndefined()
    await us.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
    expect(await name()).toBe('ip-10-8-1-4.ec2.internal')
  })

  test('an address is given again when its instance is gone', async () => {
    const SubnetId = await newSubnet()
    const [first, second] = (await run({ SubnetId, MaxCount: 2 })).Instances
    await server.settled()
    await us.send(new Terminate({ InstanceIds: [first?.InstanceId as string] }))
    await server.settled()
    expect(await interfacesIn(SubnetId)).toHaveLength(1)
    const next = (await run({ SubnetId })).Instances[0]
    expect([next?.PrivateIpAddress, second?.PrivateIpAddress]).toEqual([
      `10.1.${blocks}.4`,
      `10.1.${blocks}.5`,
    ])
  })

  test('a stopped instance keeps its address; started, it is launched anew', async () => {
    const id = await running()
    const before = await shown(id)
    await us.send(new Stop({ InstanceIds: [id] }))
    await server.settled()
    const stopped = await shown(id)
    expect([stopped.State?.Name, stopped.PrivateIpAddress]).toEqual(['stopped', before.PrivateIpAddress])
    expect(stopped.StateTransitionReason).toMatch(/^User initiated/)
    await server.advance('1h')
    await us.send(new Start({ InstanceIds: [id] }))
    await server.settled()
    const { LaunchTime, ...after } = await shown(id)
    const { LaunchTime: launchedBefore, ...rest } = before
    expect(after).toEqual(rest)
    expect(LaunchTime?.getTime()).toBeGreaterThanOrEqual((launchedBefore?.getTime() ?? 0) + 3_600_000)
  })

  test('asking again changes nothing', async () => {
    const id = await running()
    const { StartingInstances } = await us.send(new Start({ InstanceIds: [id] }))
    expect(StartingInstances?.[0]).toEqual({
      InstanceId: id,
      PreviousState: state(16, 'running'),
      CurrentState: state(16, 'running'),
    })
    await us.send(new Stop({ InstanceIds: [id] }))
    await server.settled()
    const { StoppingInstances } = await us.send(new Stop({ InstanceIds: [id, id] }))
    expect(StoppingInstances).toEqual([
      { InstanceId: id, PreviousState: state(80, 'stopped'), CurrentState: state(80, 'stopped') },
    ])
  })

  test('a terminated instance is shown for an hour', async () => {
    const id = await running()
    await us.send(new Terminate({ InstanceIds: [id] }))
    await server.settled()
    await server.advance('59m')
    expect((await shown(id)).State?.Name).toBe('terminated')
    await server.advance('2m')
    expect((await refused(us.send(new Describe({ InstanceIds: [id] })))).code).toBe(
      'InvalidInstanceID.NotFound',
    )
  })

  test('an interface that is to stay stays, unattached, and keeps its subnet', async () => {
    const SubnetId = await newSubnet()
    const id = await running({
      SubnetId: undefined,
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId, DeleteOnTermination: false }],
    })
    await us.send(new Terminate({ InstanceIds: [id] }))
    await server.settled()
    const [left] = await interfacesIn(SubnetId)
    expect([left?.Status, left?.Attachment]).toEqual(['available', undefined])
    expect((await refused(us.send(new DeleteSubnetCommand({ SubnetId })))).code).toBe('DependencyViolation')
  })

  test('the same client token launches once', async () => {
    const wish = { ClientToken: 'once', SubnetId: subnet }
    const [one, again] = [await run(wish), await run(wish)]
    expect(again.Instances).toEqual(one.Instances)
    expect((await refused(run({ ...wish, MaxCount: 2 }))).code).toBe('IdempotentParameterMismatch')
  })

  test('pages', async () => {
    const SubnetId = await newSubnet()
    await run({ SubnetId, MaxCount: 4 })
    await run({ SubnetId, MaxCount: 3 })
    const Filters = [{ Name: 'subnet-id', Values: [SubnetId] }]
    const first = await us.send(new Describe({ Filters, MaxResults: 5 }))
    const second = await us.send(new Describe({ Filters, MaxResults: 5, NextToken: first.NextToken }))
    const sizes = [first, second].map(page => page.Reservations?.map(one => one.Instances?.length))
    expect([sizes, second.NextToken]).toEqual([[[4, 1], [2]], undefined])
  })

  test('filters', async () => {
    const Tags = [{ Key: 'Role', Value: 'database' }]
    const id = await running({
      PrivateIpAddress: '10.1.1.200',
      TagSpecifications: [
        { ResourceType: 'instance', Tags },
        { ResourceType: 'network-interface', Tags },
      ],
    })
    const { ReservationId } = (await us.send(new Describe({ InstanceIds: [id] }))).Reservations?.[0] ?? {}
    const one = (await shown(id)).NetworkInterfaces?.[0]
    for (const [Name, value] of [
      ['instance-id', id],
      ['tag:Role', 'data*'],
      ['reservation-id', ReservationId],
      ['private-ip-address', '10.1.1.200'],
      ['private-dns-name', 'ip-10-1-1-200.ec2.internal'],
      ['network-interface.addresses.private-ip-address', '10.1.1.200'],
      ['network-interface.mac-address', one?.MacAddress],
      ['network-interface.network-interface-id', one?.NetworkInterfaceId],
      ['network-interface.attachment.instance-id', id],
      ['network-interface.tag-value', 'database'],
    ] as const)
      expect([Name, await ids({ Name, Values: [value ?? ''] })]).toEqual([Name, [id]])
    const where = { Name: 'subnet-id', Values: [subnet] }
    for (const [Name, value] of [
      ['vpc-id', vpc],
      ['instance-state-name', 'running'],
      ['instance-state-code', '16'],
      ['instance.group-id', defaultGroup],
      ['availability-zone', 'us-east-1a'],
      ['owner-id', ACCOUNT],
      ['network-interface.status', 'in-use'],
    ] as const)
      expect([Name, (await ids(where, { Name, Values: [value] })).includes(id)]).toEqual([Name, true])
    expect(await ids({ Name: 'instance-id', Values: [id] }, { Name: 'vpc-id', Values: ['vpc-1'] })).toEqual(
      [],
    )
  })

  test('every documented filter is known', async () => {
    const Values = ['no such value']
    for (const Name of documentedFilters('DescribeInstancesRequest'))
      expect([Name, await ids({ Name, Values })]).toEqual([Name, []])
    for (const Name of documentedFilters('DescribeNetworkInterfacesRequest')) {
      const { NetworkInterfaces } = await us.send(new DescribeInterfaces({ Filters: [{ Name, Values }] }))
      expect([Name, NetworkInterfaces]).toEqual([Name, []])
    }
  })
})
