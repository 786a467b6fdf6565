/** Random input for any operation, from AWS's contract: some sense in it, so that decisions get past the first check. */
import { serviceName } from '../../src/model/endpoint-service.ts'
import { imagesIn } from '../../src/model/images.ts'
import type { Network } from '../../src/model/network.ts'
import { type Caller, type Place, placeKey, placeOf } from '../../src/model/owned.ts'
import { held } from '../../src/model/vpc.ts'
import type { OperationContract, Scalar, Structure, Type } from '../../src/wire/contract.ts'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomness(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const BLOCKS = [
  '10.0.0.0/16',
  '10.0.0.0/16',
  '10.0.2.0/26',
  '10.1.2.0/26',
  '172.31.0.0/28',
  '10.0.0.0/24',
  '10.0.1.0/24',
  '10.1.0.0/16',
  '10.1.1.0/28',
  '10.0.0.5/32',
  '192.168.0.0/20',
  '100.64.0.0/16',
  '0.0.0.0/0',
  '169.254.168.0/24',
  '10.0.0.0/8',
  '2600:1f00::/64',
  '::/0',
  '10.0.0.0/33',
  'x',
]
const WORDS = [
  'a',
  'default',
  'tcp',
  '-1',
  '6',
  'icmp',
  'us-east-1',
  'eu-west-1',
  'us-east-1a',
  '10.0.0.7',
  '10.1.1.4',
  '*',
  '',
  '\u{1F600}',
]

export class RandomInput {
  readonly #random: () => number
  readonly #network: Network

  #place: Place = { ownerId: '', region: '' }
  #optional = 0
  /** The id that was chosen last. */
  #named = ''

  constructor(random: () => number, network: Network) {
    this.#random = random
    this.#network = network
  }

  /** An operation's input for a caller: a sensible choice of members, or the required ones with few or many others. */
  forCaller(caller: Caller, { name, input }: OperationContract): Record<string, unknown> {
    this.#place = placeOf(caller)
    const sensible = SENSIBLE[name]
    if (sensible && this.#random() < 0.7) return this.#chosen(input, this.pick(sensible))
    this.#optional = this.pick([0.05, 0.12, 0.4])
    return this.#structure(input, 0)
  }

  #chosen(structure: Structure | undefined, choice: Choice): Record<string, unknown> {
    const members = structure?.members.filter(member => member.name in choice) ?? []
    return Object.fromEntries(
      members.map(({ name, type }) => [name, this.#completed(name, type, choice[name])]),
    )
  }

  /** What is chosen, with any values where any will do. */
  #completed(name: string, type: Type, chosen: unknown): unknown {
    if (chosen === ANY) return this.#value(name, type, 0)
    if (type.kind === 'list' && Array.isArray(chosen))
      return chosen.map(one => this.#completed(name, type.of, one))
    return type.kind === 'structure' ? this.#chosen(type, chosen as Choice) : chosen
  }

  #structure(structure: Structure | undefined, depth: number): Record<string, unknown> {
    const input: Record<string, unknown> = {}
    for (const member of structure?.members ?? []) {
      if (!member.required && this.#random() > (depth === 0 ? this.#optional : 0.5)) continue
      if (['DryRun', 'ClientToken'].includes(member.name) && this.#random() > 0.05) continue
      input[member.name] = this.#value(member.name, member.type, depth)
    }
    return input
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T
  }

  #value(name: string, type: Type, depth: number): unknown {
    if (type.kind === 'structure') return this.#structure(type, depth + 1)
    if (type.kind !== 'list') return this.#scalar(name, type)
    return Array.from({ length: Math.floor(this.#random() * 3) }, () => this.#value(name, type.of, depth))
  }

  #scalar(name: string, type: Scalar): unknown {
    switch (type.kind) {
      case 'integer':
        return this.pick([-2, -1, 0, 1, 2, 5, 22, 80, 443, 1_000, 65_535, 65_536])
      case 'decimal':
        return this.#random() * 10
      case 'boolean':
        return this.#random() < 0.5
      case 'timestamp':
        return new Date(Math.floor(this.#random() * 1e12))
      case 'blob':
        return new Uint8Array([1, 2, 3])
      default:
        return this.#text(name, type)
    }
  }

  #text(name: string, { values }: Scalar): string {
    if (values && this.#random() < 0.95) return this.pick([...values])
    const related = this.#related(name)
    if (related !== undefined) return related
    if (name === 'Ipv6CidrBlock' && this.#random() < 0.7) return this.#blockOfNamed()
    if (/Cidr/i.test(name)) return this.pick(BLOCKS)
    if (name === 'Groups' && this.#random() < 0.9) return this.#groupOfNamed()
    if (name === 'AttachmentId') return this.#attachment()
    if (name === 'VpnTunnelOutsideIpAddress') return this.#tunnel()
    if (/^(Private)?Ip(v6)?Address/.test(name) && this.#random() < 0.5) return this.#address()
    if (name === 'AssociationIds') return this.#natAssociation()
    if (name === 'AssociationId' && this.#random() < 0.7) return this.#otherAssociation()
    if (/Ids?$|Resources|Destination|Target/.test(name)) return this.#id(name)
    if (/Owner|UserId/.test(name)) return this.pick(['111111111111', '222222222222', 'x'])
    return this.pick(WORDS)
  }

  /** Of a block with a VPC or a subnet, of a subnet with a network ACL, or of an elastic address. */
  #otherAssociation(): string {
    const { vpcs, subnets, networkAclAssociations, elasticAddresses } = this.#network
    const elastic = [...elasticAddresses.values()].flatMap(one => one.association?.id ?? [])
    if (elastic.length > 0 && this.#random() < 0.5) return this.pick(elastic)
    if (this.#random() < 0.5) return this.pick([...networkAclAssociations.values()]).id
    const own = subnets.where('place', placeKey(this.#place))
    const inSubnets = own.flatMap(subnet => subnet.ipv6Blocks.filter(held))
    if (inSubnets.length > 0 && this.#random() < 0.5) return this.pick(inSubnets).id
    return this.pick([...vpcs.values()].flatMap(vpc => [...vpc.blocks, ...vpc.ipv6Blocks])).id
  }

  /** Of a secondary elastic address with one of the latest NAT gateways. */
  #natAssociation(): string {
    const latest = [...this.#network.natGateways.values()].slice(-20)
    const ids = latest.flatMap(one => one.addresses.slice(1).flatMap(a => a.elastic?.associationId ?? []))
    return ids.length > 0 ? this.pick(ids) : 'eipassoc-12345678'
  }

  /** The name of a shared service; now and then a group that serves another VPC, and mostly that VPC after it. */
  #related(name: string): string | undefined {
    if (name === 'ServiceName') return this.#service()
    if (name === 'GroupId' && this.#random() < 0.1) {
      const [latest] = this.#network.groupAssociations.where('place', placeKey(this.#place)).slice(-1)
      if (latest) this.#named = latest.groupId
      return latest?.groupId
    }
    const served = this.#network.groupAssociations.where('group', this.#named)
    return name === 'VpcId' && served.length > 0 && this.#random() < 0.7 ? this.pick(served).vpcId : undefined
  }

  /** The name of one of the latest endpoint services of the Region. */
  #service(): string {
    const latest = this.#network.endpointServices.where('region', this.#place.region).slice(-3)
    return latest.length > 0 ? serviceName(this.pick(latest)) : 'com.amazonaws.us-east-1.s3'
  }

  /** The address of a tunnel of one of the latest connections. */
  #tunnel(): string {
    const latest = this.#network.vpnConnections.where('place', placeKey(this.#place)).slice(-3)
    return latest.length > 0 ? this.pick(this.pick(latest).tunnels).outside : '198.18.0.1'
  }

  /** The first block for a subnet that the VPC has, or the VPC of the subnet, which was named before it. */
  #blockOfNamed(): string {
    const { vpcs, subnets } = this.#network
    const [block] = vpcs.get(subnets.get(this.#named)?.vpcId ?? this.#named)?.ipv6Blocks ?? []
    return block ? block.cidr.text.replace('/56', '/64') : this.pick(BLOCKS)
  }

  /** A group of the VPC, or of the VPC of the interface or subnet, that was named before it. */
  #groupOfNamed(): string {
    const { securityGroups, networkInterfaces, subnets } = this.#network
    const inside = networkInterfaces.get(this.#named) ?? subnets.get(this.#named)
    const groups = securityGroups.where('vpc', inside?.vpcId ?? this.#named)
    return groups.length > 0 ? this.pick(groups).id : 'sg-12345678'
  }

  #attachment(): string {
    const ids = [...this.#network.networkInterfaces.values()].flatMap(one => one.attachment?.id ?? [])
    return ids.length > 0 ? this.pick(ids) : 'eni-attach-12345678'
  }

  /** Mostly of the interface that was named before it. */
  #address(): string {
    const own = this.#network.networkInterfaces.get(this.#named)?.addresses ?? []
    if (own.length > 0 && this.#random() < 0.7) return this.pick(own).text
    const texts = [...this.#network.networkInterfaces.values()].flatMap(one => one.addresses.map(a => a.text))
    return texts.length > 0 ? this.pick(texts) : '10.0.0.9'
  }

  /** An id of a resource of that kind (of some kinds often of a late one), of another kind, of none. */
  #id(name: string): string {
    const isVpn = name === 'GatewayId' && this.#random() < 0.5
    const named = isVpn ? 'vpnGateways' : COLLECTIONS.find(([part]) => part.test(name))?.[1]
    const collection = named && this.#random() < 0.95 ? named : this.pick(COLLECTIONS)[1]
    const own = this.#random() < 0.9 ? this.#network[collection].where('place', placeKey(this.#place)) : []
    const documents = own.length > 0 ? own : [...this.#network[collection].values()]
    if (documents.length === 0 || this.#random() < 0.03)
      return this.pick(['vpc-0123456789abcdef0', 'i-12345678', 'sg-x', ''])
    const isNear = MEETING.has(collection) && this.#random() < 0.5
    this.#named = this.pick(isNear ? documents.slice(-3) : documents).id
    return this.#named
  }
}

/** Of these calls often name a late one, so that two calls meet at one. */
const MEETING: ReadonlySet<string> = new Set(['natGateways', 'vpnConnections'])

const COLLECTIONS = [
  [/Peering/, 'peerings'],
  [/Service/, 'endpointServices'],
  [/Endpoint/, 'vpcEndpoints'],
  [/PrefixList/, 'prefixLists'],
  [/Dhcp/, 'dhcpOptions'],
  [/FlowLog/, 'flowLogs'],
  [/VpnGateway/, 'vpnGateways'],
  [/CustomerGateway/, 'customerGateways'],
  [/VpnConnection/, 'vpnConnections'],
  [/Vpc/, 'vpcs'],
  [/Subnet/, 'subnets'],
  [/RouteTable/, 'routeTables'],
  [/Association/, 'routeTableAssociations'],
  [/Allocation/, 'elasticAddresses'],
  [/NatGateway/, 'natGateways'],
  [/EgressOnly/, 'egressOnlyGateways'],
  [/Gateway/, 'internetGateways'],
  [/RuleId/, 'securityGroupRules'],
  [/Group/, 'securityGroups'],
  [/Acl/, 'networkAcls'],
  [/Permission/, 'networkInterfacePermissions'],
  [/KeyPair/, 'keyPairs'],
  [/Interface/, 'networkInterfaces'],
  [/Instance/, 'instances'],
] as const

/** Any value of the member's type. */
const ANY = Symbol('any')
type Choice = Readonly<Record<string, unknown>>

/** An image of either Region. */
const images = ['us-east-1', 'eu-west-1'].flatMap(region => [...imagesIn(region).keys()].slice(0, 1))
/** One for each account and Region that calls. */
const loadBalancers = ['111111111111', '222222222222'].flatMap(account =>
  ['us-east-1', 'eu-west-1'].map(
    region => `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/net/a/0123456789abcdef`,
  ),
)
const launch = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 2 }
const route = { RouteTableId: ANY, DestinationCidrBlock: ANY }
/** Where ClassicLink leaves routes alone. */
const outside = { RouteTableId: ANY, DestinationCidrBlock: '100.64.0.0/16' }
const permission = [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 9, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }]

/** In the first subnet of every default VPC. */
const DEFAULT_VPC_ADDRESS = '172.31.0.40'

const entry = { NetworkAclId: ANY, RuleNumber: 100, Egress: ANY }
const denial = { ...entry, Protocol: '-1', RuleAction: 'deny', CidrBlock: ANY }
const everywhere = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'a' }] }]

/** Members that make sense together, for operations that random ones would hardly ever satisfy. */
const SENSIBLE: Readonly<Record<string, readonly Choice[]>> = {
  AssignIpv6Addresses: [
    { NetworkInterfaceId: ANY, Ipv6AddressCount: 1 },
    { NetworkInterfaceId: ANY, Ipv6Addresses: ANY },
  ],
  AssignPrivateIpAddresses: [
    { NetworkInterfaceId: ANY, SecondaryPrivateIpAddressCount: 1 },
    { NetworkInterfaceId: ANY, PrivateIpAddresses: ANY, AllowReassignment: true },
  ],
  AssociateSubnetCidrBlock: [{ SubnetId: ANY, Ipv6CidrBlock: ANY }],
  AssociateVpcCidrBlock: [
    { VpcId: ANY, CidrBlock: ANY },
    { VpcId: ANY, AmazonProvidedIpv6CidrBlock: true },
  ],
  AttachClassicLinkVpc: [{ InstanceId: ANY, VpcId: ANY, Groups: ANY }],
  AttachNetworkInterface: [{ NetworkInterfaceId: ANY, InstanceId: ANY, DeviceIndex: ANY }],
  AllocateAddress: [{ Domain: 'vpc' }],
  AssignPrivateNatGatewayAddress: [
    { NatGatewayId: ANY, PrivateIpAddressCount: 1 },
    { NatGatewayId: ANY, PrivateIpAddresses: [DEFAULT_VPC_ADDRESS] },
  ],
  AssociateAddress: [
    { AllocationId: ANY, InstanceId: ANY },
    { AllocationId: ANY, NetworkInterfaceId: ANY },
  ],
  AssociateNatGatewayAddress: [{ NatGatewayId: ANY, AllocationIds: ANY }],
  AuthorizeSecurityGroupEgress: [{ GroupId: ANY, IpPermissions: permission }],
  AuthorizeSecurityGroupIngress: [
    { GroupId: ANY, IpPermissions: permission },
    { GroupId: ANY, IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: ANY }] }] },
  ],
  CreateDefaultSubnet: ['us-east-1a', 'us-east-1b', 'eu-west-1a', 'eu-west-1b'].map(AvailabilityZone => ({
    AvailabilityZone,
  })),
  CreateDhcpOptions: [{ DhcpConfigurations: [{ Key: 'domain-name', Values: ['a'] }] }],
  CreateFlowLogs: [
    {
      ResourceIds: ANY,
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::a',
    },
  ],
  CreateManagedPrefixList: [
    { PrefixListName: 'a', MaxEntries: 5, AddressFamily: 'IPv4', Entries: [{ Cidr: '10.0.0.0/8' }] },
  ],
  CreateNatGateway: [
    { SubnetId: ANY, AllocationId: ANY },
    { SubnetId: ANY, ConnectivityType: 'private' },
  ],
  CreateNetworkAclEntry: [denial, { ...denial, RuleNumber: 50 }],
  CreateNetworkInterface: [
    { SubnetId: ANY },
    { SubnetId: ANY, SecondaryPrivateIpAddressCount: 2 },
    { SubnetId: ANY, Ipv6AddressCount: 2 },
  ],
  CreateNetworkInterfacePermission: [
    { NetworkInterfaceId: ANY, AwsAccountId: '222222222222', Permission: 'INSTANCE-ATTACH' },
  ],
  CreateRoute: [
    { ...route, VpcPeeringConnectionId: ANY },
    { ...outside, VpcPeeringConnectionId: ANY },
    { ...route, GatewayId: ANY },
    { ...route, NatGatewayId: ANY },
    { RouteTableId: ANY, DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: ANY },
    { RouteTableId: ANY, DestinationPrefixListId: ANY, VpcPeeringConnectionId: ANY },
    { RouteTableId: ANY, DestinationCidrBlock: '172.31.0.0/20', NetworkInterfaceId: ANY },
  ],
  CreateSubnet: [{ VpcId: ANY, CidrBlock: ANY }],
  CreateVpcEndpoint: [
    { VpcId: ANY, ServiceName: 'com.amazonaws.us-east-1.s3', RouteTableIds: ANY },
    {
      VpcId: ANY,
      ServiceName: 'com.amazonaws.eu-west-1.ssm',
      VpcEndpointType: 'Interface',
      SubnetIds: ANY,
      PrivateDnsEnabled: false,
    },
    { VpcId: ANY, ServiceName: ANY, VpcEndpointType: 'Interface' },
  ],
  CreateVpcEndpointServiceConfiguration: loadBalancers.map(arn => ({
    NetworkLoadBalancerArns: [arn],
    AcceptanceRequired: ANY,
    PrivateDnsName: 'a.example.com',
  })),
  AssociateRouteTable: [
    { RouteTableId: ANY, SubnetId: ANY },
    { RouteTableId: ANY, GatewayId: ANY },
  ],
  AssociateSecurityGroupVpc: [{ GroupId: ANY, VpcId: ANY }],
  DisassociateSecurityGroupVpc: [{ GroupId: ANY, VpcId: ANY }],
  AttachVpnGateway: [{ VpnGatewayId: ANY, VpcId: ANY }],
  CreateCustomerGateway: [
    { Type: 'ipsec.1', IpAddress: '203.0.113.1' },
    { Type: 'ipsec.1', IpAddress: '203.0.113.2' },
  ],
  CreateVpnConnection: [
    { Type: 'ipsec.1', CustomerGatewayId: ANY, VpnGatewayId: ANY, Options: { StaticRoutesOnly: true } },
    { Type: 'ipsec.1', CustomerGatewayId: ANY },
  ],
  CreateVpnConnectionRoute: [
    { VpnConnectionId: ANY, DestinationCidrBlock: '10.0.0.0/8' },
    { VpnConnectionId: ANY, DestinationCidrBlock: ANY },
  ],
  CreateVpnGateway: [{ Type: 'ipsec.1' }],
  DeleteVpnConnectionRoute: [{ VpnConnectionId: ANY, DestinationCidrBlock: '10.0.0.0/8' }],
  DetachVpnGateway: [{ VpnGatewayId: ANY, VpcId: ANY }],
  DisableVgwRoutePropagation: [{ GatewayId: ANY, RouteTableId: ANY }],
  EnableVgwRoutePropagation: [{ GatewayId: ANY, RouteTableId: ANY }],
  ModifyVpnConnection: [
    { VpnConnectionId: ANY, VpnGatewayId: ANY },
    { VpnConnectionId: ANY, CustomerGatewayId: ANY },
  ],
  ModifyVpnTunnelOptions: [
    { VpnConnectionId: ANY, VpnTunnelOutsideIpAddress: ANY, TunnelOptions: { StartupAction: 'add' } },
  ],
  ModifyVpnConnectionOptions: [{ VpnConnectionId: ANY, LocalIpv4NetworkCidr: ANY }],
  CreateVpcPeeringConnection: [{ VpcId: ANY, PeerVpcId: ANY }],
  DeleteNetworkAclEntry: [entry, { ...entry, RuleNumber: 50 }],
  DeleteRoute: [route, outside],
  DescribeImageAttribute: images.map(ImageId => ({ ImageId, Attribute: 'description' })),
  DetachClassicLinkVpc: [{ InstanceId: ANY, VpcId: ANY }],
  DetachNetworkInterface: [{ AttachmentId: ANY }],
  DisassociateSubnetCidrBlock: [{ AssociationId: ANY }],
  DisassociateAddress: [{ AssociationId: ANY }],
  DisassociateNatGatewayAddress: [{ NatGatewayId: ANY, AssociationIds: ANY }],
  DisassociateVpcCidrBlock: [{ AssociationId: ANY }],
  ModifyAddressAttribute: [{ AllocationId: ANY, DomainName: 'a.example.com' }],
  ModifyManagedPrefixList: [
    { PrefixListId: ANY, PrefixListName: 'b' },
    { PrefixListId: ANY, CurrentVersion: 1, AddEntries: [{ Cidr: '10.1.0.0/16' }] },
    { PrefixListId: ANY, CurrentVersion: 2, RemoveEntries: [{ Cidr: '10.0.0.0/8' }] },
  ],
  ModifySecurityGroupRules: [
    {
      GroupId: ANY,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: ANY,
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 1, ToPort: 9, CidrIpv4: ANY },
        },
      ],
    },
  ],
  ModifyInstanceAttribute: [
    { InstanceId: ANY, SourceDestCheck: { Value: false } },
    { InstanceId: ANY, InstanceType: { Value: 't3.micro' } },
  ],
  ModifyNetworkInterfaceAttribute: [
    { NetworkInterfaceId: ANY, Groups: ANY },
    { NetworkInterfaceId: ANY, SourceDestCheck: { Value: false } },
  ],
  ModifySubnetAttribute: [{ SubnetId: ANY, MapPublicIpOnLaunch: { Value: true } }],
  ModifyVpcEndpointServicePermissions: [
    { ServiceId: ANY, AddAllowedPrincipals: ['*'] },
    { ServiceId: ANY, RemoveAllowedPrincipals: ['*'] },
  ],
  ModifyVpcPeeringConnectionOptions: [{ VpcPeeringConnectionId: ANY }],
  RestoreManagedPrefixListVersion: [
    { PrefixListId: ANY, PreviousVersion: 1, CurrentVersion: 1 },
    { PrefixListId: ANY, PreviousVersion: 1, CurrentVersion: 2 },
  ],
  ReplaceNetworkAclAssociation: [{ AssociationId: ANY, NetworkAclId: ANY }],
  ReplaceNetworkAclEntry: [denial, { ...denial, RuleNumber: 50 }],
  ReplaceRoute: [
    { ...route, VpcPeeringConnectionId: ANY },
    { ...outside, VpcPeeringConnectionId: ANY },
    { ...route, DestinationCidrBlock: '0.0.0.0/0', GatewayId: ANY },
    { ...route, DestinationCidrBlock: '172.31.0.0/16', NetworkInterfaceId: ANY },
    { ...route, DestinationCidrBlock: '172.31.0.0/16', LocalTarget: true },
  ],
  RevokeSecurityGroupEgress: [{ GroupId: ANY, IpPermissions: permission }],
  RevokeSecurityGroupIngress: [{ GroupId: ANY, IpPermissions: permission }],
  ResetInstanceAttribute: [{ InstanceId: ANY, Attribute: 'sourceDestCheck' }],
  RunInstances: [
    launch,
    { ...launch, SubnetId: ANY },
    {
      ...launch,
      NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 1, SecondaryPrivateIpAddressCount: 1 }],
    },
    { ...launch, MaxCount: 1, NetworkInterfaces: ANY },
  ],
  UnassignIpv6Addresses: [{ NetworkInterfaceId: ANY, Ipv6Addresses: ANY }],
  UnassignPrivateIpAddresses: [{ NetworkInterfaceId: ANY, PrivateIpAddresses: ANY }],
  UnassignPrivateNatGatewayAddress: [{ NatGatewayId: ANY, PrivateIpAddresses: [DEFAULT_VPC_ADDRESS] }],
  UpdateSecurityGroupRuleDescriptionsEgress: [{ GroupId: ANY, IpPermissions: everywhere }],
  UpdateSecurityGroupRuleDescriptionsIngress: [{ GroupId: ANY, IpPermissions: permission }],
}
