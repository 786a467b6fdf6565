/** Random input for any operation, from AWS's contract: some sense in it, so that decisions get past the first check. */
import type { Network } from '../../src/model/network.ts'
import { type Caller, type Place, placeKey, placeOf } from '../../src/model/owned.ts'
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
    if (/Cidr/i.test(name)) return this.pick(BLOCKS)
    if (name === 'AssociationId' && this.#random() < 0.5) return this.#otherAssociation()
    if (/Ids?$|Resources|Destination|Target/.test(name)) return this.#id(name)
    if (/Owner|UserId/.test(name)) return this.pick(['111111111111', '222222222222', 'x'])
    return this.pick(WORDS)
  }

  /** Of a block with a VPC, or of a subnet with a network ACL. */
  #otherAssociation(): string {
    const { vpcs, networkAclAssociations } = this.#network
    if (this.#random() < 0.5) return this.pick([...networkAclAssociations.values()]).id
    return this.pick([...vpcs.values()].flatMap(vpc => [...vpc.blocks, ...vpc.ipv6Blocks])).id
  }

  /** An id of a resource of that kind, of another kind, of none. */
  #id(name: string): string {
    const named = COLLECTIONS.find(([part]) => part.test(name))?.[1]
    const collection = named && this.#random() < 0.95 ? named : this.pick(COLLECTIONS)[1]
    const own = this.#random() < 0.9 ? this.#network[collection].where('place', placeKey(this.#place)) : []
    const documents = own.length > 0 ? own : [...this.#network[collection].values()]
    if (documents.length === 0 || this.#random() < 0.03)
      return this.pick(['vpc-0123456789abcdef0', 'i-12345678', 'sg-x', ''])
    return this.pick(documents).id
  }
}

const COLLECTIONS = [
  [/Peering/, 'peerings'],
  [/Vpc/, 'vpcs'],
  [/Subnet/, 'subnets'],
  [/RouteTable/, 'routeTables'],
  [/Association/, 'routeTableAssociations'],
  [/Gateway/, 'internetGateways'],
  [/RuleId/, 'securityGroupRules'],
  [/Group/, 'securityGroups'],
  [/Acl/, 'networkAcls'],
  [/Interface/, 'networkInterfaces'],
  [/Instance/, 'instances'],
] as const

/** Any value of the member's type. */
const ANY = Symbol('any')
type Choice = Readonly<Record<string, unknown>>

const launch = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 2 }
const route = { RouteTableId: ANY, DestinationCidrBlock: ANY }
const permission = [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 9, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }]

const entry = { NetworkAclId: ANY, RuleNumber: 100, Egress: ANY }
const denial = { ...entry, Protocol: '-1', RuleAction: 'deny', CidrBlock: ANY }
const everywhere = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'a' }] }]

/** Members that make sense together, for operations that random ones would hardly ever satisfy. */
const SENSIBLE: Readonly<Record<string, readonly Choice[]>> = {
  AuthorizeSecurityGroupEgress: [{ GroupId: ANY, IpPermissions: permission }],
  AuthorizeSecurityGroupIngress: [{ GroupId: ANY, IpPermissions: permission }],
  CreateNetworkAclEntry: [denial, { ...denial, RuleNumber: 50 }],
  CreateRoute: [
    { ...route, VpcPeeringConnectionId: ANY },
    { ...route, GatewayId: ANY },
  ],
  CreateVpcPeeringConnection: [{ VpcId: ANY, PeerVpcId: ANY }],
  DeleteNetworkAclEntry: [entry, { ...entry, RuleNumber: 50 }],
  DeleteRoute: [route],
  DisassociateVpcCidrBlock: [{ AssociationId: ANY }],
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
  ModifySubnetAttribute: [{ SubnetId: ANY, MapPublicIpOnLaunch: { Value: true } }],
  ModifyVpcPeeringConnectionOptions: [{ VpcPeeringConnectionId: ANY }],
  ReplaceNetworkAclAssociation: [{ AssociationId: ANY, NetworkAclId: ANY }],
  ReplaceNetworkAclEntry: [denial, { ...denial, RuleNumber: 50 }],
  ReplaceRoute: [
    { ...route, VpcPeeringConnectionId: ANY },
    { ...route, DestinationCidrBlock: '0.0.0.0/0', GatewayId: ANY },
  ],
  RevokeSecurityGroupEgress: [{ GroupId: ANY, IpPermissions: permission }],
  RevokeSecurityGroupIngress: [{ GroupId: ANY, IpPermissions: permission }],
  RunInstances: [launch, { ...launch, SubnetId: ANY }],
  UpdateSecurityGroupRuleDescriptionsEgress: [{ GroupId: ANY, IpPermissions: everywhere }],
  UpdateSecurityGroupRuleDescriptionsIngress: [{ GroupId: ANY, IpPermissions: permission }],
}
