import {
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcEndpointCommand,
  type CreateVpcEndpointCommandInput,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DeleteVpcEndpointsCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  type ModifyVpcEndpointCommandInput,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createGateway, createSubnet, createTable, createVpc, routes } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'vpce-00000000000000001'
const S3 = 'com.amazonaws.us-east-1.s3'
const EC2 = 'com.amazonaws.us-east-1.ec2'
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::a/*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
    },
  ],
})
const policyOf = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const FULL_ACCESS =
  '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'

const create = async (wish: CreateVpcEndpointCommandInput, there = ec2) =>
  (await there.send(new CreateVpcEndpointCommand(wish))).VpcEndpoint
const gateway = (VpcId: string, ...RouteTableIds: string[]) => ({ VpcId, ServiceName: S3, RouteTableIds })
const interfaces = (VpcId: string, ...SubnetIds: string[]) => ({
  VpcId,
  ServiceName: EC2,
  VpcEndpointType: 'Interface' as const,
  SubnetIds,
  PrivateDnsEnabled: false,
})
const idOf = async (wish: CreateVpcEndpointCommandInput) => (await create(wish))?.VpcEndpointId as string
const modify = (VpcEndpointId: string, change: Omit<ModifyVpcEndpointCommandInput, 'VpcEndpointId'>) =>
  ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, ...change }))
const remove = (...VpcEndpointIds: string[]) => ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds }))
const endpoint = async (id: string, there = ec2) =>
  (await there.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }))).VpcEndpoints?.[0]

async function listOfS3(): Promise<string> {
  const Filters = [{ Name: 'prefix-list-name', Values: [S3] }]
  return (await ec2.send(new DescribePrefixListsCommand({ Filters }))).PrefixLists?.[0]
    ?.PrefixListId as string
}
async function subnetIn(VpcId: string, AvailabilityZone: string, CidrBlock: string): Promise<string> {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, AvailabilityZone, CidrBlock }))
  return Subnet?.SubnetId as string
}
async function createGroup(VpcId: string): Promise<string> {
  const wish = { VpcId, GroupName: `g-${Math.random()}`, Description: 'a group' }
  return (await ec2.send(new CreateSecurityGroupCommand(wish))).GroupId as string
}
async function withNames(vpcId: string): Promise<void> {
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }))
}
const shownInterfaces = async (ids: string[] = []) =>
  (await ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: ids }))).NetworkInterfaces ?? []

describe('shape', () => {
  test('a gateway endpoint, and the route to it', async () => {
    const vpc = await createVpc(ec2)
    const table = await createTable(ec2, vpc)
    const made = await create({
      ...gateway(vpc, table),
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: [{ Key: 'Name', Value: 'a' }] }],
    })
    const id = made?.VpcEndpointId ?? ''
    expect(made).toEqual({
      VpcEndpointId: expect.stringMatching(/^vpce-0[0-9a-f]{16}$/),
      VpcEndpointType: 'Gateway',
      VpcId: vpc,
      ServiceName: S3,
      State: 'available',
      PolicyDocument: FULL_ACCESS,
      RouteTableIds: [table],
      SubnetIds: [],
      Groups: [],
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: 'service-defined' },
      PrivateDnsEnabled: false,
      RequesterManaged: false,
      NetworkInterfaceIds: [],
      DnsEntries: [],
      CreationTimestamp: expect.any(Date),
      Tags: [{ Key: 'Name', Value: 'a' }],
      OwnerId: ACCOUNT,
      ServiceRegion: 'us-east-1',
    })
    expect(await endpoint(id)).toEqual(made)
    expect(await routes(ec2, table)).toEqual([
      {
        DestinationPrefixListId: await listOfS3(),
        GatewayId: id,
        Origin: 'CreateRoute',
        State: 'active',
      },
    ])
    expect((await remove(id)).Unsuccessful).toEqual([])
    expect((await refused(endpoint(id))).code).toBe('InvalidVpcEndpointId.NotFound')
    expect(await routes(ec2, table)).toEqual([])
  })

  test('an interface endpoint, and its interfaces', async () => {
    const vpc = await createVpc(ec2)
    await withNames(vpc)
    const a = await subnetIn(vpc, 'us-east-1a', '10.0.1.0/24')
    const b = await subnetIn(vpc, 'us-east-1b', '10.0.2.0/24')
    const group = await createGroup(vpc)
    const made = await create({
      VpcId: vpc,
      ServiceName: EC2,
      VpcEndpointType: 'Interface',
      SubnetIds: [a],
      SubnetConfigurations: [{ SubnetId: b, Ipv4: '10.0.2.77' }],
      SecurityGroupIds: [group],
      PolicyDocument: POLICY,
    })
    const id = made?.VpcEndpointId ?? ''
    const own = `${id}-${id.slice(-8)}`
    expect(made).toEqual({
      VpcEndpointId: id,
      VpcEndpointType: 'Interface',
      VpcId: vpc,
      ServiceName: EC2,
      State: 'pending',
      PolicyDocument: POLICY,
      RouteTableIds: [],
      SubnetIds: [a, b],
      Groups: [{ GroupId: group, GroupName: expect.any(String) }],
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: 'ipv4' },
      PrivateDnsEnabled: true,
      RequesterManaged: false,
      NetworkInterfaceIds: [expect.stringMatching(/^eni-/), expect.stringMatching(/^eni-/)],
      DnsEntries: [
        { DnsName: `${own}.ec2.us-east-1.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' },
        { DnsName: `${own}-us-east-1a.ec2.us-east-1.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' },
        { DnsName: `${own}-us-east-1b.ec2.us-east-1.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' },
        { DnsName: 'ec2.us-east-1.amazonaws.com', HostedZoneId: expect.stringMatching(/^Z[0-9A-F]+$/) },
      ],
      CreationTimestamp: expect.any(Date),
      Tags: [],
      OwnerId: ACCOUNT,
      ServiceRegion: 'us-east-1',
    })
    await server.settled()
    expect(await endpoint(id)).toEqual({ ...made, State: 'available' })
    const shown = await shownInterfaces(made?.NetworkInterfaceIds)
    expect(
      shown.map(one => [one.SubnetId, one.PrivateIpAddress, one.InterfaceType, one.Description]),
    ).toEqual([
      [a, '10.0.1.4', 'vpc_endpoint', `VPC Endpoint Interface ${id}`],
      [b, '10.0.2.77', 'vpc_endpoint', `VPC Endpoint Interface ${id}`],
    ])
    expect(shown.map(one => [one.RequesterManaged, one.Groups?.[0]?.GroupId])).toEqual([
      [true, group],
      [true, group],
    ])
  })

  test('the services that there are', async () => {
    const named = (...ServiceNames: string[]) =>
      ec2.send(new DescribeVpcEndpointServicesCommand({ ServiceNames }))
    const { ServiceNames, ServiceDetails } = await named(EC2, S3)
    expect(ServiceNames).toEqual([EC2, S3])
    expect(ServiceDetails?.map(one => [one.ServiceName, one.ServiceType?.[0]?.ServiceType])).toEqual([
      [EC2, 'Interface'],
      [S3, 'Gateway'],
      [S3, 'Interface'],
    ])
    const zones = ['a', 'b', 'c', 'd', 'e', 'f'].map(letter => `us-east-1${letter}`)
    expect(ServiceDetails?.[0]).toEqual({
      ServiceName: EC2,
      ServiceId: expect.stringMatching(/^vpce-svc-[0-9a-f]{17}$/),
      ServiceType: [{ ServiceType: 'Interface' }],
      ServiceRegion: 'us-east-1',
      AvailabilityZones: zones,
      AvailabilityZoneIds: [1, 2, 3, 4, 5, 6].map(n => `use1-az${n}`),
      Owner: 'amazon',
      BaseEndpointDnsNames: ['ec2.us-east-1.vpce.amazonaws.com'],
      PrivateDnsName: 'ec2.us-east-1.amazonaws.com',
      PrivateDnsNames: [{ PrivateDnsName: 'ec2.us-east-1.amazonaws.com' }],
      PrivateDnsNameVerificationState: 'verified',
      VpcEndpointPolicySupported: true,
      AcceptanceRequired: false,
      ManagesVpcEndpoints: false,
      Tags: [],
      SupportedIpAddressTypes: ['ipv4'],
    })
  })
})

describe('refusals', () => {
  test('of ids', async () => {
    const code = 'InvalidVpcEndpointId.NotFound'
    const message = `The Vpc Endpoint Id '${UNKNOWN}' does not exist`
    for (const call of [modify(UNKNOWN, {}), endpoint(UNKNOWN)])
      expect(await refused(call)).toEqual({ code, message, status: 400 })
    for (const call of [modify('vpce-1', {}), endpoint('vpce-1'), remove('vpce-1')])
      expect((await refused(call)).code).toBe('InvalidVpcEndpointId.Malformed')
  })

  test('deletion names those that do not exist, and takes the others', async () => {
    const id = await idOf(gateway(await createVpc(ec2)))
    expect((await remove(UNKNOWN, id)).Unsuccessful).toEqual([
      {
        ResourceId: UNKNOWN,
        Error: {
          Code: 'InvalidVpcEndpoint.NotFound',
          Message: `The VpcEndPoint ID '${UNKNOWN}' does not exist`,
        },
      },
    ])
    expect((await refused(endpoint(id))).code).toBe('InvalidVpcEndpointId.NotFound')
  })

  test('of creation', async () => {
    const [vpc, other] = [await createVpc(ec2), await createVpc(ec2)]
    const [own, far] = [await createSubnet(ec2, vpc), await createSubnet(ec2, other)]
    const beside = await createSubnet(ec2, vpc, '10.0.2.0/24')
    const table = await createTable(ec2, vpc)
    await create(gateway(vpc, table))
    const rows: [CreateVpcEndpointCommandInput, string, string][] = [
      [
        { VpcId: vpc, ServiceName: 'com.amazonaws.us-east-1.none' },
        'InvalidServiceName',
        "The Vpc Endpoint Service 'com.amazonaws.us-east-1.none' does not exist",
      ],
      [
        { VpcId: vpc, ServiceName: EC2 },
        'InvalidParameter',
        'Endpoint type (Gateway) does not match available service types ([Interface]).',
      ],
      [
        gateway(vpc, table),
        'RouteAlreadyExists',
        `route table ${table} already has a route with destination-prefix-list-id ${await listOfS3()}`,
      ],
      [gateway(other, table), 'InvalidParameter', `The route table ${table} does not belong to ${other}.`],
      [
        { ...gateway(vpc), SubnetIds: [own] },
        'InvalidParameter',
        'The parameter subnetIds is not supported for Gateway endpoints.',
      ],
      [interfaces(vpc, far), 'InvalidParameter', `The subnet ${far} does not belong to ${vpc}.`],
      [
        interfaces(vpc, own, beside),
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${beside}`,
      ],
      [
        { ...interfaces(vpc, own), PrivateDnsEnabled: true },
        'InvalidParameter',
        `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc}`,
      ],
      [
        {
          VpcId: vpc,
          ServiceName: S3,
          VpcEndpointType: 'Interface',
          SubnetIds: [own],
          PrivateDnsEnabled: true,
        },
        'InvalidParameter',
        `Private DNS can't be enabled because the service ${S3} does not provide a private DNS name.`,
      ],
    ]
    for (const [wish, code, message] of rows)
      expect(await refused(create(wish))).toEqual({ code, message, status: 400 })
  })

  test('of policies', async () => {
    const vpc = await createVpc(ec2)
    const id = await idOf(gateway(vpc))
    const statement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
    const rows: [string, string][] = [
      ['{', 'Syntax errors in policy.'],
      ['[]', 'A policy is an object.'],
      ['{"Version":"2012-10-17","Statement":[]}', 'A policy has a Statement.'],
      [policyOf({ ...statement, Effect: 'Maybe' }), 'Effect is Allow or Deny.'],
      [policyOf({ ...statement, Action: 's3' }), "An action is service:Operation, not 's3'."],
      [policyOf({ ...statement, Principal: undefined }), 'A Statement has either Principal or NotPrincipal.'],
      [policyOf({ ...statement, Resource: undefined }), 'A Statement has either Resource or NotResource.'],
      [policyOf({ ...statement, Sid: 'x'.repeat(20_480) }), 'It has more than 20480 characters.'],
    ]
    for (const [PolicyDocument, why] of rows) {
      const refusal = {
        code: 'InvalidPolicyDocument',
        message: `The policy document is invalid: ${why}`,
        status: 400,
      }
      expect(await refused(create({ ...gateway(vpc), PolicyDocument }))).toEqual(refusal)
      expect(await refused(modify(id, { PolicyDocument }))).toEqual(refusal)
    }
    expect((await endpoint(id))?.PolicyDocument).toBe(FULL_ACCESS)
  })

  test("a name is one endpoint's only", async () => {
    const vpc = await createVpc(ec2)
    await withNames(vpc)
    const wish = { ...interfaces(vpc), PrivateDnsEnabled: true }
    await create(wish)
    expect((await refused(create(wish))).message).toBe(
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ec2.us-east-1.amazonaws.com in the VPC ${vpc}`,
    )
  })

  test('the route to an endpoint is changed by the endpoint alone', async () => {
    const vpc = await createVpc(ec2)
    const RouteTableId = await createTable(ec2, vpc)
    await create(gateway(vpc, RouteTableId))
    const DestinationPrefixListId = await listOfS3()
    const route = { RouteTableId, DestinationPrefixListId }
    expect((await refused(ec2.send(new DeleteRouteCommand(route)))).message).toBe(
      `cannot remove VPC endpoint route ${DestinationPrefixListId} in route table ${RouteTableId}`,
    )
    const GatewayId = await createGateway(ec2, vpc)
    expect((await refused(ec2.send(new ReplaceRouteCommand({ ...route, GatewayId })))).code).toBe(
      'InvalidParameterValue',
    )
  })

  test('an endpoint is no target of other routes', async () => {
    const vpc = await createVpc(ec2)
    const VpcEndpointId = await idOf(interfaces(vpc))
    const RouteTableId = await createTable(ec2, vpc)
    const route = { RouteTableId, DestinationCidrBlock: '192.0.2.0/24', VpcEndpointId }
    expect(await refused(ec2.send(new CreateRouteCommand(route)))).toEqual({
      code: 'RouteNotSupported',
      message: `Route table contains unsupported route target: ${VpcEndpointId}. VPC Endpoints of this type cannot be used as route targets.`,
      status: 400,
    })
  })

  test('the quotas', async () => {
    const narrow = await startServer({
      quota: { 'gateway-endpoints-per-region': 1, 'interface-endpoints-per-vpc': 1 },
    })
    const there = narrow.ec2()
    const vpc = await createVpc(there)
    for (const wish of [gateway(vpc), interfaces(vpc)]) {
      await create(wish, there)
      expect((await refused(create(wish, there))).code).toBe('VpcEndpointLimitExceeded')
    }
    await narrow.close()
  })

  test('what AWS has and Isthmus does not is refused', async () => {
    const vpc = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, vpc)
    const id = await idOf(interfaces(vpc, SubnetId))
    const calls = [
      create({ ...interfaces(vpc), IpAddressType: 'dualstack' }),
      create({ ...interfaces(vpc), ServiceRegion: 'eu-west-1' }),
      create({ ...interfaces(vpc), DnsOptions: { DnsRecordIpType: 'ipv6' } }),
      create({ ...gateway(vpc), DnsOptions: { DnsRecordIpType: 'ipv4' } }),
      create({ ...interfaces(vpc), SubnetConfigurations: [{ SubnetId, Ipv6: '2600::5' }] }),
      modify(id, { SubnetConfigurations: [{ SubnetId, Ipv4: '10.0.1.9' }] }),
    ]
    for (const call of calls) expect((await refused(call)).code).toBe('UnsupportedOperation')
  })

  test("another account's endpoint does not exist", async () => {
    const id = await idOf(gateway(await createVpc(ec2)))
    expect((await refused(endpoint(id, server.ec2({ account: OTHER_ACCOUNT })))).code).toBe(
      'InvalidVpcEndpointId.NotFound',
    )
  })
})

describe('behaviour', () => {
  test('a gateway endpoint follows its tables', async () => {
    const vpc = await createVpc(ec2)
    const [a, b] = [await createTable(ec2, vpc), await createTable(ec2, vpc)]
    const id = await idOf(gateway(vpc, a))
    await modify(id, { AddRouteTableIds: [a, b], PolicyDocument: POLICY })
    expect([(await endpoint(id))?.RouteTableIds, (await endpoint(id))?.PolicyDocument]).toEqual([
      [a, b],
      POLICY,
    ])
    await modify(id, { RemoveRouteTableIds: [a], ResetPolicy: true })
    expect([(await endpoint(id))?.RouteTableIds, (await endpoint(id))?.PolicyDocument]).toEqual([
      [b],
      FULL_ACCESS,
    ])
    expect(await routes(ec2, a)).toEqual([])
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: b }))
    expect((await endpoint(id))?.RouteTableIds).toEqual([])
  })

  test('an interface endpoint follows its subnets and groups', async () => {
    const vpc = await createVpc(ec2)
    const a = await subnetIn(vpc, 'us-east-1a', '10.0.1.0/24')
    const b = await subnetIn(vpc, 'us-east-1b', '10.0.2.0/24')
    const made = await create(interfaces(vpc, a))
    const id = made?.VpcEndpointId ?? ''
    const group = await createGroup(vpc)
    await modify(id, {
      AddSubnetIds: [b],
      RemoveSubnetIds: [a],
      AddSecurityGroupIds: [group],
      RemoveSecurityGroupIds: [made?.Groups?.[0]?.GroupId ?? ''],
    })
    const after = await endpoint(id)
    expect([after?.SubnetIds, after?.Groups?.map(one => one.GroupId)]).toEqual([[b], [group]])
    const [shown] = await shownInterfaces(after?.NetworkInterfaceIds)
    expect([shown?.PrivateIpAddress, shown?.Groups?.map(one => one.GroupId)]).toEqual(['10.0.2.4', [group]])
    await ec2.send(new DeleteSubnetCommand({ SubnetId: a }))
    expect((await refused(ec2.send(new DeleteSecurityGroupCommand({ GroupId: group })))).code).toBe(
      'DependencyViolation',
    )
    expect((await refused(modify(id, { RemoveSecurityGroupIds: [group] }))).message).toBe(
      'An interface endpoint has at least one security group.',
    )
    await remove(id)
    await server.settled()
    await ec2.send(new DeleteSubnetCommand({ SubnetId: b }))
  })

  test('an interface endpoint that is deleted goes when the data plane has taken it away', async () => {
    const vpc = await createVpc(ec2)
    const subnet = await subnetIn(vpc, 'us-east-1a', '10.0.1.0/24')
    const id = await idOf(interfaces(vpc, subnet))
    await server.settled()
    expect((await endpoint(id))?.State).toBe('available')
    expect((await remove(id)).Unsuccessful).toEqual([])
    await server.settled()
    expect((await refused(endpoint(id))).code).toBe('InvalidVpcEndpointId.NotFound')
    await ec2.send(new DeleteSubnetCommand({ SubnetId: subnet }))
  })

  test('the name of the service is taken over and given back', async () => {
    const vpc = await createVpc(ec2)
    const id = await idOf(interfaces(vpc))
    const names = async () => (await endpoint(id))?.DnsEntries?.map(entry => entry.DnsName?.split('.')[0])
    expect((await refused(modify(id, { PrivateDnsEnabled: true }))).code).toBe('InvalidParameter')
    await withNames(vpc)
    await modify(id, { PrivateDnsEnabled: true })
    expect(await names()).toEqual([`${id}-${id.slice(-8)}`, 'ec2'])
    await modify(id, { PrivateDnsEnabled: false })
    expect(await names()).toEqual([`${id}-${id.slice(-8)}`])
  })

  test('a VPC stays while it has an endpoint', async () => {
    const VpcId = await createVpc(ec2)
    const id = await idOf(gateway(VpcId))
    expect((await refused(ec2.send(new DeleteVpcCommand({ VpcId })))).code).toBe('DependencyViolation')
    await remove(id)
    await ec2.send(new DeleteVpcCommand({ VpcId }))
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const vpc = await createVpc(there)
    const ServiceName = 'com.amazonaws.eu-central-1.s3'
    const s3 = await create({ VpcId: vpc, ServiceName }, there)
    await create(
      {
        VpcId: vpc,
        ServiceName: 'com.amazonaws.eu-central-1.ssm',
        VpcEndpointType: 'Interface',
        PrivateDnsEnabled: false,
      },
      there,
    )
    await server.settled()
    const table: [string, string, string[]][] = [
      ['ip-address-type', 'ipv4', ['s3', 'ssm']],
      ['service-name', ServiceName, ['s3']],
      ['service-region', 'eu-central-1', ['s3', 'ssm']],
      ['vpc-id', vpc, ['s3', 'ssm']],
      ['vpc-endpoint-id', s3?.VpcEndpointId ?? '', ['s3']],
      ['vpc-endpoint-state', 'available', ['s3', 'ssm']],
      ['vpc-endpoint-type', 'Interface', ['ssm']],
      ['tag-key', '*', []],
    ]
    expect(untested('DescribeVpcEndpointsRequest', table)).toEqual([])
    for (const [Name, value, names] of table) {
      const Filters = [{ Name, Values: [value] }]
      const { VpcEndpoints } = await there.send(new DescribeVpcEndpointsCommand({ Filters }))
      expect(
        VpcEndpoints?.map(one => one.ServiceName?.split('.').at(-1)),
        `${Name} ${value}`,
      ).toEqual(names)
    }
  })

  test('every filter of the services', async () => {
    const all = (await ec2.send(new DescribeVpcEndpointServicesCommand({}))).ServiceDetails?.length ?? 0
    const table: [string, string, number][] = [
      ['owner', 'amazon', all],
      ['service-name', '*.ecr.*', 2],
      ['service-region', 'us-east-1', all],
      ['service-type', 'Gateway', 2],
      ['supported-ip-address-types', 'ipv6', 0],
      ['tag-key', '*', 0],
    ]
    expect(untested('DescribeVpcEndpointServicesRequest', table)).toEqual([])
    for (const [Name, value, count] of table) {
      const Filters = [{ Name, Values: [value] }]
      const { ServiceDetails } = await ec2.send(new DescribeVpcEndpointServicesCommand({ Filters }))
      expect(ServiceDetails?.length, `${Name} ${value}`).toBe(count)
    }
  })
})
