import {
  AttachVpnGatewayCommand,
  CreateCustomerGatewayCommand,
  type CreateCustomerGatewayCommandInput,
  CreateRouteCommand,
  CreateVpnGatewayCommand,
  DeleteCustomerGatewayCommand,
  DeleteVpcCommand,
  DeleteVpnGatewayCommand,
  DescribeCustomerGatewaysCommand,
  DescribeVpnGatewaysCommand,
  DetachVpnGatewayCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createTable, createVpc, routes } from './route-network.ts'
import { OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'
import { createCustomerGateway, createVpnConnection, createVpnGateway } from './vpn-network.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'vgw-00000000000000001'
const TAGS = [{ Key: 'Name', Value: 'a' }]
const VPN_TAGS = [{ ResourceType: 'vpn-gateway' as const, Tags: TAGS }]

const describeOne = async (id: string) =>
  (await ec2.send(new DescribeVpnGatewaysCommand({ VpnGatewayIds: [id] }))).VpnGateways?.[0]
const customer = async (id: string) =>
  (await ec2.send(new DescribeCustomerGatewaysCommand({ CustomerGatewayIds: [id] }))).CustomerGateways?.[0]
const attach = (VpnGatewayId: string, VpcId: string) =>
  ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId }))
const detach = (VpnGatewayId: string, VpcId: string) =>
  ec2.send(new DetachVpnGatewayCommand({ VpnGatewayId, VpcId }))
const remove = (VpnGatewayId: string) => ec2.send(new DeleteVpnGatewayCommand({ VpnGatewayId }))
const makeCustomer = (wish: Partial<CreateCustomerGatewayCommandInput>) =>
  ec2.send(new CreateCustomerGatewayCommand({ Type: 'ipsec.1', ...wish }))

describe('shape', () => {
  test('a virtual private gateway: made, attached, detached, deleted', async () => {
    const { VpnGateway: made } = await ec2.send(
      new CreateVpnGatewayCommand({ Type: 'ipsec.1', AvailabilityZone: '', TagSpecifications: VPN_TAGS }),
    )
    const id = made?.VpnGatewayId ?? ''
    const alone = {
      VpnGatewayId: expect.stringMatching(/^vgw-0[0-9a-f]{16}$/),
      Type: 'ipsec.1',
      State: 'available',
      AmazonSideAsn: 64_512,
      VpcAttachments: [],
      Tags: TAGS,
    }
    expect(made).toEqual(alone)
    const VpcId = await createVpc(ec2)
    expect((await attach(id, VpcId)).VpcAttachment).toEqual({ VpcId, State: 'attaching' })
    expect(await describeOne(id)).toEqual({ ...alone, VpcAttachments: [{ VpcId, State: 'attached' }] })
    expect((await attach(id, VpcId)).VpcAttachment).toEqual({ VpcId, State: 'attached' })
    await detach(id, VpcId)
    const detached = { ...alone, VpcAttachments: [{ VpcId, State: 'detached' }] }
    expect(await describeOne(id)).toEqual(detached)
    await remove(id)
    expect(await describeOne(id)).toEqual({ ...detached, State: 'deleted' })
  })

  test('an ASN and a zone of its own', async () => {
    const wish = { Type: 'ipsec.1', AmazonSideAsn: 4_200_000_001, AvailabilityZone: 'us-east-1a' } as const
    const { VpnGateway: made } = await ec2.send(new CreateVpnGatewayCommand(wish))
    expect(made).toMatchObject({ AmazonSideAsn: 4_200_000_001, AvailabilityZone: 'us-east-1a' })
  })

  test('a customer gateway: made once for a device, deleted', async () => {
    const wish = { BgpAsn: 65_010, PublicIp: '203.0.113.10', DeviceName: 'edge' }
    const { CustomerGateway: made } = await makeCustomer(wish)
    const shown = {
      CustomerGatewayId: expect.stringMatching(/^cgw-0[0-9a-f]{16}$/),
      Type: 'ipsec.1',
      State: 'available',
      IpAddress: '203.0.113.10',
      BgpAsn: '65010',
      DeviceName: 'edge',
      Tags: [],
    }
    expect(made).toEqual(shown)
    expect((await makeCustomer(wish)).CustomerGateway).toEqual(made)
    const { CustomerGateway: other } = await makeCustomer({ ...wish, DeviceName: 'other' })
    expect(other?.CustomerGatewayId).not.toBe(made?.CustomerGatewayId)
    const id = made?.CustomerGatewayId ?? ''
    await ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId: id }))
    expect(await customer(id)).toEqual({ ...shown, State: 'deleted' })
    expect((await makeCustomer(wish)).CustomerGateway?.CustomerGatewayId).not.toBe(id)
  })

  test('a customer gateway with nothing but an address, and one with a long ASN', async () => {
    const { CustomerGateway: plain } = await makeCustomer({ IpAddress: '203.0.113.11' })
    expect(plain).toMatchObject({ BgpAsn: '65000' })
    const long = await makeCustomer({ IpAddress: '203.0.113.12', BgpAsnExtended: 4_000_000_000 })
    expect(long.CustomerGateway).toMatchObject({ BgpAsnExtended: '4000000000' })
    expect(long.CustomerGateway).not.toHaveProperty('BgpAsn')
  })
})

