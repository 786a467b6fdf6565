import {
  CreateVpnConnectionCommand,
  type CreateVpnConnectionCommandInput,
  CreateVpnConnectionRouteCommand,
  DeleteVpnConnectionCommand,
  DeleteVpnConnectionRouteCommand,
  DescribeVpnConnectionsCommand,
  type EC2Client,
  ModifyVpnConnectionCommand,
  ModifyVpnConnectionOptionsCommand,
  ModifyVpnTunnelOptionsCommand,
  type VpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { refused, startServer, type TestServer } from './server.ts'
import { createCustomerGateway, createVpnConnection, createVpnGateway } from './vpn-network.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

let hosts = 0
const device = () => createCustomerGateway(ec2, `203.0.113.${++hosts}`)

const create = (wish: Partial<CreateVpnConnectionCommandInput>) =>
  ec2.send(new CreateVpnConnectionCommand({ Type: 'ipsec.1', CustomerGatewayId: undefined, ...wish }))
const look = async (id: string) =>
  (await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] }))).VpnConnections?.[0]
const remove = (VpnConnectionId: string) => ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId }))
const addRoute = (VpnConnectionId: string, DestinationCidrBlock: string) =>
  ec2.send(new CreateVpnConnectionRouteCommand({ VpnConnectionId, DestinationCidrBlock }))
const dropRoute = (VpnConnectionId: string, DestinationCidrBlock: string) =>
  ec2.send(new DeleteVpnConnectionRouteCommand({ VpnConnectionId, DestinationCidrBlock }))

const ADDRESS = expect.stringMatching(/^198\.18\.\d+\.\d+$/)
const INSIDE = expect.stringMatching(/^169\.254\.\d+\.\d+\/30$/)
const SECRET = expect.stringMatching(/^[a-f1-9_][a-f0-9]{31}$/)
const TAGS = [{ Key: 'Name', Value: 'a' }]

