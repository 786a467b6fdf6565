import {
  AcceptVpcPeeringConnectionCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteVpcCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  RejectVpcPeeringConnectionCommand,
  type Tenancy,
  type Vpc,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createGateway, createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
let theirs: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
  theirs = server.ec2({ account: OTHER_ACCOUNT })
})
afterAll(() => server.close())

const UNKNOWN = 'vpc-00000000000000001'
const PUBLIC_ACCESS = { InternetGatewayBlockMode: 'off' }
const anId = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}-0[0-9a-f]{16}$`))

async function vpc(id: string): Promise<Vpc | undefined> {
  return (await ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }))).Vpcs?.[0]
}

async function found(Name: string, ...Values: string[]): Promise<(string | undefined)[]> {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name, Values }] }))
  return (Vpcs ?? []).map(one => one.VpcId)
}

describe('shape', () => {
  test('a new VPC is pending, then available', async () => {
    const reply = await ec2.send(
      new CreateVpcCommand({
        CidrBlock: '10.7.1.2/16',
        TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    )
    const shown = {
      OwnerId: ACCOUNT,
      InstanceTenancy: 'default',
      CidrBlockAssociationSet: [
        {
          AssociationId: anId('vpc-cidr-assoc'),
          CidrBlock: '10.7.0.0/16',
          CidrBlockState: { State: 'associated' },
        },
      ],
      IsDefault: false,
      Tags: [{ Key: 'Name', Value: 'a' }],
      BlockPublicAccessStates: PUBLIC_ACCESS,
      VpcId: anId('vpc'),
      CidrBlock: '10.7.0.0/16',
      DhcpOptionsId: anId('dopt'),
    }
    expect(reply.Vpc).toEqual({ ...shown, State: 'pending', Ipv6CidrBlockAssociationSet: [] })
    expect(await vpc(reply.Vpc?.VpcId ?? '')).toEqual({ ...shown, State: 'available' })
  })

  test('an IPv6 block is on the way, then there', async () => {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({
        CidrBlock: '10.0.0.0/16',
        AmazonProvidedIpv6CidrBlock: true,
        Ipv6CidrBlockNetworkBorderGroup: 'us-east-1',
        InstanceTenancy: 'dedicated',
      }),
    )
    const block = {
      AssociationId: anId('vpc-cidr-assoc'),
      Ipv6CidrBlock: expect.stringMatching(/^2600:1f00:.*::?\/56$/),
      NetworkBorderGroup: 'us-east-1',
      Ipv6Pool: 'Amazon',
      Ipv6AddressAttribute: 'public',
      IpSource: 'amazon',
    }
    expect(Vpc?.Ipv6CidrBlockAssociationSet).toEqual([
      { ...block, Ipv6CidrBlockState: { State: 'associating' } },
    ])
    const described = await vpc(Vpc?.VpcId ?? '')
    expect(described?.Ipv6CidrBlockAssociationSet).toEqual([
      { ...block, Ipv6CidrBlockState: { State: 'associated' } },
    ])
    expect(described?.InstanceTenancy).toBe('dedicated')
  })

  test('the default VPC of an account in a Region', async () => {
    const [id] = await found('is-default', 'true')
    expect(await vpc(id ?? '')).toEqual({
      OwnerId: ACCOUNT,
      InstanceTenancy: 'default',
      CidrBlockAssociationSet: [
        {
          AssociationId: anId('vpc-cidr-assoc'),
          CidrBlock: '172.31.0.0/16',
          CidrBlockState: { State: 'associated' },
        },
      ],
      IsDefault: true,
      Tags: [],
      BlockPublicAccessStates: PUBLIC_ACCESS,
      VpcId: id,
      State: 'available',
      CidrBlock: '172.31.0.0/16',
      DhcpOptionsId: anId('dopt'),
    })
  })

  test('attributes, one at a time', async () => {
    const VpcId = await createVpc(ec2)
    const read = async (
      Attribute: 'enableDnsHostnames' | 'enableDnsSupport' | 'enableNetworkAddressUsageMetrics',
    ) => {
      const { $metadata, ...reply } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }))
      return reply
    }
    expect(await read('enableDnsSupport')).toEqual({ VpcId, EnableDnsSupport: { Value: true } })
    expect(await read('enableDnsHostnames')).toEqual({ VpcId, EnableDnsHostnames: { Value: false } })
    expect(await read('enableNetworkAddressUsageMetrics')).toEqual({
      VpcId,
      EnableNetworkAddressUsageMetrics: { Value: false },
    })
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
    await ec2.send(
      new ModifyVpcAttributeCommand({ VpcId, EnableNetworkAddressUsageMetrics: { Value: true } }),
    )
    expect(await read('enableDnsHostnames')).toEqual({ VpcId, EnableDnsHostnames: { Value: true } })
    expect(await read('enableNetworkAddressUsageMetrics')).toEqual({
      VpcId,
      EnableNetworkAddressUsageMetrics: { Value: true },
    })
  })
})

describe('refusals', () => {
  test.each([
    [{}, 'MissingParameter', 'The request must contain the parameter cidrBlock'],
    [
      { CidrBlock: '10.0.0.0/33' },
      'InvalidParameterValue',
      'Value (10.0.0.0/33) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      { CidrBlock: '2600:1f18::/56' },
      'InvalidParameterValue',
      'Value (2600:1f18::/56) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [{ CidrBlock: '10.0.0.0/8' }, 'InvalidVpc.Range', "The CIDR '10.0.0.0/8' is invalid."],
    [{ CidrBlock: '10.0.0.0/29' }, 'InvalidVpc.Range', "The CIDR '10.0.0.0/29' is invalid."],
    [
      { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'host' as Tenancy },
      'UnsupportedTenancy',
      "The tenancy 'host' is not supported for a VPC.",
    ],
    [
      { Ipv4IpamPoolId: 'ipam-pool-01', Ipv4NetmaskLength: 24 },
      'InvalidIpamPoolId.NotFound',
      "The ipam-pool ID 'ipam-pool-01' does not exist",
    ],
    [
      { CidrBlock: '10.0.0.0/16', Ipv6Pool: 'ipv6pool-ec2-01', Ipv6CidrBlock: '2001:db8::/56' },
      'InvalidPoolID.NotFound',
      "The pool ID 'ipv6pool-ec2-01' does not exist",
    ],
    [
      { CidrBlock: '10.0.0.0/16', Ipv6CidrBlock: '2001:db8::/56' },
      'MissingParameter',
      'The request must contain the parameter ipv6Pool',
    ],
    [
      { CidrBlock: '10.0.0.0/16', Ipv6CidrBlockNetworkBorderGroup: 'us-east-1' },
      'InvalidParameterCombination',
      'The parameter ipv6CidrBlockNetworkBorderGroup can be used only with amazonProvidedIpv6CidrBlock',
    ],
    [
      {
        CidrBlock: '10.0.0.0/16',
        AmazonProvidedIpv6CidrBlock: true,
        Ipv6CidrBlockNetworkBorderGroup: 'us-east-1-wl1',
      },
      'InvalidParameterValue',
      'Value (us-east-1-wl1) for parameter ipv6CidrBlockNetworkBorderGroup is invalid. The network border group does not exist.',
    ],
    [
      { CidrBlock: '10.0.0.0/16', VpcEncryptionControl: { Mode: 'monitor' as const } },
      'UnsupportedOperation',
      'Amazon EC2 takes the parameter vpcEncryptionControl here, but Isthmus does not do that yet.',
    ],
    [
      { CidrBlock: '10.0.0.0/16', DryRun: true },
      'DryRunOperation',
      'Request would have succeeded, but DryRun flag is set.',
    ],
  ])('CreateVpc %j: %s', async (wish, code, message) => {
    const status = code === 'DryRunOperation' ? 412 : 400
    expect(await refused(ec2.send(new CreateVpcCommand(wish)))).toEqual({ code, message, status })
  })

  test('the quota of VPCs in a Region counts the default one', async () => {
    const narrow = await startServer({ quotas: 'aws', quota: { 'vpcs-per-region': 2 } })
    const there = narrow.ec2()
    await createVpc(there)
    expect(await refused(there.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' })))).toEqual({
      code: 'VpcLimitExceeded',
      message: 'The maximum number of VPCs has been reached.',
      status: 400,
    })
    await createVpc(narrow.ec2({ region: 'us-west-2' }))
    await narrow.close()
  })

  test.each([
    ['vpc-xyz', 'InvalidVpcId.Malformed', 'Invalid id: "vpc-xyz" (expecting "vpc-...")'],
    [UNKNOWN, 'InvalidVpcID.NotFound', `The vpc ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (VpcId, code, message) => {
    const no = { code, message, status: 400 }
    const Attribute = 'enableDnsSupport'
    expect(await refused(ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] })))).toEqual(no)
    expect(await refused(ec2.send(new DeleteVpcCommand({ VpcId })))).toEqual(no)
    expect(await refused(ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute })))).toEqual(no)
    expect(
      await refused(ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: true } }))),
    ).toEqual(no)
  })

  test("another account's VPC, and one of another Region, do not exist", async () => {
    const foreign = [await createVpc(theirs), await createVpc(server.ec2({ region: 'eu-west-1' }))]
    for (const VpcId of foreign) {
      const { code } = await refused(ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] })))
      expect(code).toBe('InvalidVpcID.NotFound')
      expect((await refused(ec2.send(new DeleteVpcCommand({ VpcId })))).code).toBe('InvalidVpcID.NotFound')
    }
  })

  test('of attributes', async () => {
    const VpcId = await createVpc(ec2)
    const modify = (wish: object) => refused(ec2.send(new ModifyVpcAttributeCommand({ VpcId, ...wish })))
    expect(await modify({})).toEqual({
      code: 'MissingParameter',
      message: 'The request must contain an attribute to modify',
      status: 400,
    })
    expect(await modify({ EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } })).toEqual({
      code: 'InvalidParameterCombination',
      message: 'Fields for multiple attribute types specified',
      status: 400,
    })
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: false } }))
    expect(await modify({ EnableDnsHostnames: { Value: true } })).toEqual({
      code: 'InvalidParameterValue',
      message: `Invalid value for parameter enableDnsHostnames. DNS hostnames in ${VpcId} need DNS support.`,
      status: 400,
    })
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: true } }))
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
    expect(await modify({ EnableDnsSupport: { Value: false } })).toEqual({
      code: 'InvalidParameterValue',
      message: `Invalid value for parameter enableDnsSupport. DNS support in ${VpcId} is needed by its DNS hostnames.`,
      status: 400,
    })
  })

  test('an unknown filter', async () => {
    expect(await refused(found('colour', 'red'))).toEqual({
      code: 'InvalidParameterValue',
      message: "The filter 'colour' is invalid",
      status: 400,
    })
  })
})

