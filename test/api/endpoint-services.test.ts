import {
  AcceptVpcEndpointConnectionsCommand,
  CreateTagsCommand,
  CreateVpcEndpointCommand,
  type CreateVpcEndpointCommandInput,
  CreateVpcEndpointServiceConfigurationCommand,
  type CreateVpcEndpointServiceConfigurationCommandInput,
  DeleteVpcEndpointServiceConfigurationsCommand,
  DeleteVpcEndpointsCommand,
  DescribeVpcEndpointConnectionsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  DescribeVpcEndpointServicePermissionsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  ModifyVpcEndpointServiceConfigurationCommand,
  type ModifyVpcEndpointServiceConfigurationCommandInput,
  ModifyVpcEndpointServicePayerResponsibilityCommand,
  ModifyVpcEndpointServicePermissionsCommand,
  RejectVpcEndpointConnectionsCommand,
  StartVpcEndpointServicePrivateDnsVerificationCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let owner: EC2Client
let other: EC2Client
beforeAll(async () => {
  server = await startServer()
  owner = server.ec2()
  other = server.ec2({ account: OTHER_ACCOUNT })
})
afterAll(() => server.close())

const UNKNOWN = 'vpce-svc-00000000000000001'
const ROOT = `arn:aws:iam::${OTHER_ACCOUNT}:root`
const balancer = (name: string, kind = 'net', account = ACCOUNT, region = 'us-east-1') =>
  `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/${kind}/${name}/0123456789abcdef`
const NLB = balancer('a')

const create = async (
  wish: CreateVpcEndpointServiceConfigurationCommandInput = {},
  there: EC2Client = owner,
) =>
  (
    await there.send(
      new CreateVpcEndpointServiceConfigurationCommand({ NetworkLoadBalancerArns: [NLB], ...wish }),
    )
  ).ServiceConfiguration
const idOf = async (wish: CreateVpcEndpointServiceConfigurationCommandInput = {}) =>
  (await create(wish))?.ServiceId as string
const nameOf = (id: string) => `com.amazonaws.vpce.us-east-1.${id}`
const modify = (
  ServiceId: string,
  change: Omit<ModifyVpcEndpointServiceConfigurationCommandInput, 'ServiceId'>,
) => owner.send(new ModifyVpcEndpointServiceConfigurationCommand({ ServiceId, ...change }))
const remove = async (...ServiceIds: string[]) =>
  (await owner.send(new DeleteVpcEndpointServiceConfigurationsCommand({ ServiceIds }))).Unsuccessful
const service = async (id: string, there = owner) =>
  (await there.send(new DescribeVpcEndpointServiceConfigurationsCommand({ ServiceIds: [id] })))
    .ServiceConfigurations?.[0]
const allow = (ServiceId: string, ...AddAllowedPrincipals: string[]) =>
  owner.send(new ModifyVpcEndpointServicePermissionsCommand({ ServiceId, AddAllowedPrincipals }))
const permissions = async (ServiceId: string) =>
  (await owner.send(new DescribeVpcEndpointServicePermissionsCommand({ ServiceId }))).AllowedPrincipals ?? []
const seen = async (id: string, there = other) =>
  (await there.send(new DescribeVpcEndpointServicesCommand({ ServiceNames: [nameOf(id)] })))
    .ServiceDetails?.[0]
const answer = {
  accept: async (ServiceId: string, ...VpcEndpointIds: string[]) =>
    (await owner.send(new AcceptVpcEndpointConnectionsCommand({ ServiceId, VpcEndpointIds }))).Unsuccessful,
  reject: async (ServiceId: string, ...VpcEndpointIds: string[]) =>
    (await owner.send(new RejectVpcEndpointConnectionsCommand({ ServiceId, VpcEndpointIds }))).Unsuccessful,
}
const connections = async (id: string) =>
  (
    await owner.send(
      new DescribeVpcEndpointConnectionsCommand({ Filters: [{ Name: 'service-id', Values: [id] }] }),
    )
  ).VpcEndpointConnections ?? []
const verify = (ServiceId: string) =>
  owner.send(new StartVpcEndpointServicePrivateDnsVerificationCommand({ ServiceId }))

async function connect(id: string, wish: Partial<CreateVpcEndpointCommandInput> = {}, there = other) {
  const VpcId = wish.VpcId ?? (await createVpc(there))
  const SubnetIds = [await createSubnet(there, VpcId)]
  const ServiceName = nameOf(id)
  const { VpcEndpoint } = await there.send(
    new CreateVpcEndpointCommand({ VpcId, ServiceName, VpcEndpointType: 'Interface', SubnetIds, ...wish }),
  )
  return VpcEndpoint
}
const endpoint = async (id: string | undefined, there = other) =>
  (await there.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id ?? ''] }))).VpcEndpoints?.[0]

