import {
  AssignPrivateNatGatewayAddressCommand,
  AssociateNatGatewayAddressCommand,
  CreateNatGatewayCommand,
  type CreateNatGatewayRequest,
  CreateRouteCommand,
  DeleteNatGatewayCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DisassociateAddressCommand,
  DisassociateNatGatewayAddressCommand,
  type EC2Client,
  type NatGateway,
  ReleaseAddressCommand,
  UnassignPrivateNatGatewayAddressCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import {
  address,
  allocate,
  associate,
  createInterface,
  PUBLIC,
  publicNetwork,
  run,
} from './public-network.ts'
import { createSubnet, createTable, createVpc, routes } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'nat-00000000000000001'
const NO_ALLOCATION = 'eipalloc-00000000000000001'

async function create(wish: CreateNatGatewayRequest, client = ec2): Promise<NatGateway> {
  return (await client.send(new CreateNatGatewayCommand(wish))).NatGateway as NatGateway
}
async function describeOne(id: string, client = ec2): Promise<NatGateway> {
  const { NatGateways } = await client.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }))
  return NatGateways?.[0] as NatGateway
}
const remove = (NatGatewayId: string) => ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }))

/** A public gateway that is available, with its elastic address. */
async function available() {
  const network = await publicNetwork(ec2)
  const elastic = await allocate(ec2)
  const { NatGatewayId = '' } = await create({ SubnetId: network.subnetId, AllocationId: elastic.id })
  return { ...network, elastic, NatGatewayId }
}

/** A private gateway that is available. */
async function availablePrivate() {
  const { subnetId } = await publicNetwork(ec2)
  return create({ SubnetId: subnetId, ConnectivityType: 'private' })
}