describe('behaviour', () => {
  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-north-1' })
    const tags = [{ Key: 'team', Value: 'red' }]
    const create = (CidrBlock: string, more: object) =>
      there.send(new CreateVpcCommand({ CidrBlock, ...more }))
    const { Vpc: a } = await create('10.3.0.0/16', {
      AmazonProvidedIpv6CidrBlock: true,
      TagSpecifications: [{ ResourceType: 'vpc', Tags: tags }],
    })
    const { Vpc: b } = await create('10.4.0.0/16', {})
    const { Vpcs } = await there.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'isDefault', Values: ['true'] }] }),
    )
    const name = new Map([
      [a?.VpcId, 'a'],
      [b?.VpcId, 'b'],
      [Vpcs?.[0]?.VpcId, 'default'],
    ])
    const [four] = a?.CidrBlockAssociationSet ?? []
    const [six] = a?.Ipv6CidrBlockAssociationSet ?? []
    const all = ['default', 'a', 'b']
    const table: [string, string | undefined, string[]][] = [
      ['cidr', '10.3.0.0/16', ['a']],
      ['cidr', '10.*', ['a', 'b']],
      ['cidr-block-association.cidr-block', '10.4.0.0/16', ['b']],
      ['cidr-block-association.association-id', four?.AssociationId, ['a']],
      ['cidr-block-association.state', 'associated', all],
      ['cidr-block-association.state', 'disassociated', []],
      ['dhcp-options-id', a?.DhcpOptionsId, all],
      ['ipv6-cidr-block-association.ipv6-cidr-block', six?.Ipv6CidrBlock, ['a']],
      ['ipv6-cidr-block-association.ipv6-pool', 'Amazon', ['a']],
      ['ipv6-cidr-block-association.association-id', six?.AssociationId, ['a']],
      ['ipv6-cidr-block-association.state', 'associated', ['a']],
      ['is-default', 'true', ['default']],
      ['isDefault', 'false', ['a', 'b']],
      ['owner-id', ACCOUNT, all],
      ['owner-id', OTHER_ACCOUNT, []],
      ['state', 'available', all],
      ['state', 'pending', []],
      ['tag:team', 'red', ['a']],
      ['tag-key', 'team', ['a']],
      ['vpc-id', b?.VpcId, ['b']],
    ]
    expect(untested('DescribeVpcsRequest', table)).toEqual([])
    for (const [Name, value, names] of table) {
      const reply = await there.send(new DescribeVpcsCommand({ Filters: [{ Name, Values: [value ?? ''] }] }))
      expect(
        reply.Vpcs?.map(one => name.get(one.VpcId)),
        `${Name} ${value}`,
      ).toEqual(names)
    }
  })

  test('page by page', async () => {
    const there = server.ec2({ region: 'eu-west-3' })
    for (let n = 0; n < 5; n++) await createVpc(there, `10.${n}.0.0/16`)
    const first = await there.send(new DescribeVpcsCommand({ MaxResults: 5 }))
    const second = await there.send(new DescribeVpcsCommand({ MaxResults: 5, NextToken: first.NextToken }))
    const blocks = [first, second].map(page => page.Vpcs?.map(one => one.CidrBlock))
    expect(blocks).toEqual([
      ['172.31.0.0/16', '10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'],
      ['10.4.0.0/16'],
    ])
    expect(second.NextToken).toBeUndefined()
  })

  test('what is born with a VPC goes with it', async () => {
    const there = server.ec2({ region: 'ca-central-1' })
    const VpcId = await createVpc(there)
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    const count = async () => [
      (await there.send(new DescribeRouteTablesCommand({ Filters }))).RouteTables?.length,
      (await there.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups?.length,
      (await there.send(new DescribeNetworkAclsCommand({ Filters }))).NetworkAcls?.length,
    ]
    expect(await count()).toEqual([1, 1, 1])
    await there.send(new DeleteVpcCommand({ VpcId }))
    expect(await count()).toEqual([0, 0, 0])
    expect((await refused(there.send(new DescribeVpcsCommand({ VpcIds: [VpcId] })))).code).toBe(
      'InvalidVpcID.NotFound',
    )
  })

  test.each<[string, (VpcId: string) => Promise<unknown>]>([
    ['a subnet', VpcId => createSubnet(ec2, VpcId)],
    ['a route table', VpcId => ec2.send(new CreateRouteTableCommand({ VpcId }))],
    [
      'a security group',
      VpcId => ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'web', Description: 'web' })),
    ],
    ['an internet gateway', VpcId => createGateway(ec2, VpcId)],
  ])('%s keeps a VPC', async (_, make) => {
    const VpcId = await createVpc(ec2)
    await make(VpcId)
    expect(await refused(ec2.send(new DeleteVpcCommand({ VpcId })))).toEqual({
      code: 'DependencyViolation',
      message: `The vpc '${VpcId}' has dependencies and cannot be deleted.`,
      status: 400,
    })
  })

  test('a VPC that is peered stays until the peering is deleted', async () => {
    const VpcId = await createVpc(ec2, '10.1.0.0/16')
    const peering = await request(ec2, VpcId, await createVpc(theirs, '10.2.0.0/16'))
    await server.settled()
    await theirs.send(new AcceptVpcPeeringConnectionCommand(peering))
    const { code } = await refused(ec2.send(new DeleteVpcCommand({ VpcId })))
    expect(code).toBe('DependencyViolation')
    await theirs.send(new DeleteVpcPeeringConnectionCommand(peering))
    await ec2.send(new DeleteVpcCommand({ VpcId }))
  })

  test("another account's request keeps a VPC until it is rejected; the own one goes with it", async () => {
    const own = await createVpc(ec2, '10.1.0.0/16')
    const peering = await request(theirs, await createVpc(theirs, '10.2.0.0/16'), own, ACCOUNT)
    await server.settled()
    expect((await refused(ec2.send(new DeleteVpcCommand({ VpcId: own })))).code).toBe('DependencyViolation')
    await ec2.send(new RejectVpcPeeringConnectionCommand(peering))
    await ec2.send(new DeleteVpcCommand({ VpcId: own }))

    const asking = await createVpc(ec2, '10.1.0.0/16')
    const asked = await request(ec2, asking, await createVpc(theirs, '10.3.0.0/16'))
    await server.settled()
    await ec2.send(new DeleteVpcCommand({ VpcId: asking }))
    const { VpcPeeringConnections } = await theirs.send(
      new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [asked.VpcPeeringConnectionId] }),
    )
    expect(VpcPeeringConnections?.[0]?.Status).toEqual({ Code: 'deleted', Message: `Deleted by ${ACCOUNT}` })
  })

  test('the default VPC has a subnet in each zone and a gateway', async () => {
    const [VpcId = ''] = await found('is-default', 'true')
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }))
    expect(Subnets?.map(one => [one.AvailabilityZone, one.CidrBlock])).toEqual([
      ['us-east-1a', '172.31.0.0/20'],
      ['us-east-1b', '172.31.16.0/20'],
      ['us-east-1c', '172.31.32.0/20'],
      ['us-east-1d', '172.31.48.0/20'],
      ['us-east-1e', '172.31.64.0/20'],
      ['us-east-1f', '172.31.80.0/20'],
    ])
    const { InternetGateways } = await ec2.send(
      new DescribeInternetGatewaysCommand({ Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }] }),
    )
    expect(InternetGateways?.length).toBe(1)
  })
})

/** Asks for a peering; by default the peer VPC is the other account's. */
async function request(from: EC2Client, VpcId: string, PeerVpcId: string, PeerOwnerId = OTHER_ACCOUNT) {
  const wish = new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId, PeerOwnerId })
  const { VpcPeeringConnection } = await from.send(wish)
  return { VpcPeeringConnectionId: VpcPeeringConnection?.VpcPeeringConnectionId ?? '' }
}