describe('shape', () => {
  test('a service', async () => {
    const made = await create({
      PrivateDnsName: 'db.example.com',
      ClientToken: 'once',
      TagSpecifications: [{ ResourceType: 'vpc-endpoint-service', Tags: [{ Key: 'Name', Value: 'a' }] }],
    })
    const id = made?.ServiceId ?? ''
    const zones = ['a', 'b', 'c', 'd', 'e', 'f'].map(letter => `us-east-1${letter}`)
    expect(made).toEqual({
      ServiceType: [{ ServiceType: 'Interface' }],
      ServiceId: expect.stringMatching(/^vpce-svc-0[0-9a-f]{16}$/),
      ServiceName: nameOf(id),
      ServiceState: 'Available',
      AvailabilityZones: zones,
      AvailabilityZoneIds: [1, 2, 3, 4, 5, 6].map(n => `use1-az${n}`),
      AcceptanceRequired: true,
      ManagesVpcEndpoints: false,
      NetworkLoadBalancerArns: [NLB],
      GatewayLoadBalancerArns: [],
      SupportedIpAddressTypes: ['ipv4'],
      BaseEndpointDnsNames: [`${id}.us-east-1.vpce.amazonaws.com`],
      PrivateDnsName: 'db.example.com',
      PrivateDnsNameConfiguration: {
        State: 'pendingVerification',
        Type: 'TXT',
        Name: expect.stringMatching(/^_[0-9a-f]{17}$/),
        Value: expect.stringMatching(/^vpce:[0-9a-f]{17}$/),
      },
      Tags: [{ Key: 'Name', Value: 'a' }],
      SupportedRegions: [{ Region: 'us-east-1', ServiceState: 'Available' }],
      RemoteAccessEnabled: false,
    })
    expect(await service(id)).toEqual(made)
    expect(await remove(id)).toEqual([])
    expect((await refused(service(id))).code).toBe('InvalidVpcEndpointServiceId.NotFound')
  })

  test('a service as others see it', async () => {
    const id = await idOf({ AcceptanceRequired: false })
    await allow(id, '*')
    expect(await seen(id)).toEqual({
      ServiceName: nameOf(id),
      ServiceId: id,
      ServiceType: [{ ServiceType: 'Interface' }],
      ServiceRegion: 'us-east-1',
      AvailabilityZones: expect.any(Array),
      AvailabilityZoneIds: expect.any(Array),
      Owner: ACCOUNT,
      BaseEndpointDnsNames: [`${id}.us-east-1.vpce.amazonaws.com`],
      VpcEndpointPolicySupported: false,
      AcceptanceRequired: false,
      ManagesVpcEndpoints: false,
      Tags: [],
      SupportedIpAddressTypes: ['ipv4'],
    })
  })

  test('permissions', async () => {
    const id = await idOf()
    const { AddedPrincipals, ReturnValue } = await allow(id, ROOT)
    const shown = {
      PrincipalType: 'Account',
      Principal: ROOT,
      ServicePermissionId: expect.stringMatching(/^vpce-svc-perm-0[0-9a-f]{16}$/),
      ServiceId: id,
    }
    expect([AddedPrincipals, ReturnValue]).toEqual([[shown], true])
    expect(await permissions(id)).toEqual([{ ...shown, Tags: [] }])
    expect((await allow(id, ROOT, '*')).AddedPrincipals?.map(one => one.Principal)).toEqual(['*'])
  })

  test('an endpoint, and its connection', async () => {
    const id = await idOf()
    await allow(id, ROOT)
    const made = await connect(id)
    expect(made).toMatchObject({
      State: 'pendingAcceptance',
      ServiceName: nameOf(id),
      OwnerId: OTHER_ACCOUNT,
    })
    const [own, inZone] = made?.DnsEntries?.map(entry => entry.DnsName) ?? []
    expect(own).toBe(
      `${made?.VpcEndpointId}-${made?.VpcEndpointId?.slice(-8)}.${id}.us-east-1.vpce.amazonaws.com`,
    )
    expect(inZone).toContain('-us-east-1a.')
    expect(await connections(id)).toEqual([
      {
        ServiceId: id,
        VpcEndpointId: made?.VpcEndpointId,
        VpcEndpointOwner: OTHER_ACCOUNT,
        VpcEndpointState: 'pendingAcceptance',
        CreationTimestamp: made?.CreationTimestamp,
        DnsEntries: made?.DnsEntries,
        NetworkLoadBalancerArns: [NLB],
        GatewayLoadBalancerArns: [],
        IpAddressType: 'ipv4',
        VpcEndpointConnectionId: expect.stringMatching(/^vpce-con-0[0-9a-f]{16}$/),
        Tags: [],
        VpcEndpointRegion: 'us-east-1',
      },
    ])
  })
})

