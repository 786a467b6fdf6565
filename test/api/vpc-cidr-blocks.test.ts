import {
  AssociateVpcCidrBlockCommand,
  CreateRouteCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DisassociateVpcCidrBlockCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptPeering, createSubnet, createVpc, mainTable, requestPeering } from './route-network.ts'
import { OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const ASSOCIATION = expect.stringMatching(/^vpc-cidr-assoc-0[0-9a-f]{16}$/)
const UNKNOWN = 'vpc-cidr-assoc-00000000000000001'

async function associate(VpcId: string, wish: object) {
  const { $metadata, ...reply } = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, ...wish }))
  return reply
}

async function disassociate(AssociationId: string | undefined) {
  const { $metadata, ...reply } = await ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }))
  return reply
}

async function add(VpcId: string, CidrBlock: string): Promise<string> {
  return (await associate(VpcId, { CidrBlock })).CidrBlockAssociation?.AssociationId ?? ''
}

async function blocks(VpcId: string) {
  const vpc = (await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))).Vpcs?.[0]
  return {
    ipv4: vpc?.CidrBlockAssociationSet?.map(one => `${one.CidrBlock} ${one.CidrBlockState?.State}`),
    ipv6: vpc?.Ipv6CidrBlockAssociationSet?.map(one => one.Ipv6CidrBlockState?.State),
  }
}

describe('shape', () => {
  test('a block is on the way, there, on its way out, gone, and then not shown', async () => {
    const VpcId = await createVpc(ec2)
    const block = { AssociationId: ASSOCIATION, CidrBlock: '10.3.0.0/16' }
    const reply = await associate(VpcId, { CidrBlock: '10.3.7.0/16' })
    expect(reply).toEqual({
      VpcId,
      CidrBlockAssociation: { ...block, CidrBlockState: { State: 'associating' } },
    })
    expect((await blocks(VpcId)).ipv4).toEqual(['10.0.0.0/16 associated', '10.3.0.0/16 associated'])
    expect(await disassociate(reply.CidrBlockAssociation?.AssociationId)).toEqual({
      VpcId,
      CidrBlockAssociation: { ...block, CidrBlockState: { State: 'disassociating' } },
    })
    expect((await blocks(VpcId)).ipv4).toEqual(['10.0.0.0/16 associated', '10.3.0.0/16 disassociated'])
    await server.advance('2h')
    await server.settled()
    expect((await blocks(VpcId)).ipv4).toEqual(['10.0.0.0/16 associated'])
  })

  test('the same for an IPv6 block of Amazon', async () => {
    const VpcId = await createVpc(ec2)
    const reply = await associate(VpcId, { AmazonProvidedIpv6CidrBlock: true })
    const block = {
      AssociationId: ASSOCIATION,
      Ipv6CidrBlock: expect.stringMatching(/^2600:1f00:.*\/56$/),
      NetworkBorderGroup: 'us-east-1',
      Ipv6Pool: 'Amazon',
      Ipv6AddressAttribute: 'public',
      IpSource: 'amazon',
    }
    expect(reply).toEqual({
      VpcId,
      Ipv6CidrBlockAssociation: { ...block, Ipv6CidrBlockState: { State: 'associating' } },
    })
    expect((await blocks(VpcId)).ipv6).toEqual(['associated'])
    expect(await disassociate(reply.Ipv6CidrBlockAssociation?.AssociationId)).toEqual({
      VpcId,
      Ipv6CidrBlockAssociation: { ...block, Ipv6CidrBlockState: { State: 'disassociating' } },
    })
    expect((await blocks(VpcId)).ipv6).toEqual(['disassociated'])
  })
})