describe('shape', () => {
  test('a public gateway: pending, available, deleted, gone', async () => {
    const { vpcId, subnetId } = await publicNetwork(ec2)
    const { id: AllocationId, ip: PublicIp } = await allocate(ec2)
    const pending = await create({
      AllocationId,
      SubnetId: subnetId,
      TagSpecifications: [{ ResourceType: 'natgateway', Tags: [{ Key: 'Name', Value: 'a' }] }],
    })
    const id = pending.NatGatewayId ?? ''
    const plain = {
      AvailabilityMode: 'zonal',
      ConnectivityType: 'public',
      CreateTime: expect.any(Date),
      NatGatewayId: expect.stringMatching(/^nat-0[0-9a-f]{16}$/),
      SubnetId: subnetId,
      Tags: [{ Key: 'Name', Value: 'a' }],
      VpcId: vpcId,
    }
    expect(pending).toEqual({
      ...plain,
      NatGatewayAddresses: [{ AllocationId, IsPrimary: true, Status: 'associating' }],
      State: 'pending',
    })
    const shown = await describeOne(id)
    const { AssociationId, NetworkInterfaceId } = await address(ec2, AllocationId)
    const NatGatewayAddresses = [
      {
        AllocationId,
        AssociationId,
        IsPrimary: true,
        NetworkInterfaceId,
        PrivateIp: '10.0.0.4',
        PublicIp,
        Status: 'succeeded',
      },
    ]
    expect(shown).toEqual({ ...plain, NatGatewayAddresses, State: 'available' })
    expect((await remove(id)).NatGatewayId).toBe(id)
    expect(await describeOne(id)).toEqual({
      ...plain,
      DeleteTime: expect.any(Date),
      NatGatewayAddresses,
      State: 'deleted',
    })
    await server.advance('59m')
    expect((await describeOne(id)).State).toBe('deleted')
    await server.advance('1m')
    expect(await refused(describeOne(id))).toEqual({
      code: 'NatGatewayNotFound',
      message: `NAT gateway ${id} was not found`,
      status: 400,
    })
  })

  test('its interface in the subnet', async () => {
    const { subnetId, vpcId, elastic, NatGatewayId } = await available()
    const { NetworkInterfaces } = await ec2.send(
      new DescribeNetworkInterfacesCommand({
        Filters: [
          { Name: 'subnet-id', Values: [subnetId] },
          { Name: 'interface-type', Values: ['nat_gateway'] },
        ],
      }),
    )
    expect(NetworkInterfaces).toHaveLength(1)
    expect(NetworkInterfaces?.[0]).toMatchObject({
      Association: { AllocationId: elastic.id, IpOwnerId: ACCOUNT, PublicIp: elastic.ip },
      Attachment: {
        AttachmentId: expect.stringMatching(/^ela-attach-/),
        AttachTime: expect.any(Date),
        DeleteOnTermination: false,
        DeviceIndex: 1,
        InstanceOwnerId: 'amazon-aws',
        Status: 'attached',
      },
      Description: `Interface for NAT Gateway ${NatGatewayId}`,
      Groups: [],
      InterfaceType: 'nat_gateway',
      PrivateIpAddress: '10.0.0.4',
      RequesterManaged: true,
      RequesterId: ACCOUNT,
      SourceDestCheck: false,
      Status: 'in-use',
      VpcId: vpcId,
    })
    expect(await address(ec2, elastic.id)).not.toHaveProperty('InstanceId')
  })

  test('a private gateway, with named and with counted secondary addresses', async () => {
    const { subnetId: SubnetId } = await publicNetwork(ec2)
    const private_ = { SubnetId, ConnectivityType: 'private' } as const
    const addresses = async (wish: Partial<CreateNatGatewayRequest>) => {
      const { NatGatewayId = '' } = await create({ ...private_, ...wish })
      return (await describeOne(NatGatewayId)).NatGatewayAddresses?.map(one => [one.PrivateIp, one.IsPrimary])
    }
    expect(await addresses({ PrivateIpAddress: '10.0.0.9' })).toEqual([['10.0.0.9', true]])
    expect(await addresses({ SecondaryPrivateIpAddresses: ['10.0.0.20', '10.0.0.21'] })).toEqual([
      ['10.0.0.4', true],
      ['10.0.0.20', false],
      ['10.0.0.21', false],
    ])
    expect(await addresses({ SecondaryPrivateIpAddressCount: 2 })).toEqual([
      ['10.0.0.5', true],
      ['10.0.0.6', false],
      ['10.0.0.7', false],
    ])
  })

  test('secondary addresses come and go', async () => {
    const { NatGatewayId } = await available()
    const { id: AllocationId, ip: PublicIp } = await allocate(ec2)
    const added = await ec2.send(
      new AssociateNatGatewayAddressCommand({ NatGatewayId, AllocationIds: [AllocationId] }),
    )
    const { NetworkInterfaceId, AssociationId = '' } = await address(ec2, AllocationId)
    const place = { AllocationId, IsPrimary: false, NetworkInterfaceId, PrivateIp: '10.0.0.5' }
    expect(added).toMatchObject({
      NatGatewayId,
      NatGatewayAddresses: [{ ...place, Status: 'associating' }],
    })
    const shown = { ...place, AssociationId, PublicIp }
    expect((await describeOne(NatGatewayId)).NatGatewayAddresses?.[1]).toEqual({
      ...shown,
      Status: 'succeeded',
    })
    const removed = await ec2.send(
      new DisassociateNatGatewayAddressCommand({ NatGatewayId, AssociationIds: [AssociationId] }),
    )
    expect(removed.NatGatewayAddresses).toEqual([{ ...shown, Status: 'disassociating' }])
    expect((await describeOne(NatGatewayId)).NatGatewayAddresses).toHaveLength(1)
    expect(await address(ec2, AllocationId)).not.toHaveProperty('AssociationId')
  })

  test('secondary private addresses come and go', async () => {
    const { NatGatewayId = '' } = await availablePrivate()
    const texts = async () => (await describeOne(NatGatewayId)).NatGatewayAddresses?.map(one => one.PrivateIp)
    const added = await ec2.send(
      new AssignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddresses: ['10.0.0.77'] }),
    )
    const NetworkInterfaceId = (await describeOne(NatGatewayId)).NatGatewayAddresses?.[0]?.NetworkInterfaceId
    const one = { NetworkInterfaceId, PrivateIp: '10.0.0.77', IsPrimary: false }
    expect(added.NatGatewayAddresses).toEqual([{ ...one, Status: 'assigning' }])
    await ec2.send(new AssignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddressCount: 2 }))
    expect(await texts()).toEqual(['10.0.0.4', '10.0.0.77', '10.0.0.5', '10.0.0.6'])
    const removed = await ec2.send(
      new UnassignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddresses: ['10.0.0.77'] }),
    )
    expect(removed.NatGatewayAddresses).toEqual([{ ...one, Status: 'unassigning' }])
    expect(await texts()).toEqual(['10.0.0.4', '10.0.0.5', '10.0.0.6'])
  })
})