describe('shape', () => {
  test('made, available, deleted', async () => {
    const [VpnGatewayId, CustomerGatewayId] = [await createVpnGateway(ec2), await device()]
    const { VpnConnection: made } = await create({
      VpnGatewayId,
      CustomerGatewayId,
      Options: { StaticRoutesOnly: true, TunnelOptions: [{}, {}] },
      TagSpecifications: [{ ResourceType: 'vpn-connection', Tags: TAGS }],
    })
    const tunnel = { OutsideIpAddress: ADDRESS, TunnelInsideCidr: INSIDE, PreSharedKey: SECRET }
    const telemetry = {
      OutsideIpAddress: ADDRESS,
      Status: 'DOWN',
      StatusMessage: '',
      LastStatusChange: expect.any(Date),
      AcceptedRouteCount: 0,
    }
    const shown = {
      VpnConnectionId: expect.stringMatching(/^vpn-0[0-9a-f]{16}$/),
      Type: 'ipsec.1',
      Category: 'VPN',
      State: 'pending',
      CustomerGatewayId,
      VpnGatewayId,
      GatewayAssociationState: 'associated',
      CustomerGatewayConfiguration: expect.stringContaining('NoBGPVPNConnection'),
      Options: {
        EnableAcceleration: false,
        StaticRoutesOnly: true,
        LocalIpv4NetworkCidr: '0.0.0.0/0',
        RemoteIpv4NetworkCidr: '0.0.0.0/0',
        OutsideIpAddressType: 'PublicIpv4',
        TunnelInsideIpVersion: 'ipv4',
        TunnelOptions: [tunnel, tunnel],
      },
      Routes: [],
      VgwTelemetry: [telemetry, telemetry],
      Tags: TAGS,
    }
    expect(made).toEqual(shown)
    const id = made?.VpnConnectionId ?? ''
    const up = { ...telemetry, Status: 'UP' }
    expect(await look(id)).toEqual({ ...shown, State: 'available', VgwTelemetry: [up, up] })
    const [one, other] = made?.Options?.TunnelOptions ?? []
    for (const member of ['OutsideIpAddress', 'TunnelInsideCidr', 'PreSharedKey'] as const)
      expect(one?.[member], member).not.toBe(other?.[member])
    await remove(id)
    const { CustomerGatewayConfiguration: _, ...ended } = shown
    expect(await look(id)).toEqual({ ...ended, State: 'deleted' })
  })

  test('what the device has to be told', async () => {
    const CustomerGatewayId = await createCustomerGateway(ec2, '203.0.113.200')
    const VpnGatewayId = await createVpnGateway(ec2)
    const { VpnConnection } = await create({
      CustomerGatewayId,
      VpnGatewayId,
      Options: { TunnelOptions: [{ TunnelInsideCidr: '169.254.10.0/30', PreSharedKey: 'secret.One_1' }] },
    })
    const xml = (VpnConnection?.CustomerGatewayConfiguration ?? '').replaceAll(/>\s+</g, '><')
    const outside = VpnConnection?.Options?.TunnelOptions?.[0]?.OutsideIpAddress
    const end = (address: string | undefined, inside: string, asn: number) =>
      `<tunnel_outside_address><ip_address>${address}</ip_address></tunnel_outside_address>` +
      `<tunnel_inside_address><ip_address>${inside}</ip_address><network_mask>255.255.255.252</network_mask>` +
      `<network_cidr>30</network_cidr></tunnel_inside_address><bgp><asn>${asn}</asn><hold_time>30</hold_time></bgp>`
    expect(xml).toContain(
      `<ipsec_tunnel><customer_gateway>${end('203.0.113.200', '169.254.10.2', 65_001)}</customer_gateway>` +
        `<vpn_gateway>${end(outside, '169.254.10.1', 64_512)}</vpn_gateway><ike>`,
    )
    expect(xml).toContain('<pre_shared_key>secret.One_1</pre_shared_key></ike>')
    expect(xml.match(/<ipsec_tunnel>/g)).toHaveLength(2)
    expect(xml).not.toContain('NoBGPVPNConnection')
  })

  test('the options of a tunnel, as they were given', async () => {
    const given: VpnTunnelOptionsSpecification = {
      Phase1LifetimeSeconds: 7_200,
      Phase2LifetimeSeconds: 1_800,
      RekeyMarginTimeSeconds: 900,
      RekeyFuzzPercentage: 0,
      ReplayWindowSize: 64,
      DPDTimeoutSeconds: 40,
      DPDTimeoutAction: 'restart',
      StartupAction: 'start',
      Phase1EncryptionAlgorithms: [{ Value: 'AES256' }],
      Phase2EncryptionAlgorithms: [{ Value: 'AES128-GCM-16' }],
      Phase1IntegrityAlgorithms: [{ Value: 'SHA2-256' }],
      Phase2IntegrityAlgorithms: [{ Value: 'SHA2-512' }],
      Phase1DHGroupNumbers: [{ Value: 14 }, { Value: 20 }],
      Phase2DHGroupNumbers: [{ Value: 5 }],
      IKEVersions: [{ Value: 'ikev2' }],
      EnableTunnelLifecycleControl: true,
    }
    const { VpnConnection } = await create({
      CustomerGatewayId: await device(),
      Options: { TunnelOptions: [given] },
    })
    const { DPDTimeoutSeconds, DPDTimeoutAction, IKEVersions, ...same } = given
    expect(VpnConnection?.Options?.TunnelOptions?.[0]).toEqual({
      OutsideIpAddress: ADDRESS,
      TunnelInsideCidr: INSIDE,
      PreSharedKey: SECRET,
      ...same,
      DpdTimeoutSeconds: DPDTimeoutSeconds,
      DpdTimeoutAction: DPDTimeoutAction,
      IkeVersions: IKEVersions,
    })
    expect(VpnConnection?.GatewayAssociationState).toBe('not-associated')
    expect(VpnConnection).not.toHaveProperty('VpnGatewayId')
  })

  test('static routes come and go', async () => {
    const id = await createVpnConnection(ec2, await createVpnGateway(ec2), await device(), ['192.168.0.0/16'])
    await addRoute(id, '192.168.0.1/16')
    await addRoute(id, '10.9.0.0/16')
    const route = (DestinationCidrBlock: string) => ({
      DestinationCidrBlock,
      Source: 'Static',
      State: 'available',
    })
    const shown = await look(id)
    expect(shown?.Routes).toEqual([route('192.168.0.0/16'), route('10.9.0.0/16')])
    expect(shown?.VgwTelemetry?.map(one => one.AcceptedRouteCount)).toEqual([2, 2])
    await dropRoute(id, '192.168.0.0/16')
    expect((await look(id))?.Routes).toEqual([route('10.9.0.0/16')])
  })
})