describe('refusals', () => {
  const ONE_OF =
    'The request must contain exactly one of cidrBlock, amazonProvidedIpv6CidrBlock, ipv6Pool, ipv4IpamPoolId or ipv6IpamPoolId'
  test.each([
    [{}, 'MissingParameter', ONE_OF],
    [{ CidrBlock: '10.3.0.0/16', AmazonProvidedIpv6CidrBlock: true }, 'InvalidParameterCombination', ONE_OF],
    [
      { CidrBlock: '10.3.0.0' },
      'InvalidParameterValue',
      'Value (10.3.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [{ CidrBlock: '10.8.0.0/15' }, 'InvalidVpc.Range', "The CIDR '10.8.0.0/15' is invalid."],
    [
      { CidrBlock: '192.168.0.0/16' },
      'InvalidVpc.Range',
      "The CIDR '192.168.0.0/16' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, " +
        'or use a publicly-routable CIDR. For additional restrictions, see ' +
        'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
    ],
    [
      { Ipv6Pool: 'ipv6pool-ec2-01' },
      'InvalidPoolID.NotFound',
      "The pool ID 'ipv6pool-ec2-01' does not exist",
    ],
    [
      { Ipv6IpamPoolId: 'ipam-pool-01', Ipv6NetmaskLength: 56 },
      'InvalidIpamPoolId.NotFound',
      "The ipam-pool ID 'ipam-pool-01' does not exist",
    ],
    [{ Ipv4NetmaskLength: 20 }, 'MissingParameter', 'The request must contain the parameter ipv4IpamPoolId'],
  ])('%j: %s', async (wish, code, message) => {
    const VpcId = await createVpc(ec2, '10.2.0.0/16')
    expect(await refused(associate(VpcId, wish))).toEqual({ code, message, status: 400 })
  })

  test('what the VPC has, or has a route to', async () => {
    const VpcId = await createVpc(ec2, '10.2.0.0/16')
    const peering = await requestPeering(ec2, VpcId, await createVpc(ec2, '10.9.0.0/16'))
    await server.settled()
    await acceptPeering(ec2, peering)
    await server.settled()
    const { RouteTableId: table = '' } = await mainTable(ec2, VpcId)
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: table,
        DestinationCidrBlock: '10.3.4.0/24',
        VpcPeeringConnectionId: peering,
      }),
    )
    expect(await refused(add(VpcId, '10.2.128.0/17'))).toEqual({
      code: 'CidrConflict',
      message: `The CIDR '10.2.128.0/17' conflicts with the CIDR '10.2.0.0/16' of ${VpcId}.`,
      status: 400,
    })
    expect(await refused(add(VpcId, '10.3.0.0/16'))).toEqual({
      code: 'CidrConflict',
      message: `The CIDR '10.3.0.0/16' conflicts with the route to 10.3.4.0/24 in ${table}.`,
      status: 400,
    })
    await add(VpcId, '10.3.4.128/25')
  })

  test('the quota', async () => {
    const narrow = await startServer({ quota: { 'cidrs-per-vpc': 2, 'ipv6-cidrs-per-vpc': 1 } })
    const there = narrow.ec2()
    const VpcId = await createVpc(there, '10.2.0.0/16')
    const grow = (wish: object) => there.send(new AssociateVpcCidrBlockCommand({ VpcId, ...wish }))
    await grow({ CidrBlock: '10.3.0.0/16' })
    await grow({ AmazonProvidedIpv6CidrBlock: true })
    const no = (most: number) => ({
      code: 'CidrLimitExceeded',
      message: `This network ${VpcId} has met its maximum number of allowed CIDRs: ${most}`,
      status: 400,
    })
    expect(await refused(grow({ CidrBlock: '10.4.0.0/16' }))).toEqual(no(2))
    expect(await refused(grow({ AmazonProvidedIpv6CidrBlock: true }))).toEqual(no(1))
    await narrow.close()
  })

  test('to give back: the primary block, one with a subnet, one that is gone, unknown ones', async () => {
    const VpcId = await createVpc(ec2, '10.2.0.0/16')
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))
    const primary = Vpcs?.[0]?.CidrBlockAssociationSet?.[0]?.AssociationId ?? ''
    const second = await add(VpcId, '10.3.0.0/16')
    const third = await add(VpcId, '10.4.0.0/16')
    await createSubnet(ec2, VpcId, '10.3.1.0/24')
    await disassociate(third)
    expect(await refused(disassociate(primary))).toEqual({
      code: 'OperationNotPermitted',
      message: `The vpc CIDR block with association ID ${primary} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
      status: 400,
    })
    expect(await refused(disassociate(second))).toEqual({
      code: 'InvalidCidrBlock.InUse',
      message: `The vpc ${VpcId} currently has a subnet within CIDR block 10.3.0.0/16`,
      status: 400,
    })
    for (const id of [third, UNKNOWN])
      expect(await refused(disassociate(id))).toEqual({
        code: 'InvalidVpcCidrBlockAssociationID.NotFound',
        message: `The vpc CIDR block association ID '${id}' does not exist`,
        status: 400,
      })
    expect((await refused(disassociate('eipassoc-1'))).code).toBe(
      'InvalidVpcCidrBlockAssociationID.Malformed',
    )
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    const foreign = theirs.send(new DisassociateVpcCidrBlockCommand({ AssociationId: second }))
    expect((await refused(foreign)).code).toBe('InvalidVpcCidrBlockAssociationID.NotFound')
  })
})

describe('behaviour', () => {
  test('a block becomes a local route of every table, and stops being one', async () => {
    const VpcId = await createVpc(ec2)
    const routes = async () => {
      const { RouteTables } = await ec2.send(
        new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
      )
      return RouteTables?.[0]?.Routes?.map(one => `${one.DestinationCidrBlock} ${one.GatewayId}`)
    }
    const association = await add(VpcId, '10.3.0.0/16')
    expect(await routes()).toEqual(['10.0.0.0/16 local', '10.3.0.0/16 local'])
    await disassociate(association)
    expect(await routes()).toEqual(['10.0.0.0/16 local'])
  })

  test('IPv6 passes the default ACL and leaves the default group', async () => {
    const VpcId = await createVpc(ec2)
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    const opened = async () => {
      const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }))
      const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
      return [
        NetworkAcls?.[0]?.Entries?.filter(one => one.Ipv6CidrBlock).map(one => one.RuleNumber),
        SecurityGroups?.[0]?.IpPermissionsEgress?.flatMap(one => one.Ipv6Ranges ?? []),
      ]
    }
    expect(await opened()).toEqual([[], []])
    await associate(VpcId, { AmazonProvidedIpv6CidrBlock: true })
    const both = [[101, 32768, 101, 32768], [{ CidrIpv6: '::/0' }]]
    expect(await opened()).toEqual(both)
    await associate(VpcId, { AmazonProvidedIpv6CidrBlock: true })
    expect(await opened()).toEqual(both)
  })

  test('peered: nothing that the peer has; the peering shows the enlarged set', async () => {
    const [a, b] = [await createVpc(ec2, '10.2.0.0/16'), await createVpc(ec2, '10.3.0.0/16')]
    const peering = await requestPeering(ec2, a, b)
    await server.settled()
    expect(await refused(add(a, '10.4.0.0/16'))).toEqual({
      code: 'CidrConflict',
      message: `No CIDR can be added to ${a} while its request for ${peering} is pending.`,
      status: 400,
    })
    await acceptPeering(ec2, peering)
    await server.settled()
    expect((await refused(add(a, '10.3.64.0/20'))).code).toBe('CidrConflict')
    expect((await refused(add(b, '10.2.64.0/20'))).code).toBe('CidrConflict')
    await add(a, '10.4.0.0/16')
    const { VpcPeeringConnections } = await ec2.send(
      new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [peering] }),
    )
    expect(VpcPeeringConnections?.[0]?.RequesterVpcInfo?.CidrBlockSet).toEqual([
      { CidrBlock: '10.2.0.0/16' },
      { CidrBlock: '10.4.0.0/16' },
    ])
  })

  test('an accepter that grows into the requester makes the pending request fail', async () => {
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    const asked = await createVpc(ec2, '10.2.0.0/16')
    const asking = await createVpc(theirs, '10.3.0.0/16')
    const wish = { VpcId: asking, PeerVpcId: asked, PeerOwnerId: '111111111111' }
    const { VpcPeeringConnection } = await theirs.send(new CreateVpcPeeringConnectionCommand(wish))
    await server.settled()
    const status = async () => {
      const ids = [VpcPeeringConnection?.VpcPeeringConnectionId ?? '']
      const reply = await theirs.send(
        new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: ids }),
      )
      return reply.VpcPeeringConnections?.[0]?.Status?.Code
    }
    await add(asked, '10.4.0.0/16')
    expect(await status()).toBe('pending-acceptance')
    await add(asked, '10.3.128.0/17')
    expect(await status()).toBe('failed')
  })
})