describe('refusals', () => {
  test.each([
    ['nat-1', 'NatGatewayMalformed', 'Invalid id: "nat-1" (expecting "nat-...")'],
    [UNKNOWN, 'NatGatewayNotFound', `NAT gateway ${UNKNOWN} was not found`],
  ])('of ids: %s', async (NatGatewayId, code, message) => {
    const calls = [
      describeOne(NatGatewayId),
      remove(NatGatewayId),
      ec2.send(new AssignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddressCount: 1 })),
      ec2.send(new AssociateNatGatewayAddressCommand({ NatGatewayId, AllocationIds: [NO_ALLOCATION] })),
      ec2.send(new DisassociateNatGatewayAddressCommand({ NatGatewayId, AssociationIds: ['eipassoc-1'] })),
      ec2.send(
        new UnassignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddresses: ['10.0.0.4'] }),
      ),
    ]
    for (const call of calls) expect(await refused(call)).toEqual({ code, message, status: 400 })
  })

  test('of creation', async () => {
    const { subnetId: SubnetId, vpcId } = await publicNetwork(ec2)
    const { id: AllocationId } = await allocate(ec2)
    const table: [CreateNatGatewayRequest, string][] = [
      [{ SubnetId }, 'MissingParameter'],
      [{ AllocationId }, 'MissingParameter'],
      [{ SubnetId: 'subnet-00000000000000001', AllocationId }, 'InvalidSubnetID.NotFound'],
      [{ SubnetId, AllocationId: NO_ALLOCATION }, 'InvalidElasticIpID.NotFound'],
      [{ SubnetId, AllocationId, PrivateIpAddress: '10.9.0.1' }, 'InvalidParameterValue'],
      [{ SubnetId, AllocationId, PrivateIpAddress: 'x' }, 'InvalidParameterValue'],
      [{ SubnetId, AllocationId, SecondaryPrivateIpAddresses: ['10.0.0.9'] }, 'InvalidParameterCombination'],
      [{ SubnetId, AllocationId, SecondaryPrivateIpAddressCount: 1 }, 'InvalidParameterCombination'],
      [{ SubnetId, AllocationId, ConnectivityType: 'private' }, 'InvalidParameterCombination'],
      [
        { SubnetId, SecondaryAllocationIds: [AllocationId], ConnectivityType: 'private' },
        'InvalidParameterCombination',
      ],
      [
        { SubnetId, SecondaryPrivateIpAddressCount: 8, ConnectivityType: 'private' },
        'PrivateIpAddressLimitExceeded',
      ],
      [{ VpcId: vpcId, AvailabilityMode: 'regional' }, 'UnsupportedOperation'],
    ]
    for (const [wish, code] of table)
      expect((await refused(create(wish))).code, JSON.stringify(wish)).toBe(code)
  })

  test('of addresses', async () => {
    const { NatGatewayId, elastic, subnetId } = await available()
    const primary = (await address(ec2, elastic.id)).AssociationId ?? ''
    const other = (await availablePrivate()).NatGatewayId
    const used = await allocate(ec2)
    const { NetworkInterfaceId } = await createInterface(ec2, subnetId)
    await associate(ec2, { AllocationId: used.id, NetworkInterfaceId })
    const free = await allocate(ec2)
    const table = [
      [
        new AssociateNatGatewayAddressCommand({ NatGatewayId, AllocationIds: [NO_ALLOCATION] }),
        'InvalidElasticIpID.NotFound',
      ],
      [
        new AssociateNatGatewayAddressCommand({ NatGatewayId, AllocationIds: [used.id] }),
        'Resource.AlreadyAssociated',
      ],
      [
        new AssociateNatGatewayAddressCommand({ NatGatewayId: other, AllocationIds: [free.id] }),
        'InvalidParameterValue',
      ],
      [
        new DisassociateNatGatewayAddressCommand({ NatGatewayId, AssociationIds: [primary] }),
        'InvalidParameterValue',
      ],
      [
        new DisassociateNatGatewayAddressCommand({
          NatGatewayId,
          AssociationIds: ['eipassoc-00000000000000001'],
        }),
        'InvalidAssociationID.NotFound',
      ],
      [
        new AssignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddressCount: 1 }),
        'InvalidParameterValue',
      ],
      [new AssignPrivateNatGatewayAddressCommand({ NatGatewayId: other }), 'MissingParameter'],
      [
        new AssignPrivateNatGatewayAddressCommand({ NatGatewayId: other, PrivateIpAddressCount: 8 }),
        'PrivateIpAddressLimitExceeded',
      ],
      [
        new AssignPrivateNatGatewayAddressCommand({ NatGatewayId: other, PrivateIpAddresses: ['10.0.0.4'] }),
        'InvalidIPAddress.InUse',
      ],
      [
        new UnassignPrivateNatGatewayAddressCommand({
          NatGatewayId: other,
          PrivateIpAddresses: ['10.0.0.4'],
        }),
        'InvalidParameterValue',
      ],
      [
        new UnassignPrivateNatGatewayAddressCommand({
          NatGatewayId: other,
          PrivateIpAddresses: ['10.0.0.99'],
        }),
        'InvalidParameterValue',
      ],
    ] as const
    for (const [command, code] of table)
      expect((await refused(ec2.send(command as never))).code, JSON.stringify(command.input)).toBe(code)
  })

  test("its address and its interface are the service's to change", async () => {
    const { elastic } = await available()
    const { AssociationId, NetworkInterfaceId } = await address(ec2, elastic.id)
    const managed = {
      code: 'AuthFailure',
      message: 'You do not have permission to access the specified resource.',
      status: 400,
    }
    expect(await refused(ec2.send(new DisassociateAddressCommand({ AssociationId })))).toEqual(managed)
    expect(await refused(ec2.send(new ReleaseAddressCommand({ AllocationId: elastic.id })))).toEqual(managed)
    const launch = run(server, ec2, { NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId }] })
    expect((await refused(launch)).code).toBe('InvalidNetworkInterface.InUse')
    const { id: AllocationId } = await allocate(ec2)
    expect(await refused(associate(ec2, { AllocationId, NetworkInterfaceId }))).toEqual(managed)
    expect((await refused(ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })))).code).toBe(
      'InvalidParameterValue',
    )
  })

  test("another account's gateway does not exist", async () => {
    const { NatGatewayId } = await available()
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    expect((await refused(describeOne(NatGatewayId, theirs))).code).toBe('NatGatewayNotFound')
  })

  test('one that is deleted is not there to be deleted', async () => {
    const { NatGatewayId } = await available()
    await remove(NatGatewayId)
    expect((await refused(remove(NatGatewayId))).code).toBe('NatGatewayNotFound')
  })

  test('the quotas', async () => {
    const narrow = await startServer({
      quota: { 'nat-gateways-per-zone': 1, 'addresses-per-nat-gateway': 2 },
    })
    const there = narrow.ec2()
    const SubnetId = await createSubnet(there, await createVpc(there))
    const ids = [await allocate(there), await allocate(there), await allocate(there)].map(({ id }) => id)
    const [AllocationId, ...SecondaryAllocationIds] = ids
    expect((await refused(create({ SubnetId, AllocationId, SecondaryAllocationIds }, there))).code).toBe(
      'AddressLimitExceeded',
    )
    await create({ SubnetId, ConnectivityType: 'private' }, there)
    expect(await refused(create({ SubnetId, ConnectivityType: 'private' }, there))).toEqual({
      code: 'NatGatewayLimitExceeded',
      message: 'Performing this operation would exceed the limit of 1 NAT gateways',
      status: 400,
    })
    await narrow.close()
  })
})