describe('refusals', () => {
  test.each([
    ['vpn-1', 'InvalidVpnConnectionId.Malformed'],
    ['vpn-00000000000000001', 'InvalidVpnConnectionID.NotFound'],
  ])('of ids: %s', async (VpnConnectionId, code) => {
    const calls = [
      look(VpnConnectionId),
      remove(VpnConnectionId),
      addRoute(VpnConnectionId, '10.0.0.0/8'),
      dropRoute(VpnConnectionId, '10.0.0.0/8'),
      ec2.send(new ModifyVpnConnectionOptionsCommand({ VpnConnectionId })),
    ]
    for (const call of calls) expect((await refused(call)).code).toBe(code)
  })

  test.each<[Partial<CreateVpnConnectionCommandInput>, string]>([
    [{ Type: 'ipsec.2' }, 'InvalidParameterValue'],
    [{ CustomerGatewayId: 'cgw-00000000000000001' }, 'InvalidCustomerGatewayID.NotFound'],
    [{ VpnGatewayId: 'vgw-00000000000000001' }, 'InvalidVpnGatewayID.NotFound'],
    [{ TransitGatewayId: 'tgw-00000000000000001' }, 'InvalidTransitGatewayID.NotFound'],
    [{ TransitGatewayId: 'tgw-1', VpnGatewayId: 'vgw-1' }, 'InvalidParameterCombination'],
    [{ PreSharedKeyStorage: 'SecretsManager' }, 'UnsupportedOperation'],
    [{ Options: { EnableAcceleration: true } }, 'UnsupportedOperation'],
    [{ Options: { TunnelInsideIpVersion: 'ipv6' } }, 'UnsupportedOperation'],
    [{ Options: { LocalIpv4NetworkCidr: 'x' } }, 'InvalidParameterValue'],
    [{ Options: { TunnelOptions: Array(3).fill({ StartupAction: 'add' }) } }, 'InvalidParameterValue'],
    [
      {
        Options: {
          TunnelOptions: [{ TunnelInsideCidr: '169.254.9.0/30' }, { TunnelInsideCidr: '169.254.9.0/30' }],
        },
      },
      'InvalidParameterValue',
    ],
    [
      { Options: { TunnelOptions: [{ LogOptions: { CloudWatchLogOptions: { LogEnabled: true } } }] } },
      'UnsupportedOperation',
    ],
  ])('of a connection: %j', async (wish, code) => {
    const CustomerGatewayId = await device()
    expect((await refused(create({ CustomerGatewayId, ...wish }))).code).toBe(code)
  })

  test('a device has one connection to a gateway', async () => {
    const [VpnGatewayId, CustomerGatewayId] = [await createVpnGateway(ec2), await device()]
    const wish = { VpnGatewayId, CustomerGatewayId }
    const { VpnConnection: made } = await create(wish)
    expect((await create(wish)).VpnConnection?.VpnConnectionId).toBe(made?.VpnConnectionId)
    expect((await refused(create({ ...wish, Options: { StaticRoutesOnly: true } }))).code).toBe(
      'InvalidCustomerGateway.DuplicateIpAddress',
    )
  })

  test('static routes need a connection for them, and are dropped once', async () => {
    const dynamic = await createVpnConnection(ec2, await createVpnGateway(ec2), await device())
    expect(await refused(addRoute(dynamic, '10.0.0.0/8'))).toEqual({
      code: 'InvalidVpnConnection.InvalidType',
      message: 'The specified VPN connection does not support static routes.',
      status: 400,
    })
    expect((await refused(dropRoute(dynamic, '10.0.0.0/8'))).code).toBe('InvalidRoute.NotFound')
    expect((await refused(addRoute(dynamic, 'x'))).code).toBe('InvalidParameterValue')
  })

  test('the quotas', async () => {
    const quota = {
      'vpn-connections-per-region': 2,
      'vpn-connections-per-gateway': 1,
      'routes-per-vpn-connection': 1,
    }
    const narrow = await startServer({ quota })
    const there = narrow.ec2()
    const [a, b, c] = ['203.0.113.1', '203.0.113.2', '203.0.113.3']
    const gateway = await createVpnGateway(there)
    const id = await createVpnConnection(there, gateway, await createCustomerGateway(there, a), [
      '10.0.0.0/8',
    ])
    const second = await createCustomerGateway(there, b)
    expect((await refused(createVpnConnection(there, gateway, second))).code).toBe(
      'VpnConnectionLimitExceeded',
    )
    await createVpnConnection(there, await createVpnGateway(there), second)
    const third = createVpnConnection(
      there,
      await createVpnGateway(there),
      await createCustomerGateway(there, c),
    )
    expect((await refused(third)).code).toBe('VpnConnectionLimitExceeded')
    const route = { VpnConnectionId: id, DestinationCidrBlock: '192.168.0.0/16' }
    expect((await refused(there.send(new CreateVpnConnectionRouteCommand(route)))).code).toBe(
      'RouteLimitExceeded',
    )
    await narrow.close()
  })
})

