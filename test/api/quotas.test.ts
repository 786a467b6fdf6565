/** Every quota: up to it all is well, one more is refused with its code; with `--quotas none` the same calls go through. */
import {
  AllocateAddressCommand,
  AssociateNatGatewayAddressCommand,
  AssociateVpcCidrBlockCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateFlowLogsCommand,
  CreateManagedPrefixListCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateVpcEndpointCommand,
  CreateVpnConnectionRouteCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { type QuotaLevel, type QuotaLimits, type QuotaName, quotas } from '../../src/model/quotas.ts'
import { createGroup, peer } from './group-network.ts'
import { allocate, publicNetwork } from './public-network.ts'
import {
  createGateway,
  createSubnet,
  createTable,
  createVpc,
  mainTable,
  requestPeering,
} from './route-network.ts'
import { ACCOUNT, refused, startServer, type TestServer } from './server.ts'
import { createCustomerGateway, createVpnConnection, createVpnGateway } from './vpn-network.ts'

interface Scenario {
  readonly limit: number
  /** Uses the quota up, and answers with the call that is one too many. */
  readonly fill: (ec2: EC2Client, server: TestServer) => Promise<() => Promise<unknown>>
  readonly message: RegExp
}

const REACHED = (what: string) => new RegExp(`^The maximum number of ${what} has been reached\\.$`)

const scenarios: Readonly<Record<QuotaName, Scenario>> = {
  'vpcs-per-region': {
    limit: 2,
    fill: async ec2 => repeated(() => createVpc(ec2)),
    message: REACHED('VPCs'),
  },
  'cidrs-per-vpc': {
    limit: 2,
    fill: async ec2 => {
      const VpcId = await createVpc(ec2)
      const add = (CidrBlock: string) => ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }))
      await add('10.1.0.0/16')
      return () => add('10.2.0.0/16')
    },
    message: /^This network vpc-\w+ has met its maximum number of allowed CIDRs: 2$/,
  },
  'ipv6-cidrs-per-vpc': {
    limit: 1,
    fill: async ec2 => {
      const VpcId = await createVpc(ec2)
      const wish = { VpcId, AmazonProvidedIpv6CidrBlock: true }
      return repeated(() => ec2.send(new AssociateVpcCidrBlockCommand(wish)))
    },
    message: /^This network vpc-\w+ has met its maximum number of allowed CIDRs: 1$/,
  },
  'subnets-per-vpc': {
    limit: 1,
    fill: async ec2 => {
      const vpcId = await createVpc(ec2)
      await createSubnet(ec2, vpcId)
      return () => createSubnet(ec2, vpcId, '10.0.2.0/24')
    },
    message: REACHED('subnets'),
  },
  'route-tables-per-vpc': {
    limit: 2,
    fill: async ec2 => {
      const vpcId = await createVpc(ec2)
      return repeated(() => createTable(ec2, vpcId))
    },
    message: REACHED('route tables'),
  },
  'routes-per-table': {
    limit: 1,
    fill: async ec2 => {
      const VpcId = await createVpc(ec2)
      const GatewayId = await createGateway(ec2, VpcId)
      const { RouteTableId } = await mainTable(ec2, VpcId)
      const add = (DestinationCidrBlock: string) =>
        ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, GatewayId }))
      await add('0.0.0.0/0')
      return () => add('10.9.0.0/16')
    },
    message: REACHED('routes'),
  },
  'internet-gateways-per-region': {
    limit: 2,
    fill: async ec2 => repeated(() => createGateway(ec2)),
    message: REACHED('internet gateways'),
  },
  'egress-only-gateways-per-region': {
    limit: 1,
    fill: async ec2 => {
      const add = async () => {
        const VpcId = await createVpc(ec2)
        return ec2.send(new CreateEgressOnlyInternetGatewayCommand({ VpcId }))
      }
      return repeated(add)
    },
    message: REACHED('internet gateways'),
  },
  'vpn-gateways-per-region': {
    limit: 1,
    fill: async ec2 => repeated(() => createVpnGateway(ec2)),
    message: REACHED('virtual private gateways'),
  },
  'customer-gateways-per-region': {
    limit: 1,
    fill: async ec2 => {
      await createCustomerGateway(ec2, '203.0.113.1')
      return () => createCustomerGateway(ec2, '203.0.113.2')
    },
    message: REACHED('customer gateways'),
  },
  'vpn-connections-per-region': {
    limit: 1,
    fill: async ec2 => {
      const [near, other] = [await createVpnGateway(ec2), await createVpnGateway(ec2)]
      await createVpnConnection(ec2, near, await createCustomerGateway(ec2, '203.0.113.1'))
      const far = await createCustomerGateway(ec2, '203.0.113.2')
      return () => createVpnConnection(ec2, other, far)
    },
    message: REACHED('VPN connections'),
  },
  'vpn-connections-per-gateway': {
    limit: 1,
    fill: async ec2 => {
      const gateway = await createVpnGateway(ec2)
      await createVpnConnection(ec2, gateway, await createCustomerGateway(ec2, '203.0.113.1'))
      const far = await createCustomerGateway(ec2, '203.0.113.2')
      return () => createVpnConnection(ec2, gateway, far)
    },
    message: REACHED('VPN connections'),
  },
  'routes-per-vpn-connection': {
    limit: 1,
    fill: async ec2 => {
      const ends = [await createVpnGateway(ec2), await createCustomerGateway(ec2, '203.0.113.1')] as const
      const VpnConnectionId = await createVpnConnection(ec2, ...ends, ['192.168.0.0/16'])
      const wish = { VpnConnectionId, DestinationCidrBlock: '192.168.1.0/24' }
      return () => ec2.send(new CreateVpnConnectionRouteCommand(wish))
    },
    message: REACHED('routes'),
  },
  'nat-gateways-per-zone': {
    limit: 1,
    fill: async ec2 => {
      const SubnetId = await createSubnet(ec2, await createVpc(ec2))
      const wish = { SubnetId, ConnectivityType: 'private' } as const
      return repeated(() => ec2.send(new CreateNatGatewayCommand(wish)))
    },
    message: /^Performing this operation would exceed the limit of 1 NAT gateways$/,
  },
  'addresses-per-region': {
    limit: 1,
    fill: async ec2 => repeated(() => ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))),
    message: REACHED('addresses'),
  },
  'addresses-per-nat-gateway': {
    limit: 1,
    fill: async (ec2, server) => {
      const { subnetId: SubnetId } = await publicNetwork(ec2)
      const [AllocationId, other] = [(await allocate(ec2)).id, (await allocate(ec2)).id]
      const { NatGateway: made } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }))
      await server.settled()
      const wish = { NatGatewayId: made?.NatGatewayId, AllocationIds: [other] }
      return () => ec2.send(new AssociateNatGatewayAddressCommand(wish))
    },
    message: REACHED('addresses'),
  },
  'peerings-per-vpc': {
    limit: 1,
    fill: async (ec2, server) => {
      const [vpcId, first] = [await createVpc(ec2), await createVpc(ec2, '10.1.0.0/16')]
      await peer(server, [ec2, vpcId], [ec2, first, ACCOUNT])
      const second = await createVpc(ec2, '10.2.0.0/16')
      return () => requestPeering(ec2, vpcId, second)
    },
    message: /^The maximum number of active VPC peering connections has been reached for vpc-\w+\.$/,
  },
  'outstanding-peerings': {
    limit: 1,
    fill: async ec2 => {
      const [vpcId, first] = [await createVpc(ec2), await createVpc(ec2, '10.1.0.0/16')]
      await requestPeering(ec2, vpcId, first)
      const second = await createVpc(ec2, '10.2.0.0/16')
      return () => requestPeering(ec2, vpcId, second)
    },
    message: /^Vpc peering connection request limit exceeded\.$/,
  },
  'security-groups-per-region': {
    limit: 3,
    fill: async ec2 => {
      const vpcId = await createVpc(ec2)
      return repeated(() => createGroup(ec2, vpcId))
    },
    message: REACHED('security groups'),
  },
  'rules-per-security-group': {
    limit: 1,
    fill: async ec2 => {
      const GroupId = await createGroup(ec2, await createVpc(ec2))
      const add = (CidrIp: string) =>
        ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpProtocol: '-1', CidrIp }))
      await add('10.0.0.0/8')
      return () => add('172.16.0.0/12')
    },
    message: REACHED('rules per security group'),
  },
  'security-groups-per-interface': {
    limit: 1,
    fill: async ec2 => {
      const vpcId = await createVpc(ec2)
      const SubnetId = await createSubnet(ec2, vpcId)
      const groups = [await createGroup(ec2, vpcId), await createGroup(ec2, vpcId)]
      const add = (Groups: string[]) => ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Groups }))
      await add(groups.slice(1))
      return () => add(groups)
    },
    message: REACHED('security groups per interface'),
  },
  'network-acls-per-vpc': {
    limit: 2,
    fill: async ec2 => {
      const VpcId = await createVpc(ec2)
      return repeated(() => ec2.send(new CreateNetworkAclCommand({ VpcId })))
    },
    message: REACHED('network acls'),
  },
  'rules-per-network-acl': {
    limit: 2,
    fill: async ec2 => {
      const VpcId = await createVpc(ec2)
      const { NetworkAcl: acl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }))
      const entry = {
        NetworkAclId: acl?.NetworkAclId,
        Egress: false,
        Protocol: '-1',
        RuleAction: 'allow',
        CidrBlock: '10.0.0.0/8',
      } as const
      const add = (RuleNumber: number) => ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber }))
      await add(100)
      return () => add(200)
    },
    message: REACHED('network acl entries'),
  },
  'prefix-lists-per-region': {
    limit: 1,
    fill: async ec2 => repeated(() => createList(ec2, 1)),
    message: REACHED('prefix lists'),
  },
  'entries-per-prefix-list': {
    limit: 3,
    fill: async ec2 => {
      await createList(ec2, 3)
      return () => createList(ec2, 4)
    },
    message: /^The prefix list cannot have more than its maximum number of entries \(3\)\.$/,
  },
  'gateway-endpoints-per-region': {
    limit: 1,
    fill: async ec2 => {
      const VpcId = await createVpc(ec2)
      const ServiceName = 'com.amazonaws.us-east-1.s3'
      return repeated(() => ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName })))
    },
    message: REACHED('VPC endpoints'),
  },
  'interface-endpoints-per-vpc': {
    limit: 1,
    fill: async ec2 => {
      const wish = {
        VpcId: await createVpc(ec2),
        VpcEndpointType: 'Interface',
        PrivateDnsEnabled: false,
        ServiceName: 'com.amazonaws.us-east-1.ssm',
      } as const
      return repeated(() => ec2.send(new CreateVpcEndpointCommand(wish)))
    },
    message: REACHED('VPC endpoints'),
  },
  'flow-logs-per-resource': {
    limit: 1,
    fill: async ec2 => {
      const vpcId = await createVpc(ec2)
      const add = async (bucket: string) => {
        const { Unsuccessful: [no] = [] } = await ec2.send(
          new CreateFlowLogsCommand({
            ResourceIds: [vpcId],
            ResourceType: 'VPC',
            TrafficType: 'ALL',
            LogDestinationType: 's3',
            LogDestination: `arn:aws:s3:::${bucket}`,
          }),
        )
        if (no) throw Object.assign(new Error(no.Error?.Message), { name: no.Error?.Code })
      }
      await add('first')
      return () => add('second')
    },
    message: REACHED('flow logs for the resource'),
  },
  'interfaces-per-region': {
    limit: 1,
    fill: async ec2 => {
      const SubnetId = await createSubnet(ec2, await createVpc(ec2))
      return repeated(() => ec2.send(new CreateNetworkInterfaceCommand({ SubnetId })))
    },
    message: REACHED('network interfaces'),
  },
}