describe('refusals', () => {
  test.each([
    ['vgw-1', 'InvalidVpnGatewayId.Malformed', 'Invalid id: "vgw-1" (expecting "vgw-...")'],
    [UNKNOWN, 'InvalidVpnGatewayID.NotFound', `The vpnGateway ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    const VpcId = await createVpc(ec2)
    for (const call of [attach(id, VpcId), detach(id, VpcId), remove(id), describeOne(id)])
      expect(await refused(call)).toEqual({ code, message, status: 400 })
  })

  test.each([
    ['cgw-1', 'InvalidCustomerGatewayId.Malformed'],
    ['cgw-00000000000000001', 'InvalidCustomerGatewayID.NotFound'],
  ])('of ids: %s', async (CustomerGatewayId, code) => {
    const gone = ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId }))
    for (const call of [gone, customer(CustomerGatewayId)]) expect((await refused(call)).code).toBe(code)
  })

  test('a deleted gateway is only described, and not for long', async () => {
    const brief = await startServer()
    const there = brief.ec2()
    const id = await createVpnGateway(there)
    await there.send(new DeleteVpnGatewayCommand({ VpnGatewayId: id }))
    const again = there.send(new DeleteVpnGatewayCommand({ VpnGatewayId: id }))
    expect((await refused(again)).code).toBe('InvalidVpnGatewayID.NotFound')
    await brief.advance('2h')
    const look = there.send(new DescribeVpnGatewaysCommand({ VpnGatewayIds: [id] }))
    expect((await refused(look)).code).toBe('InvalidVpnGatewayID.NotFound')
    await brief.close()
  })

  test("another account's gateway does not exist", async () => {
    const theirs = await createVpnGateway(server.ec2({ account: OTHER_ACCOUNT }))
    expect((await refused(attach(theirs, await createVpc(ec2)))).code).toBe('InvalidVpnGatewayID.NotFound')
  })

  test('one VPC for a gateway, one gateway for a VPC', async () => {
    const [a, b] = [await createVpc(ec2), await createVpc(ec2)]
    const [first, second] = [await createVpnGateway(ec2, a), await createVpnGateway(ec2)]
    expect((await refused(attach(first, b))).code).toBe('VpnGatewayAttachmentLimitExceeded')
    expect(await refused(attach(second, a))).toEqual({
      code: 'InvalidVpcState',
      message: `VPC ${a} is currently attached to the Virtual Private Gateway.`,
      status: 400,
    })
    expect(await refused(detach(first, b))).toEqual({
      code: 'InvalidVpnGatewayAttachment.NotFound',
      message: `The attachment with vpn gateway ID '${first}' and vpc ID '${b}' does not exist`,
      status: 400,
    })
    expect(await refused(remove(first))).toEqual({
      code: 'IncorrectState',
      message: 'The VPN gateway is in use.',
      status: 400,
    })
    const gone = ec2.send(new DeleteVpcCommand({ VpcId: a }))
    expect((await refused(gone)).code).toBe('DependencyViolation')
    await detach(first, a)
    await ec2.send(new DeleteVpcCommand({ VpcId: a }))
  })

  test('gateways with a connection stay', async () => {
    const [gateway, device] = [await createVpnGateway(ec2), await createCustomerGateway(ec2, '203.0.113.20')]
    await createVpnConnection(ec2, gateway, device)
    expect((await refused(remove(gateway))).code).toBe('IncorrectState')
    expect(await refused(ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId: device })))).toEqual({
      code: 'IncorrectState',
      message: 'The customer gateway is in use.',
      status: 400,
    })
  })

  test.each<[Partial<CreateCustomerGatewayCommandInput>, string]>([
    [{}, 'MissingParameter'],
    [{ IpAddress: 'x' }, 'InvalidParameterValue'],
    [{ IpAddress: '203.0.113.1', BgpAsn: 0 }, 'InvalidParameterValue'],
    [{ IpAddress: '203.0.113.1', BgpAsnExtended: 65_000 }, 'InvalidParameterValue'],
    [{ IpAddress: '203.0.113.1', BgpAsn: 1, BgpAsnExtended: 4_000_000_000 }, 'InvalidParameterCombination'],
    [{ CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/a' }, 'UnsupportedOperation'],
  ])('of a customer gateway: %j', async (wish, code) => {
    expect((await refused(makeCustomer(wish))).code).toBe(code)
  })

  test('of an ASN, a zone', async () => {
    for (const wish of [{ AmazonSideAsn: 64_511 }, { AmazonSideAsn: 65_535 }, { AvailabilityZone: 'x' }])
      expect((await refused(ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1', ...wish })))).code).toBe(
        'InvalidParameterValue',
      )
  })

  test('the quotas', async () => {
    const narrow = await startServer({
      quota: { 'vpn-gateways-per-region': 1, 'customer-gateways-per-region': 1 },
    })
    const there = narrow.ec2()
    const id = await createVpnGateway(there)
    expect((await refused(createVpnGateway(there))).code).toBe('VpnGatewayLimitExceeded')
    await there.send(new DeleteVpnGatewayCommand({ VpnGatewayId: id }))
    await createVpnGateway(there)
    await createCustomerGateway(there, '203.0.113.1')
    expect((await refused(createCustomerGateway(there, '203.0.113.2'))).code).toBe(
      'CustomerGatewayLimitExceeded',
    )
    await narrow.close()
  })
})

describe('behaviour', () => {
  test('a route leads to it, and is a blackhole while it is not attached', async () => {
    const VpcId = await createVpc(ec2)
    const [RouteTableId, GatewayId] = [await createTable(ec2, VpcId), await createVpnGateway(ec2)]
    const wish = new CreateRouteCommand({ RouteTableId, GatewayId, DestinationCidrBlock: '192.168.0.0/16' })
    expect(await refused(ec2.send(wish))).toEqual({
      code: 'InvalidParameterValue',
      message: `route table ${RouteTableId} and network gateway ${GatewayId} belong to different networks`,
      status: 400,
    })
    await attach(GatewayId, VpcId)
    await ec2.send(wish)
    const route = { DestinationCidrBlock: '192.168.0.0/16', GatewayId, Origin: 'CreateRoute' }
    expect(await routes(ec2, RouteTableId)).toEqual([{ ...route, State: 'active' }])
    await detach(GatewayId, VpcId)
    expect(await routes(ec2, RouteTableId)).toEqual([{ ...route, State: 'blackhole' }])
  })

  test('every filter of virtual private gateways', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const VpcId = await createVpc(there)
    const a = await createVpnGateway(there, VpcId)
    const { VpnGateway } = await there.send(
      new CreateVpnGatewayCommand({
        Type: 'ipsec.1',
        AmazonSideAsn: 64_600,
        AvailabilityZone: 'eu-central-1a',
        TagSpecifications: VPN_TAGS,
      }),
    )
    const b = VpnGateway?.VpnGatewayId ?? ''
    const table: [string, string, string[]][] = [
      ['amazon-side-asn', '64600', [b]],
      ['attachment.state', 'attached', [a]],
      ['attachment.vpc-id', VpcId, [a]],
      ['availability-zone', 'eu-central-1a', [b]],
      ['state', 'available', [a, b]],
      ['tag:Name', 'a', [b]],
      ['tag-key', 'Name', [b]],
      ['type', 'ipsec.1', [a, b]],
      ['vpn-gateway-id', a, [a]],
    ]
    expect(untested('DescribeVpnGatewaysRequest', table)).toEqual([])
    for (const [Name, value, ids] of table) {
      const wish = new DescribeVpnGatewaysCommand({ Filters: [{ Name, Values: [value] }] })
      const { VpnGateways } = await there.send(wish)
      expect(
        VpnGateways?.map(one => one.VpnGatewayId),
        Name,
      ).toEqual(ids)
    }
  })

  test('every filter of customer gateways', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const a = await createCustomerGateway(there, '203.0.113.1')
    const { CustomerGateway } = await there.send(
      new CreateCustomerGatewayCommand({
        Type: 'ipsec.1',
        IpAddress: '203.0.113.2',
        TagSpecifications: [{ ResourceType: 'customer-gateway', Tags: TAGS }],
      }),
    )
    const b = CustomerGateway?.CustomerGatewayId ?? ''
    const table: [string, string, string[]][] = [
      ['bgp-asn', '65001', [a]],
      ['customer-gateway-id', a, [a]],
      ['ip-address', '203.0.113.2', [b]],
      ['state', 'available', [a, b]],
      ['tag:Name', 'a', [b]],
      ['tag-key', 'Name', [b]],
      ['type', 'ipsec.1', [a, b]],
    ]
    expect(untested('DescribeCustomerGatewaysRequest', table)).toEqual([])
    for (const [Name, value, ids] of table) {
      const wish = new DescribeCustomerGatewaysCommand({ Filters: [{ Name, Values: [value] }] })
      const { CustomerGateways } = await there.send(wish)
      expect(
        CustomerGateways?.map(one => one.CustomerGatewayId),
        Name,
      ).toEqual(ids)
    }
  })
})