describe('behaviour', () => {
  test('it moves to other gateways', async () => {
    const [a, b] = [await createVpnGateway(ec2), await createVpnGateway(ec2)]
    const VpnConnectionId = await createVpnConnection(ec2, a, await device())
    const CustomerGatewayId = await device()
    const wish = { VpnConnectionId, VpnGatewayId: b, CustomerGatewayId }
    const { VpnConnection: moving } = await ec2.send(new ModifyVpnConnectionCommand(wish))
    expect(moving).toMatchObject({ State: 'modifying', VpnGatewayId: b, CustomerGatewayId })
    expect(await look(VpnConnectionId)).toMatchObject({
      State: 'available',
      VpnGatewayId: b,
      CustomerGatewayId,
      Options: { TunnelOptions: moving?.Options?.TunnelOptions },
    })
    const nowhere = ec2.send(new ModifyVpnConnectionCommand({ VpnConnectionId }))
    expect((await refused(nowhere)).code).toBe('MissingParameter')
    const transit = { VpnConnectionId, TransitGatewayId: 'tgw-00000000000000001' }
    expect((await refused(ec2.send(new ModifyVpnConnectionCommand(transit)))).code).toBe(
      'InvalidTransitGatewayID.NotFound',
    )
  })

  test('its options change', async () => {
    const VpnConnectionId = await createVpnConnection(ec2, await createVpnGateway(ec2), await device())
    const wish = { VpnConnectionId, LocalIpv4NetworkCidr: '192.168.0.0/16' }
    const { VpnConnection: changing } = await ec2.send(new ModifyVpnConnectionOptionsCommand(wish))
    expect(changing?.State).toBe('modifying')
    expect(await look(VpnConnectionId)).toMatchObject({
      State: 'available',
      Options: { LocalIpv4NetworkCidr: '192.168.0.0/16', RemoteIpv4NetworkCidr: '0.0.0.0/0' },
    })
  })

  test('a tunnel changes, the other one stays', async () => {
    const VpnConnectionId = await createVpnConnection(ec2, await createVpnGateway(ec2), await device())
    const [first, second] = (await look(VpnConnectionId))?.Options?.TunnelOptions ?? []
    const tune = (
      VpnTunnelOutsideIpAddress: string | undefined,
      TunnelOptions: VpnTunnelOptionsSpecification,
    ) =>
      ec2.send(
        new ModifyVpnTunnelOptionsCommand({ VpnConnectionId, VpnTunnelOutsideIpAddress, TunnelOptions }),
      )
    const outside = second?.OutsideIpAddress
    const { VpnConnection: changing } = await tune(outside, { PreSharedKey: 'another.1' })
    expect(changing?.State).toBe('modifying')
    await tune(outside, { TunnelInsideCidr: '169.254.20.0/30', Phase2LifetimeSeconds: 900 })
    const now = { ...second, PreSharedKey: 'another.1', TunnelInsideCidr: '169.254.20.0/30' }
    const shown = await look(VpnConnectionId)
    expect(shown?.State).toBe('available')
    expect(shown?.Options?.TunnelOptions).toEqual([first, { ...now, Phase2LifetimeSeconds: 900 }])
    for (const [address, wish] of [
      ['198.18.255.255', { StartupAction: 'start' }],
      [outside, { TunnelInsideCidr: first?.TunnelInsideCidr }],
      [outside, { RekeyMarginTimeSeconds: 451 }],
    ] as const)
      expect((await refused(tune(address, wish))).code).toBe('InvalidParameterValue')
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const [gateway, other] = [await createVpnGateway(there), await createVpnGateway(there)]
    const device = await createCustomerGateway(there, '203.0.113.1')
    const a = await createVpnConnection(there, gateway, device, ['10.9.0.0/16'])
    const { VpnConnection } = await there.send(
      new CreateVpnConnectionCommand({
        Type: 'ipsec.1',
        VpnGatewayId: other,
        CustomerGatewayId: await createCustomerGateway(there, '203.0.113.2'),
        TagSpecifications: [{ ResourceType: 'vpn-connection', Tags: TAGS }],
      }),
    )
    const b = VpnConnection?.VpnConnectionId ?? ''
    const table: [string, string, string[]][] = [
      ['bgp-asn', '65001', [a, b]],
      ['customer-gateway-configuration', '*NoBGP*', [a]],
      ['customer-gateway-id', device, [a]],
      ['option.static-routes-only', 'true', [a]],
      ['route.destination-cidr-block', '10.9.0.0/16', [a]],
      ['state', 'available', [a, b]],
      ['tag:Name', 'a', [b]],
      ['tag-key', 'Name', [b]],
      ['transit-gateway-id', '*', []],
      ['type', 'ipsec.1', [a, b]],
      ['vpn-connection-id', a, [a]],
      ['vpn-gateway-id', other, [b]],
    ]
    expect(untested('DescribeVpnConnectionsRequest', table)).toEqual([])
    for (const [Name, value, ids] of table) {
      const wish = new DescribeVpnConnectionsCommand({ Filters: [{ Name, Values: [value] }] })
      const { VpnConnections } = await there.send(wish)
      expect(
        VpnConnections?.map(one => one.VpnConnectionId),
        Name,
      ).toEqual(ids)
    }
  })
})
