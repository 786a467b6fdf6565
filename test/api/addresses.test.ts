import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  type AssociateAddressRequest,
  DeleteNetworkInterfaceCommand,
  DescribeAddressesAttributeCommand,
  DescribeAddressesCommand,
  DetachInternetGatewayCommand,
  DisassociateAddressCommand,
  type EC2Client,
  ModifyAddressAttributeCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ReleaseAddressCommand,
  ResetAddressAttributeCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import {
  address,
  allocate,
  associate,
  createInterface,
  instance,
  networkInterface,
  PUBLIC,
  publicNetwork,
  run,
} from './public-network.ts'
import { createGateway, createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'eipalloc-00000000000000001'
const disassociate = (AssociationId: string) => ec2.send(new DisassociateAddressCommand({ AssociationId }))
const release = (AllocationId: string) => ec2.send(new ReleaseAddressCommand({ AllocationId }))

describe('shape', () => {
  test('allocated, associated, disassociated, released', async () => {
    const { $metadata: _, ...made } = await ec2.send(
      new AllocateAddressCommand({
        Domain: 'vpc',
        TagSpecifications: [{ ResourceType: 'elastic-ip', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    )
    const AllocationId = made.AllocationId ?? ''
    const plain = {
      AllocationId: expect.stringMatching(/^eipalloc-0[0-9a-f]{16}$/),
      Domain: 'vpc',
      NetworkBorderGroup: 'us-east-1',
      PublicIp: expect.stringMatching(PUBLIC),
      PublicIpv4Pool: 'amazon',
    }
    expect(made).toEqual(plain)
    const alone = { ...plain, Tags: [{ Key: 'Name', Value: 'a' }] }
    expect(await address(ec2, AllocationId)).toEqual(alone)

    const { subnetId } = await publicNetwork(ec2)
    const { InstanceId, NetworkInterfaces, PrivateIpAddress } = await run(server, ec2, { SubnetId: subnetId })
    const AssociationId = await associate(ec2, { AllocationId, InstanceId })
    expect(AssociationId).toMatch(/^eipassoc-0[0-9a-f]{16}$/)
    expect(await address(ec2, AllocationId)).toEqual({
      ...alone,
      AssociationId,
      InstanceId,
      NetworkInterfaceId: NetworkInterfaces?.[0]?.NetworkInterfaceId,
      NetworkInterfaceOwnerId: ACCOUNT,
      PrivateIpAddress,
    })
    await disassociate(AssociationId)
    expect(await address(ec2, AllocationId)).toEqual(alone)
    await release(AllocationId)
    expect((await refused(address(ec2, AllocationId))).code).toBe('InvalidAllocationID.NotFound')
  })

  test('an address on an interface and its instance', async () => {
    const { vpcId, subnetId } = await publicNetwork(ec2)
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }))
    const { InstanceId = '' } = await run(server, ec2, { SubnetId: subnetId })
    const { id: AllocationId, ip: PublicIp } = await allocate(ec2)
    const AssociationId = await associate(ec2, { AllocationId, InstanceId })
    const name = `ec2-${PublicIp.replaceAll('.', '-')}.compute-1.amazonaws.com`
    const shown = await instance(ec2, InstanceId)
    const mapping = { IpOwnerId: ACCOUNT, PublicDnsName: name, PublicIp }
    expect(shown).toMatchObject({ PublicDnsName: name, PublicIpAddress: PublicIp })
    expect(shown.NetworkInterfaces?.[0]?.Association).toEqual(mapping)
    const one = await networkInterface(ec2, shown.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '')
    expect(one.Association).toEqual({ ...mapping, AllocationId, AssociationId })
    expect(one.PrivateIpAddresses?.map(each => each.Association)).toEqual([one.Association])
  })

  test('an address of Amazon, and the answer to the launch without it', async () => {
    const { subnetId } = await publicNetwork(ec2)
    await ec2.send(
      new ModifySubnetAttributeCommand({ SubnetId: subnetId, MapPublicIpOnLaunch: { Value: true } }),
    )
    const wish = { ImageId: 'ami-0123456789abcdef0', MinCount: 2, MaxCount: 2, SubnetId: subnetId }
    const { Instances = [] } = await ec2.send(new RunInstancesCommand(wish))
    expect(Instances.map(one => [one.PublicIpAddress, one.PublicDnsName])).toEqual([
      [undefined, ''],
      [undefined, ''],
    ])
    const [one, other] = await Promise.all(Instances.map(each => instance(ec2, each.InstanceId ?? '')))
    const association = { IpOwnerId: 'amazon', PublicDnsName: '', PublicIp: expect.stringMatching(PUBLIC) }
    expect(one?.NetworkInterfaces?.[0]?.Association).toEqual(association)
    expect(other?.NetworkInterfaces?.[0]?.Association).toEqual(association)
    expect(one?.PublicIpAddress).not.toBe(other?.PublicIpAddress)
  })

  test('the name in the reverse DNS', async () => {
    const { id: AllocationId, ip: PublicIp } = await allocate(ec2)
    const attribute = async () =>
      (
        await ec2.send(
          new DescribeAddressesAttributeCommand({ AllocationIds: [AllocationId], Attribute: 'domain-name' }),
        )
      ).Addresses
    expect(await attribute()).toEqual([])
    const modify = new ModifyAddressAttributeCommand({ AllocationId, DomainName: 'mail.example.com' })
    expect((await ec2.send(modify)).Address).toEqual({
      AllocationId,
      PublicIp,
      PtrRecordUpdate: { Value: 'mail.example.com.', Status: 'PENDING' },
    })
    expect(await attribute()).toEqual([{ AllocationId, PublicIp, PtrRecord: 'mail.example.com.' }])
    expect((await refused(release(AllocationId))).code).toBe('InvalidAddress.Locked')
    const reset = new ResetAddressAttributeCommand({ AllocationId, Attribute: 'domain-name' })
    expect((await ec2.send(reset)).Address).toEqual({
      AllocationId,
      PublicIp,
      PtrRecord: 'mail.example.com.',
      PtrRecordUpdate: { Value: '', Status: 'PENDING' },
    })
    expect(await attribute()).toEqual([])
  })
})

describe('refusals', () => {
  test.each([
    ['eipalloc-1', 'InvalidAllocationId.Malformed', 'Invalid id: "eipalloc-1" (expecting "eipalloc-...")'],
    [UNKNOWN, 'InvalidAllocationID.NotFound', `The allocation ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    const { subnetId } = await publicNetwork(ec2)
    const { NetworkInterfaceId } = await createInterface(ec2, subnetId)
    for (const call of [
      address(ec2, id),
      release(id),
      associate(ec2, { AllocationId: id, NetworkInterfaceId }),
    ])
      expect(await refused(call)).toEqual({ code, message, status: 400 })
  })

  test('several ids that do not exist are named together', async () => {
    const AllocationIds = [UNKNOWN, UNKNOWN.replace(/1$/, '2')]
    expect(await refused(ec2.send(new DescribeAddressesCommand({ AllocationIds })))).toMatchObject({
      code: 'InvalidAllocationID.NotFound',
      message: `The allocation IDs '${AllocationIds.join(', ')}' do not exist`,
    })
  })

  test.each([
    [{ Domain: 'standard' }, 'UnsupportedOperation'],
    [{ NetworkBorderGroup: 'us-east-1-wl1-bos-wlz-1' }, 'InvalidParameterValue'],
    [{ PublicIpv4Pool: 'ipv4pool-ec2-0123456789abcdef0' }, 'InvalidPublicIpv4PoolID.NotFound'],
    [{ CustomerOwnedIpv4Pool: 'ipv4pool-coip-0123456789abcdef0' }, 'InvalidPoolID.NotFound'],
    [{ IpamPoolId: 'ipam-pool-0123456789abcdef0' }, 'InvalidIpamPoolId.NotFound'],
    [{ Address: '1.2.3' }, 'InvalidAddress.Malformed'],
    [{ Address: '203.0.113.9' }, 'InvalidAddress.NotFound'],
  ] as const)('of allocation: %o', async (wish, code) => {
    expect((await refused(ec2.send(new AllocateAddressCommand(wish)))).code).toBe(code)
  })

  test('of association', async () => {
    const { vpcId, subnetId } = await publicNetwork(ec2)
    const { NetworkInterfaceId = '' } = await createInterface(ec2, subnetId)
    const { InstanceId = '' } = await run(server, ec2, { SubnetId: subnetId })
    const { id: AllocationId, ip: PublicIp } = await allocate(ec2)
    const lonely = await createInterface(ec2, await createSubnet(ec2, await createVpc(ec2)))
    const table: [AssociateAddressRequest, string][] = [
      [{ AllocationId }, 'MissingParameter'],
      [{ NetworkInterfaceId }, 'MissingParameter'],
      [{ AllocationId, NetworkInterfaceId, InstanceId }, 'InvalidParameterCombination'],
      [{ PublicIp, NetworkInterfaceId }, 'InvalidParameterCombination'],
      [{ PublicIp: '198.51.100.1', NetworkInterfaceId }, 'InvalidAddress.NotFound'],
      [{ AllocationId, NetworkInterfaceId, PrivateIpAddress: '10.0.0.99' }, 'InvalidParameterValue'],
      [{ AllocationId, NetworkInterfaceId: lonely.NetworkInterfaceId }, 'Gateway.NotAttached'],
    ]
    for (const [wish, code] of table)
      expect((await refused(associate(ec2, wish))).code, JSON.stringify(wish)).toBe(code)

    const AssociationId = await associate(ec2, { AllocationId, InstanceId })
    expect(
      await refused(associate(ec2, { AllocationId, NetworkInterfaceId, AllowReassociation: false })),
    ).toEqual({
      code: 'Resource.AlreadyAssociated',
      message: `resource ${AllocationId} is already associated with associate-id ${AssociationId}`,
      status: 400,
    })
    expect(await refused(release(AllocationId))).toMatchObject({
      code: 'InvalidIPAddress.InUse',
      message: `Address ${PublicIp} is in use.`,
    })
    const detach = new DetachInternetGatewayCommand({
      InternetGatewayId: await createGateway(ec2),
      VpcId: vpcId,
    })
    expect((await refused(ec2.send(detach))).code).toBe('Gateway.NotAttached')
  })

  test('a terminated instance takes none', async () => {
    const { subnetId } = await publicNetwork(ec2)
    const { InstanceId = '' } = await run(server, ec2, { SubnetId: subnetId })
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    const { id: AllocationId } = await allocate(ec2)
    expect(await refused(associate(ec2, { AllocationId, InstanceId }))).toMatchObject({
      code: 'InvalidInstanceID',
      message: `The terminated instance '${InstanceId}' is not in a valid state for this operation.`,
    })
  })

  test('of disassociation and release', async () => {
    const { id: AllocationId, ip: PublicIp } = await allocate(ec2)
    const table = [
      [new DisassociateAddressCommand({}), 'MissingParameter'],
      [new DisassociateAddressCommand({ PublicIp }), 'InvalidParameterValue'],
      [new DisassociateAddressCommand({ AssociationId: 'eipassoc-1' }), 'InvalidAssociationId.Malformed'],
      [
        new DisassociateAddressCommand({ AssociationId: 'eipassoc-00000000000000001' }),
        'InvalidAssociationID.NotFound',
      ],
    ] as const
    for (const [command, code] of table) expect((await refused(ec2.send(command))).code).toBe(code)
    const byIp = new ReleaseAddressCommand({ PublicIp })
    expect((await refused(ec2.send(byIp))).code).toBe('InvalidParameterValue')
    const elsewhere = new ReleaseAddressCommand({ AllocationId, NetworkBorderGroup: 'eu-west-1' })
    expect((await refused(ec2.send(elsewhere))).code).toBe('InvalidAddress.NotFound')
  })

  test('of names', async () => {
    const { id: AllocationId } = await allocate(ec2)
    for (const DomainName of ['', 'a', '-a.example.com', 'a..example.com', `${'a'.repeat(64)}.example.com`])
      expect(
        (await refused(ec2.send(new ModifyAddressAttributeCommand({ AllocationId, DomainName })))).code,
      ).toBe('InvalidParameterValue')
  })

  test("another account's address and interface do not exist", async () => {
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    const { id } = await allocate(theirs)
    expect((await refused(release(id))).code).toBe('InvalidAllocationID.NotFound')
    const { subnetId } = await publicNetwork(theirs)
    const { NetworkInterfaceId } = await createInterface(theirs, subnetId)
    const { id: AllocationId } = await allocate(ec2)
    expect((await refused(associate(ec2, { AllocationId, NetworkInterfaceId }))).code).toBe(
      'InvalidNetworkInterfaceID.NotFound',
    )
  })

  test('the quota', async () => {
    const narrow = await startServer({ quotas: 'aws' })
    const there = narrow.ec2()
    for (let n = 0; n < 5; n++) await allocate(there)
    expect(await refused(allocate(there))).toEqual({
      code: 'AddressLimitExceeded',
      message: 'The maximum number of addresses has been reached.',
      status: 400,
    })
    await narrow.close()
  })
})

describe('behaviour', () => {
  test('a released address can be recovered', async () => {
    const { id, ip: Address } = await allocate(ec2)
    expect((await refused(ec2.send(new AllocateAddressCommand({ Address })))).code).toBe(
      'InvalidAddress.NotFound',
    )
    await release(id)
    expect((await ec2.send(new AllocateAddressCommand({ Address }))).PublicIp).toBe(Address)
  })

  test('an address moves; what was there before is without one', async () => {
    const { subnetId } = await publicNetwork(ec2)
    const [a, b] = [await createInterface(ec2, subnetId), await createInterface(ec2, subnetId)]
    const [one, other] = [await allocate(ec2), await allocate(ec2)]
    const first = await associate(ec2, { AllocationId: one.id, NetworkInterfaceId: a.NetworkInterfaceId })
    expect(await associate(ec2, { AllocationId: one.id, NetworkInterfaceId: a.NetworkInterfaceId })).toBe(
      first,
    )
    await associate(ec2, { AllocationId: other.id, NetworkInterfaceId: b.NetworkInterfaceId })
    await associate(ec2, { AllocationId: one.id, NetworkInterfaceId: b.NetworkInterfaceId })
    expect((await networkInterface(ec2, a.NetworkInterfaceId ?? '')).Association).toBeUndefined()
    expect((await networkInterface(ec2, b.NetworkInterfaceId ?? '')).Association?.PublicIp).toBe(one.ip)
    expect((await address(ec2, other.id)).AssociationId).toBeUndefined()
  })

  test('a secondary private address has one of its own; deleting the interface leaves the addresses', async () => {
    const { subnetId } = await publicNetwork(ec2)
    const made = await createInterface(ec2, subnetId, 1)
    const NetworkInterfaceId = made.NetworkInterfaceId ?? ''
    const [primary, secondary] = made.PrivateIpAddresses?.map(each => each.PrivateIpAddress ?? '') ?? []
    const [one, other] = [await allocate(ec2), await allocate(ec2)]
    await associate(ec2, { AllocationId: one.id, NetworkInterfaceId })
    await associate(ec2, { AllocationId: other.id, NetworkInterfaceId, PrivateIpAddress: secondary })
    const { PrivateIpAddresses } = await networkInterface(ec2, NetworkInterfaceId)
    expect(PrivateIpAddresses?.map(each => [each.PrivateIpAddress, each.Association?.PublicIp])).toEqual([
      [primary, one.ip],
      [secondary, other.ip],
    ])
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }))
    expect((await address(ec2, one.id)).AssociationId).toBeUndefined()
    expect((await address(ec2, other.id)).NetworkInterfaceId).toBeUndefined()
  })

  test("Amazon's address comes and goes with the instance, and makes way for an elastic one", async () => {
    const { subnetId } = await publicNetwork(ec2)
    const wish = {
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: subnetId, AssociatePublicIpAddress: true }],
    }
    const launched = await run(server, ec2, wish)
    const InstanceId = launched.InstanceId ?? ''
    const ip = async () => (await instance(ec2, InstanceId)).PublicIpAddress
    expect(await ip()).toMatch(PUBLIC)

    const elastic = await allocate(ec2)
    const association = await associate(ec2, { AllocationId: elastic.id, InstanceId })
    expect(await ip()).toBe(elastic.ip)
    await disassociate(association)
    expect(await ip()).toMatch(PUBLIC)
    expect(await ip()).not.toBe(elastic.ip)

    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect(await ip()).toBeUndefined()
    await server.advance('1s')
    await ec2.send(new StartInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect(await ip()).toMatch(PUBLIC)
    expect(await ip()).not.toBe(launched.PublicIpAddress)
  })

  test('an elastic address stays through a stop and is left by termination', async () => {
    const { subnetId } = await publicNetwork(ec2)
    const { InstanceId = '' } = await run(server, ec2, { SubnetId: subnetId })
    const elastic = await allocate(ec2)
    await associate(ec2, { AllocationId: elastic.id, InstanceId })
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect((await instance(ec2, InstanceId)).PublicIpAddress).toBe(elastic.ip)
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect((await address(ec2, elastic.id)).AssociationId).toBeUndefined()
  })

  test('what the request says goes before what the subnet says', async () => {
    const { subnetId } = await publicNetwork(ec2)
    await ec2.send(
      new ModifySubnetAttributeCommand({ SubnetId: subnetId, MapPublicIpOnLaunch: { Value: true } }),
    )
    const of = async (AssociatePublicIpAddress: boolean) =>
      (
        await run(server, ec2, {
          NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: subnetId, AssociatePublicIpAddress }],
        })
      ).PublicIpAddress
    expect(await of(false)).toBeUndefined()
    expect(await of(true)).toMatch(PUBLIC)
    const two = [0, 1].map(DeviceIndex => ({ DeviceIndex, SubnetId: subnetId }))
    expect(
      (await run(server, ec2, { InstanceType: 't3.micro', NetworkInterfaces: two })).PublicIpAddress,
    ).toBeUndefined()
    const asked = [{ ...two[0], AssociatePublicIpAddress: true }, { ...two[1] }]
    expect(
      (await refused(run(server, ec2, { InstanceType: 't3.micro', NetworkInterfaces: asked }))).code,
    ).toBe('InvalidParameterCombination')
  })

  test('a gateway cannot be detached while public addresses lead into the VPC', async () => {
    const { vpcId: VpcId, subnetId, gatewayId: InternetGatewayId } = await publicNetwork(ec2)
    const { NetworkInterfaceId } = await createInterface(ec2, subnetId)
    const { id: AllocationId } = await allocate(ec2)
    const association = await associate(ec2, { AllocationId, NetworkInterfaceId })
    const detach = () => ec2.send(new DetachInternetGatewayCommand({ VpcId, InternetGatewayId }))
    expect(await refused(detach())).toEqual({
      code: 'DependencyViolation',
      message:
        `Network ${VpcId} has some mapped public address(es). ` +
        'Please unmap those public address(es) before detaching the gateway.',
      status: 400,
    })
    await disassociate(association)
    await detach()
  })

  test('in the default VPC an address is released with its association', async () => {
    const there = server.ec2({ region: 'eu-west-3' })
    const { InstanceId } = await run(server, there, {})
    const { id: AllocationId } = await allocate(there)
    await associate(there, { AllocationId, InstanceId })
    await there.send(new ReleaseAddressCommand({ AllocationId }))
    expect((await instance(there, InstanceId ?? '')).PublicIpAddress).toMatch(PUBLIC)
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const { subnetId } = await publicNetwork(there)
    const {
      InstanceId = '',
      NetworkInterfaces,
      PrivateIpAddress = '',
    } = await run(server, there, {
      SubnetId: subnetId,
    })
    const [a, b] = [await allocate(there), await allocate(there)]
    const { AssociationId = '' } = await there.send(
      new AssociateAddressCommand({ AllocationId: a.id, InstanceId }),
    )
    const table: [string, string, string[]][] = [
      ['allocation-id', b.id, [b.id]],
      ['association-id', AssociationId, [a.id]],
      ['instance-id', InstanceId, [a.id]],
      ['network-border-group', 'eu-central-1', [a.id, b.id]],
      ['network-interface-id', NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '', [a.id]],
      ['network-interface-owner-id', ACCOUNT, [a.id]],
      ['private-ip-address', PrivateIpAddress, [a.id]],
      ['public-ip', b.ip, [b.id]],
      ['domain', 'vpc', [a.id, b.id]],
      ['tag-key', '*', []],
    ]
    expect(untested('DescribeAddressesRequest', table)).toEqual([])
    for (const [Name, value, ids] of table) {
      const { Addresses } = await there.send(
        new DescribeAddressesCommand({ Filters: [{ Name, Values: [value] }] }),
      )
      expect(
        Addresses?.map(one => one.AllocationId),
        `${Name} ${value}`,
      ).toEqual(ids)
    }
    const { Addresses } = await there.send(new DescribeAddressesCommand({ PublicIps: [b.ip] }))
    expect(Addresses?.map(one => one.AllocationId)).toEqual([b.id])
  })
})