describe('refusals', () => {
  test('of ids', async () => {
    const calls = (id: string) => [
      modify(id, {}),
      service(id),
      allow(id, '*'),
      permissions(id),
      verify(id),
      answer.accept(id, 'vpce-00000000000000001'),
      answer.reject(id, 'vpce-00000000000000001'),
    ]
    for (const call of calls(UNKNOWN))
      expect(await refused(call)).toEqual({
        code: 'InvalidVpcEndpointServiceId.NotFound',
        message: `The VpcEndpointService Id '${UNKNOWN}' does not exist`,
        status: 400,
      })
    for (const call of [...calls('vpce-svc-1'), remove('vpce-svc-1')])
      expect((await refused(call)).code).toBe('InvalidVpcEndpointServiceIdId.Malformed')
    expect(await remove(UNKNOWN)).toEqual([
      {
        ResourceId: UNKNOWN,
        Error: {
          Code: 'InvalidVpcEndpointService.NotFound',
          Message: `The VpcEndpointService Id '${UNKNOWN}' does not exist`,
        },
      },
    ])
  })

  test('of creation', async () => {
    const foreign = [balancer('a', 'net', OTHER_ACCOUNT), balancer('a', 'net', ACCOUNT, 'eu-west-1')]
    const rows: [CreateVpcEndpointServiceConfigurationCommandInput, string, string][] = [
      [
        { NetworkLoadBalancerArns: [] },
        'MissingParameter',
        "Either 'networkLoadBalancerArns' or 'gatewayLoadBalancerArns' should be provided.",
      ],
      [
        { GatewayLoadBalancerArns: [balancer('g', 'gwy')] },
        'InvalidParameterCombination',
        'The parameter networkLoadBalancerArns cannot be used with the parameter gatewayLoadBalancerArns',
      ],
      ...['a', balancer('g', 'gwy'), balancer('-a')].map(
        (arn): [CreateVpcEndpointServiceConfigurationCommandInput, string, string] => [
          { NetworkLoadBalancerArns: [arn] },
          'InvalidNetworkLoadBalancerArn.Malformed',
          `The Network Load Balancer ARN '${arn}' is malformed.`,
        ],
      ),
      ...foreign.map((arn): [CreateVpcEndpointServiceConfigurationCommandInput, string, string] => [
        { NetworkLoadBalancerArns: [arn] },
        'InvalidNetworkLoadBalancerArn.NotFound',
        `The Network Load Balancer '${arn}' does not exist`,
      ]),
      [
        { NetworkLoadBalancerArns: [], GatewayLoadBalancerArns: [NLB] },
        'InvalidParameter',
        `'${NLB}' is not the ARN of a Gateway Load Balancer of this account and Region.`,
      ],
      [
        { PrivateDnsName: 'nothing' },
        'InvalidParameter',
        "The private DNS name 'nothing' is not a domain name.",
      ],
      [
        {
          NetworkLoadBalancerArns: [],
          GatewayLoadBalancerArns: [balancer('g', 'gwy')],
          PrivateDnsName: 'a.example.com',
        },
        'InvalidParameter',
        'Private DNS names are not supported for services with Gateway Load Balancers.',
      ],
      [
        { TagSpecifications: [{ ResourceType: 'vpc', Tags: [] }] },
        'InvalidParameterValue',
        "'vpc' is not a valid taggable resource type for this operation.",
      ],
    ]
    for (const [wish, code, message] of rows)
      expect(await refused(create(wish))).toEqual({ code, message, status: 400 })
    for (const wish of [{ SupportedIpAddressTypes: ['ipv6'] }, { SupportedRegions: ['eu-west-1'] }])
      expect((await refused(create(wish))).code).toBe('UnsupportedOperation')
    expect((await refused(create({ DryRun: true }))).code).toBe('DryRunOperation')
  })

  test('of changes', async () => {
    const id = await idOf()
    const rows: [Omit<ModifyVpcEndpointServiceConfigurationCommandInput, 'ServiceId'>, string, string][] = [
      [
        { RemoveNetworkLoadBalancerArns: [NLB] },
        'InvalidParameter',
        'An endpoint service has at least one load balancer.',
      ],
      [
        { RemoveNetworkLoadBalancerArns: [balancer('b')] },
        'InvalidParameter',
        `The load balancer '${balancer('b')}' is not associated with ${id}.`,
      ],
      [
        { AddGatewayLoadBalancerArns: [balancer('g', 'gwy')] },
        'InvalidParameter',
        `The endpoint service ${id} is of type Interface and takes no load balancers of another type.`,
      ],
      [
        { RemoveSupportedIpAddressTypes: ['ipv4'] },
        'InvalidParameter',
        'An endpoint service has at least one IP address type.',
      ],
      [
        { PrivateDnsName: 'a.example.com', RemovePrivateDnsName: true },
        'InvalidParameterCombination',
        'The parameter privateDnsName cannot be used with the parameter removePrivateDnsName',
      ],
    ]
    for (const [change, code, message] of rows)
      expect(await refused(modify(id, change))).toEqual({ code, message, status: 400 })
    expect(await refused(verify(id))).toEqual({
      code: 'InvalidParameter',
      message: `The endpoint service ${id} has no private DNS name.`,
      status: 400,
    })
    expect(await refused(allow(id, 'ann'))).toEqual({
      code: 'InvalidParameter',
      message: "Invalid principal: 'ann'",
      status: 400,
    })
    expect((await refused(allow(id))).code).toBe('MissingParameter')
  })

  test('who is not allowed sees no service', async () => {
    const id = await idOf()
    await allow(id, `arn:aws:iam::${OTHER_ACCOUNT}:user/ann`)
    const message = `The Vpc Endpoint Service '${nameOf(id)}' does not exist`
    for (const call of [seen(id), connect(id)])
      expect(await refused(call)).toEqual({ code: 'InvalidServiceName', message, status: 400 })
    expect((await refused(service(id, other))).code).toBe('InvalidVpcEndpointServiceId.NotFound')
    const elsewhere = server.ec2({ region: 'eu-west-1' })
    expect((await refused(seen(id, elsewhere))).code).toBe('InvalidServiceName')
  })

  test('of endpoints', async () => {
    const id = await idOf()
    await allow(id, ROOT)
    const rows: [Partial<CreateVpcEndpointCommandInput>, string][] = [
      [
        { VpcEndpointType: 'Gateway' },
        'Endpoint type (Gateway) does not match available service types ([Interface]).',
      ],
      [
        { PolicyDocument: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}' },
        `The service ${nameOf(id)} does not support endpoint policies.`,
      ],
      [
        { PrivateDnsEnabled: true },
        `Private DNS can't be enabled because the service ${nameOf(id)} does not provide a private DNS name.`,
      ],
    ]
    for (const [wish, message] of rows)
      expect(await refused(connect(id, wish))).toEqual({ code: 'InvalidParameter', message, status: 400 })
    const gateways = await idOf({
      NetworkLoadBalancerArns: [],
      GatewayLoadBalancerArns: [balancer('g', 'gwy')],
    })
    const wish = { VpcEndpointType: 'GatewayLoadBalancer' } as const
    expect((await refused(connect(gateways, wish, owner))).code).toBe('UnsupportedOperation')
  })

  test('of answers', async () => {
    const id = await idOf()
    const far = await connect(await idOf(), {}, owner)
    const own = await connect(id, {}, owner)
    await answer.accept(id, own?.VpcEndpointId ?? '')
    expect(await answer.accept(id, far?.VpcEndpointId ?? '', own?.VpcEndpointId ?? '')).toEqual([
      {
        ResourceId: far?.VpcEndpointId,
        Error: {
          Code: 'InvalidVpcEndpoint.NotFound',
          Message: `The VpcEndPoint ID '${far?.VpcEndpointId}' does not exist`,
        },
      },
      {
        ResourceId: own?.VpcEndpointId,
        Error: {
          Code: 'InvalidState',
          Message: `The connection of the VPC endpoint ${own?.VpcEndpointId} is available.`,
        },
      },
    ])
    expect((await refused(answer.accept(id, 'vpce-1'))).code).toBe('InvalidVpcEndpointId.Malformed')
    expect((await refused(answer.accept(id))).code).toBe('MissingParameter')
  })
})