/** What is called once here, and once too often by whoever gets it. */
async function repeated(call: () => Promise<unknown>): Promise<() => Promise<unknown>> {
  await call()
  return call
}

const createList = (ec2: EC2Client, MaxEntries: number) =>
  ec2.send(new CreateManagedPrefixListCommand({ PrefixListName: 'list', AddressFamily: 'IPv4', MaxEntries }))

const names = Object.keys(quotas) as QuotaName[]

async function within<T>(
  options: { readonly quotas?: QuotaLevel; readonly quota?: Partial<QuotaLimits> },
  use: (server: TestServer) => Promise<T>,
): Promise<T> {
  const server = await startServer(options)
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

describe('one more than the quota', () => {
  test.each(names)('%s', async name => {
    const { limit, fill, message } = scenarios[name]
    await within({ quota: { [name]: limit } }, async server => {
      const beyond = await fill(server.ec2(), server)
      const no = await refused(beyond())
      expect(no.code).toBe(quotas[name].code)
      expect(no.message).toMatch(message)
    })
    await within({ quotas: 'none' }, async server => {
      const beyond = await fill(server.ec2(), server)
      await beyond()
    })
  })
})

test("AWS's defaults, where they are reached soon", async () => {
  await within({ quotas: 'aws' }, async server => {
    const ec2 = server.ec2()
    const calls = [() => createVpc(ec2), () => createVpnGateway(ec2), () => allocate(ec2)]
    const made = await Promise.all(calls.map(call => countUntilRefused(call)))
    expect(made).toEqual([4, 5, 5])
  })
})

async function countUntilRefused(call: () => Promise<unknown>): Promise<number> {
  for (let made = 0; made < 20; made++) {
    try {
      await call()
    } catch {
      return made
    }
  }
  throw new Error('never refused')
}