describe('behaviour', () => {
  test('what is wrong with the network is found out later', async () => {
    const vpcId = await createVpc(ec2)
    const elastic = await allocate(ec2)
    const closed = await create({ SubnetId: await createSubnet(ec2, vpcId), AllocationId: elastic.id })
    expect(closed).toMatchObject({ State: 'pending' })
    expect(closed).not.toHaveProperty('FailureCode')
    const failed = await describeOne(closed.NatGatewayId ?? '')
    expect(failed).toMatchObject({
      FailureCode: 'Gateway.NotAttached',
      FailureMessage: `Network ${vpcId} has no Internet gateway attached`,
      NatGatewayAddresses: [{ AllocationId: elastic.id, IsPrimary: true, Status: 'failed' }],
      State: 'failed',
    })
    expect(await address(ec2, elastic.id)).not.toHaveProperty('AssociationId')

    const { subnetId, elastic: used } = await available()
    const { NatGatewayId: twice = '' } = await create({ SubnetId: subnetId, AllocationId: used.id })
    expect(await describeOne(twice)).toMatchObject({
      FailureCode: 'Resource.AlreadyAssociated',
      FailureMessage: `Elastic IP address ${used.id} is already associated`,
    })

    const small = await createSubnet(ec2, vpcId, '10.0.2.0/28')
    await createInterface(ec2, small, 10)
    const { NatGatewayId: full = '' } = await create({ SubnetId: small, ConnectivityType: 'private' })
    expect(await describeOne(full)).toMatchObject({
      FailureCode: 'InsufficientFreeAddressesInSubnet',
      FailureMessage: 'Subnet has insufficient free addresses to create this NAT gateway',
    })
    await server.advance('1h')
    expect((await refused(describeOne(full))).code).toBe('NatGatewayNotFound')
  })

  test('a route to it is a blackhole once it is deleted, and no new one can be made', async () => {
    const { vpcId, NatGatewayId } = await available()
    const RouteTableId = await createTable(ec2, vpcId)
    const route = { RouteTableId, NatGatewayId, DestinationCidrBlock: '0.0.0.0/0' }
    await ec2.send(new CreateRouteCommand(route))
    const shown = { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId, Origin: 'CreateRoute' }
    expect(await routes(ec2, RouteTableId)).toEqual([{ ...shown, State: 'active' }])
    await remove(NatGatewayId)
    expect(await routes(ec2, RouteTableId)).toEqual([{ ...shown, State: 'blackhole' }])
    const again = new CreateRouteCommand({ ...route, DestinationCidrBlock: '192.0.2.0/24' })
    expect(await refused(ec2.send(again))).toEqual({
      code: 'InvalidNatGatewayID.NotFound',
      message: `The NAT gateway ID '${NatGatewayId}' does not exist`,
      status: 400,
    })
  })

  test('it keeps its subnet until it is deleted; its address is free then', async () => {
    const { subnetId: SubnetId, elastic, NatGatewayId } = await available()
    const removeSubnet = () => ec2.send(new DeleteSubnetCommand({ SubnetId }))
    expect((await refused(removeSubnet())).code).toBe('DependencyViolation')
    await remove(NatGatewayId)
    await removeSubnet()
    await ec2.send(new ReleaseAddressCommand({ AllocationId: elastic.id }))
  })

  test('one that failed can be deleted', async () => {
    const SubnetId = await createSubnet(ec2, await createVpc(ec2))
    const { id: AllocationId } = await allocate(ec2)
    const { NatGatewayId = '' } = await create({ SubnetId, AllocationId })
    await remove(NatGatewayId)
    expect((await describeOne(NatGatewayId)).State).toBe('deleted')
  })

  test('a client token makes one gateway', async () => {
    const { subnetId } = await publicNetwork(ec2)
    const wish = { SubnetId: subnetId, ConnectivityType: 'private', ClientToken: 'once' } as const
    const { ClientToken, NatGateway: first } = await ec2.send(new CreateNatGatewayCommand(wish))
    expect(ClientToken).toBe('once')
    expect((await create(wish)).NatGatewayId).toBe(first?.NatGatewayId)
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const { vpcId, subnetId } = await publicNetwork(there)
    const elsewhere = await publicNetwork(there, '10.1.0.0/16')
    const { id: AllocationId, ip } = await allocate(there)
    expect(ip).toMatch(PUBLIC)
    const a = (await create({ SubnetId: subnetId, AllocationId }, there)).NatGatewayId ?? ''
    const b =
      (await create({ SubnetId: elsewhere.subnetId, ConnectivityType: 'private' }, there)).NatGatewayId ?? ''
    const table: [string, string, string[]][] = [
      ['nat-gateway-id', b, [b]],
      ['state', 'available', [a, b]],
      ['state', 'pending', []],
      ['subnet-id', subnetId, [a]],
      ['vpc-id', vpcId, [a]],
      ['tag-key', '*', []],
    ]
    expect(untested('DescribeNatGatewaysRequest', table)).toEqual([])
    for (const [Name, value, ids] of table) {
      const { NatGateways } = await there.send(
        new DescribeNatGatewaysCommand({ Filter: [{ Name, Values: [value] }] }),
      )
      expect(
        NatGateways?.map(one => one.NatGatewayId),
        `${Name} ${value}`,
      ).toEqual(ids)
    }
  })
})