describe('behaviour', () => {
  test('an endpoint waits, is accepted, is rejected, and is accepted again', async () => {
    const id = await idOf()
    await allow(id, ROOT)
    const made = await connect(id)
    const waiting = made?.VpcEndpointId ?? ''
    const state = async () => {
      await server.settled()
      const shown = (await connections(id)).map(one => one.VpcEndpointState)
      return [(await endpoint(waiting))?.State, shown]
    }
    expect(await state()).toEqual(['pendingAcceptance', ['pendingAcceptance']])
    expect(await answer.accept(id, waiting)).toEqual([])
    expect(await state()).toEqual(['available', ['available']])
    expect(await answer.reject(id, waiting)).toEqual([])
    expect(await state()).toEqual(['rejected', ['rejected']])
    expect(await answer.accept(id, waiting)).toEqual([])
    await other.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [waiting] }))
    await server.settled()
    expect(await connections(id)).toEqual([])
  })

  test('without acceptance an endpoint is available, also when the permission goes', async () => {
    const id = await idOf({ AcceptanceRequired: false })
    await allow(id, ROOT)
    const made = await connect(id)
    expect(made?.State).toBe('pending')
    await owner.send(
      new ModifyVpcEndpointServicePermissionsCommand({ ServiceId: id, RemoveAllowedPrincipals: [ROOT] }),
    )
    await server.settled()
    expect((await endpoint(made?.VpcEndpointId))?.State).toBe('available')
    expect((await refused(connect(id))).code).toBe('InvalidServiceName')
  })

  test('a service stays, with its load balancers, while it has connections', async () => {
    const id = await idOf({ NetworkLoadBalancerArns: [NLB, balancer('b')] })
    const made = await connect(id, {}, owner)
    const existing = {
      code: 'ExistingVpcEndpointConnections',
      message: 'Service has existing active VPC Endpoint connections!',
    }
    expect(await remove(id)).toEqual([
      { ResourceId: id, Error: { Code: existing.code, Message: existing.message } },
    ])
    const less = { RemoveNetworkLoadBalancerArns: [NLB] }
    expect(await refused(modify(id, less))).toEqual({ ...existing, status: 400 })
    await answer.reject(id, made?.VpcEndpointId ?? '')
    await modify(id, less)
    expect((await service(id))?.NetworkLoadBalancerArns).toEqual([balancer('b')])
    expect(await remove(id)).toEqual([])
    expect((await endpoint(made?.VpcEndpointId, owner))?.State).toBe('rejected')
  })

  test('a private name is taken over once it is verified and the endpoint accepted', async () => {
    const id = await idOf({ PrivateDnsName: 'db.example.com' })
    await allow(id, ROOT)
    const VpcId = await createVpc(other)
    await other.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
    const made = await connect(id, { VpcId })
    const enable = () =>
      other.send(
        new ModifyVpcEndpointCommand({ VpcEndpointId: made?.VpcEndpointId, PrivateDnsEnabled: true }),
      )
    expect((await refused(enable())).message).toContain('does not provide a private DNS name')
    expect((await seen(id))?.PrivateDnsNameVerificationState).toBe('pendingVerification')
    await verify(id)
    expect((await service(id))?.PrivateDnsNameConfiguration?.State).toBe('verified')
    expect((await refused(enable())).message).toBe(
      `Private DNS can only be enabled after the endpoint connection is accepted by the owner of ${nameOf(id)}.`,
    )
    await answer.accept(id, made?.VpcEndpointId ?? '')
    await enable()
    expect((await endpoint(made?.VpcEndpointId))?.DnsEntries?.map(entry => entry.DnsName)).toContain(
      'db.example.com',
    )
    await modify(id, { RemovePrivateDnsName: true })
    expect((await service(id))?.PrivateDnsName).toBeUndefined()
  })

  test('a service is changed, tagged and paid for', async () => {
    const id = await idOf()
    await modify(id, { AcceptanceRequired: false, AddNetworkLoadBalancerArns: [balancer('b')] })
    await owner.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'a', Value: 'b' }] }))
    await owner.send(
      new ModifyVpcEndpointServicePayerResponsibilityCommand({
        ServiceId: id,
        PayerResponsibility: 'ServiceOwner',
      }),
    )
    expect(await service(id)).toMatchObject({
      AcceptanceRequired: false,
      NetworkLoadBalancerArns: [NLB, balancer('b')],
      PayerResponsibility: 'ServiceOwner',
      Tags: [{ Key: 'a', Value: 'b' }],
    })
    await modify(id, {})
    expect((await service(id))?.AcceptanceRequired).toBe(false)
  })

  test('a client token creates once', async () => {
    const wish = { ClientToken: 'twice' }
    expect((await create(wish))?.ServiceId).toBe((await create(wish))?.ServiceId)
    expect((await refused(create({ ...wish, AcceptanceRequired: false }))).code).toBe(
      'IdempotentParameterMismatch',
    )
  })

  test('in pages', async () => {
    const there = server.ec2({ region: 'ca-central-1' })
    const arns = [balancer('a', 'net', ACCOUNT, 'ca-central-1')]
    for (let n = 0; n < 7; n++) await create({ NetworkLoadBalancerArns: arns }, there)
    const pages = [5, 2]
    let NextToken: string | undefined
    for (const length of pages) {
      const page = await there.send(
        new DescribeVpcEndpointServiceConfigurationsCommand({ MaxResults: 5, NextToken }),
      )
      expect(page.ServiceConfigurations?.length).toBe(length)
      NextToken = page.NextToken
    }
    expect(NextToken).toBeUndefined()
  })

  test('every filter of configurations', async () => {
    const id = await idOf()
    const table: [string, string, boolean][] = [
      ['service-name', nameOf(id), true],
      ['service-id', id, true],
      ['service-id', UNKNOWN, false],
      ['service-state', 'Available', true],
      ['supported-ip-address-types', 'ipv6', false],
      ['tag-key', '*', false],
    ]
    expect(untested('DescribeVpcEndpointServiceConfigurationsRequest', table)).toEqual([])
    for (const [Name, value, expected] of table) {
      const Filters = [{ Name, Values: [value] }]
      const { ServiceConfigurations } = await owner.send(
        new DescribeVpcEndpointServiceConfigurationsCommand({ Filters }),
      )
      const ids = ServiceConfigurations?.map(one => one.ServiceId)
      expect(ids?.includes(id), `${Name} ${value}`).toBe(expected)
    }
  })

  test('every filter of connections', async () => {
    const id = await idOf()
    const made = (await connect(id, {}, owner))?.VpcEndpointId ?? ''
    const table: [string, string, boolean][] = [
      ['ip-address-type', 'ipv4', true],
      ['service-id', id, true],
      ['vpc-endpoint-owner', OTHER_ACCOUNT, false],
      ['vpc-endpoint-region', 'cross-region', false],
      ['vpc-endpoint-state', 'pendingAcceptance', true],
      ['vpc-endpoint-id', made, true],
    ]
    expect(untested('DescribeVpcEndpointConnectionsRequest', table)).toEqual([])
    for (const [Name, value, expected] of table) {
      const Filters = [{ Name, Values: [value] }]
      const { VpcEndpointConnections } = await owner.send(
        new DescribeVpcEndpointConnectionsCommand({ Filters }),
      )
      const ids = VpcEndpointConnections?.map(one => one.VpcEndpointId)
      expect(ids?.includes(made), `${Name} ${value}`).toBe(expected)
    }
  })

  test('every filter of permissions', async () => {
    const id = await idOf()
    await allow(id, ROOT, '*')
    const table: [string, string, string[]][] = [
      ['principal', ROOT, [ROOT]],
      ['principal-type', 'All', ['*']],
    ]
    expect(untested('DescribeVpcEndpointServicePermissionsRequest', table)).toEqual([])
    for (const [Name, value, expected] of table) {
      const Filters = [{ Name, Values: [value] }]
      const { AllowedPrincipals } = await owner.send(
        new DescribeVpcEndpointServicePermissionsCommand({ ServiceId: id, Filters }),
      )
      expect(
        AllowedPrincipals?.map(one => one.Principal),
        `${Name} ${value}`,
      ).toEqual(expected)
    }
  })
})
