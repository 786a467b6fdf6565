/**
 * The network in memory: one collection per kind of document and the few indexes that rules and filters ask for.
 * Seen from outside it is read-only; it changes only by applying committed changes (`LiveNetwork.apply`), and a change
 * costs what it touches, not the size of the network.
 */
import type { AccessKey, Account, ClientToken, OpenedRegion } from './account.ts'
import { Collection, type Indexes } from './collection.ts'
import type { CustomerGateway } from './customer-gateway.ts'
import type { DhcpOptions } from './dhcp-options.ts'
import type { EgressOnlyGateway } from './egress-only-gateway.ts'
import type { ElasticAddress } from './elastic-address.ts'
import type { SharedService } from './endpoint-service.ts'
import type { FlowLog } from './flow-log.ts'
import type { Instance } from './instance.ts'
import type { InterfacePermission } from './interface-permission.ts'
import type { InternetGateway } from './internet-gateway.ts'
import type { KeyPair } from './key-pair.ts'
import { interfaceOf, type NatGateway } from './nat-gateway.ts'
import type { NetworkAcl, NetworkAclAssociation } from './network-acl.ts'
import { addressKey, type NetworkInterface } from './network-interface.ts'
import { type Place, placeKey } from './owned.ts'
import { isAccepted, isOutstanding, type Peering, pairKey, sidesOf } from './peering.ts'
import type { PrefixList } from './prefix-list.ts'
import type { Role, TemporaryCredentials, User } from './principal.ts'
import type { Route, RouteTable, RouteTableAssociation } from './route-table.ts'
import type { GroupAssociation, SecurityGroup, SecurityGroupRule } from './security-group.ts'
import type { Subnet } from './subnet.ts'
import type { Vpc } from './vpc.ts'
import type { VpcEndpoint } from './vpc-endpoint.ts'
import { isConnected, type VpnConnection } from './vpn-connection.ts'
import { type VpnGateway, vpcOfGateway } from './vpn-gateway.ts'

const place = (of: Place) => [placeKey(of)]
const vpc = (of: { readonly vpcId: string }) => [of.vpcId]

/** Every kind of document: its collection's name, and by what it is looked up beside its id. */
const collections = {
  accounts: kept<Account>()({}),
  accessKeys: kept<AccessKey>()({ account: key => [key.accountId] }),
  users: kept<User>()({ account: user => [user.accountId] }),
  roles: kept<Role>()({ account: role => [role.accountId] }),
  temporaryCredentials: kept<TemporaryCredentials>()({ account: one => [one.accountId] }),
  openedRegions: kept<OpenedRegion>()({}),
  clientTokens: kept<ClientToken>()({}),
  dhcpOptions: kept<DhcpOptions>()({ place }),
  vpcs: kept<Vpc>()({ place, dhcpOptions: v => [v.dhcpOptionsId] }),
  subnets: kept<Subnet>()({ place, vpc }),
  routeTables: kept<RouteTable>()({ place, vpc, propagates: t => t.propagates ?? [] }),
  routeTableAssociations: kept<RouteTableAssociation>()({
    place,
    vpc,
    table: a => [a.routeTableId],
    /** The subnet's or the gateway's own table, or under the VPC's id the main one. */
    serves: a => [a.subnetId ?? a.gatewayId ?? a.vpcId],
  }),
  routes: kept<Route>()({
    table: r => [r.routeTableId],
    target: r => [r.target.id],
    /** The prefix list that is the route's destination. */
    list: r => ('prefixListId' in r.destination ? [r.destination.prefixListId] : []),
  }),
  peerings: kept<Peering>()({
    /** Both sides' places, once if they are the same. */
    place: p => [...new Set(sidesOf(p).map(placeKey))],
    vpc: p => [...new Set(sidesOf(p).map(side => side.vpcId))],
    /** Requester and accepter, in this direction. */
    pair: p => [pairKey(p.requester.vpcId, p.accepter.vpcId)],
    /** Accepted and not ended, by both VPCs: what the quota of active peerings counts. */
    accepted: p => (isAccepted(p) ? sidesOf(p).map(side => side.vpcId) : []),
    /** Asked for and not answered, by the requester's place: what the quota of outstanding requests counts. */
    outstanding: p => (isOutstanding(p) ? [placeKey(p.requester)] : []),
  }),
  prefixLists: kept<PrefixList>()({ place }),
  vpcEndpoints: kept<VpcEndpoint>()({
    place,
    vpc,
    group: e => (e.type === 'Interface' ? e.groups : []),
    /** The endpoint service of an account that it was made to. */
    service: e => (e.type === 'Interface' && e.connection ? [e.connection.serviceId] : []),
    interface: e => (e.type === 'Interface' ? e.interfaceIds : []),
  }),
  endpointServices: kept<SharedService>()({ place, region: s => [s.region] }),
  flowLogs: kept<FlowLog>()({ place, resource: log => [log.resourceId] }),
  internetGateways: kept<InternetGateway>()({ place, vpc: g => (g.vpcId ? [g.vpcId] : []) }),
  egressOnlyGateways: kept<EgressOnlyGateway>()({ place, vpc }),
  natGateways: kept<NatGateway>()({
    place,
    vpc,
    subnet: g => [g.subnetId],
    interface: g => [interfaceOf(g)].filter(id => id !== undefined),
    /** Account and zone: what the quota counts. */
    zone: g => [`${g.ownerId}/${g.zone}`],
  }),
  vpnGateways: kept<VpnGateway>()({
    place,
    /** The VPC that it is attached to or being attached to, or that it is still being detached from. */
    vpc: g => [vpcOfGateway(g)].filter(id => id !== undefined),
  }),
  customerGateways: kept<CustomerGateway>()({ place }),
  vpnConnections: kept<VpnConnection>()({
    place,
    /** The gateways at both ends, until it is deleted. */
    gateway: c => (isConnected(c) ? [c.customerGatewayId, ...(c.vpnGatewayId ? [c.vpnGatewayId] : [])] : []),
    /** The addresses of Amazon's that its tunnels have. */
    outside: c => (isConnected(c) ? c.tunnels.map(tunnel => tunnel.outside) : []),
  }),
  elasticAddresses: kept<ElasticAddress>()({
    place,
    address: a => [a.address.text],
    interface: a => (a.association ? [a.association.networkInterfaceId] : []),
    association: a => (a.association ? [a.association.id] : []),
  }),
  securityGroups: kept<SecurityGroup>()({ place, vpc }),
  groupAssociations: kept<GroupAssociation>()({ place, vpc, group: a => [a.groupId] }),
  securityGroupRules: kept<SecurityGroupRule>()({
    place,
    group: r => [r.groupId],
    /** The group that the rule names as its peer. */
    refers: r => (r.peer.kind === 'group' ? [r.peer.groupId] : []),
    /** The prefix list that the rule names as its peer. */
    list: r => (r.peer.kind === 'prefix-list' ? [r.peer.prefixListId] : []),
  }),
  networkAcls: kept<NetworkAcl>()({ place, vpc }),
  networkAclAssociations: kept<NetworkAclAssociation>()({
    place,
    vpc,
    acl: a => [a.networkAclId],
    subnet: a => [a.subnetId],
  }),
  networkInterfaces: kept<NetworkInterface>()({
    place,
    vpc,
    subnet: i => [i.subnetId],
    group: i => i.groups,
    instance: i => (i.attachment ? [i.attachment.instanceId] : []),
    /** Each of its addresses, as `addressKey` has it. */
    address: i => i.addresses.map(address => addressKey(i.vpcId, address)),
    /** The address of Amazon's that it has. */
    public: i => (i.publicAddress ? [i.publicAddress.text] : []),
  }),
  networkInterfacePermissions: kept<InterfacePermission>()({ place, interface: p => [p.networkInterfaceId] }),
  instances: kept<Instance>()({
    place,
    vpc,
    subnet: i => [i.subnetId],
    /** The VPC that it is linked to, and the groups of the link. */
    linked: i => (i.classicLink ? [i.classicLink.vpcId] : []),
    linkGroup: i => i.classicLink?.groups ?? [],
  }),
  keyPairs: kept<KeyPair>()({ place, name: k => [`${placeKey(k)}/${k.name}`] }),
} as const

type Collections = typeof collections
export type CollectionName = keyof Collections
type DocumentIn<C extends CollectionName> = Collections[C] extends Indexes<infer D, infer _> ? D : never
export type Document = { [C in CollectionName]: DocumentIn<C> }[CollectionName]
export type Kind = Document['kind']
type DocumentByKind = { [K in Kind]: Extract<Document, { kind: K }> }
export type DocumentOf<K extends Kind> = DocumentByKind[K]

const collectionOf = {
  account: 'accounts',
  'access-key': 'accessKeys',
  user: 'users',
  role: 'roles',
  'temporary-credentials': 'temporaryCredentials',
  'opened-region': 'openedRegions',
  'client-token': 'clientTokens',
  'dhcp-options': 'dhcpOptions',
  vpc: 'vpcs',
  subnet: 'subnets',
  'route-table': 'routeTables',
  'route-table-association': 'routeTableAssociations',
  route: 'routes',
  peering: 'peerings',
  'prefix-list': 'prefixLists',
  'vpc-endpoint': 'vpcEndpoints',
  'endpoint-service': 'endpointServices',
  'flow-log': 'flowLogs',
  'internet-gateway': 'internetGateways',
  'egress-only-gateway': 'egressOnlyGateways',
  'nat-gateway': 'natGateways',
  'vpn-gateway': 'vpnGateways',
  'customer-gateway': 'customerGateways',
  'vpn-connection': 'vpnConnections',
  'elastic-address': 'elasticAddresses',
  'security-group': 'securityGroups',
  'group-association': 'groupAssociations',
  'security-group-rule': 'securityGroupRules',
  'network-acl': 'networkAcls',
  'network-acl-association': 'networkAclAssociations',
  'network-interface': 'networkInterfaces',
  'network-interface-permission': 'networkInterfacePermissions',
  instance: 'instances',
  'key-pair': 'keyPairs',
} as const satisfies Record<Kind, CollectionName>

/** One step from a revision to the next: a document takes its new form, or goes. */
export type Change = { readonly put: Document } | { readonly drop: Kind; readonly id: string }

/** A change that was made: the document as it was and as it is. Both are absent when nothing was there to drop. */
export interface Applied {
  readonly before: Document | undefined
  readonly after: Document | undefined
}

export const put = (document: Document): Change => ({ put: document })
export const drop = (document: Document): Change => ({ drop: document.kind, id: document.id })

/** What rules, actions, the analyser and the fabric see. */
export type Network = {
  readonly revision: number
} & { readonly [C in CollectionName]: Collection<DocumentIn<C>, IndexName<C>> }

type IndexName<C extends CollectionName> = Extract<keyof Collections[C]['by'], string>

/** The network that moves. Whoever holds it as `Network` can only read. */
export class LiveNetwork {
  revision = 0

  constructor() {
    for (const name of Object.keys(collections) as CollectionName[]) {
      Object.defineProperty(this, name, {
        value: new Collection(collections[name].by as never),
        enumerable: true,
      })
    }
  }

  get view(): Network {
    return this as unknown as Network
  }

  /** Takes the changes of one revision in. Answers with what each change found: the document as it was before. */
  apply(revision: number, changes: readonly Change[]): readonly Applied[] {
    const applied = changes.map(change => this.#take(change))
    this.revision = revision
    return applied
  }

  #take(change: Change): Applied {
    const [kind, id] = 'put' in change ? [change.put.kind, change.put.id] : [change.drop, change.id]
    const collection = this.#collection(kind)
    const before = collection.get(id)
    if ('put' in change) collection.put(change.put)
    else collection.drop(id)
    return { before, after: 'put' in change ? change.put : undefined }
  }

  #collection(kind: Kind): Collection<Document, string> {
    return (this as unknown as Record<string, Collection<Document, string>>)[collectionOf[kind]] as never
  }
}

function kept<D extends { readonly id: string }>() {
  return <N extends string>(by: Record<N, (document: D) => readonly string[]>): Indexes<D, N> => ({ by })
}

/** The document of that kind and id, whoever's it is; undefined if there is none. */
export function document<K extends Kind>(network: Network, kind: K, id: string): DocumentOf<K> | undefined {
  return (network[collectionOf[kind]] as unknown as Collection<DocumentOf<K>, never>).get(id)
}

/** Every document there is. */
export function* documents(network: Network): Iterable<Document> {
  for (const name of Object.keys(collections) as CollectionName[]) yield* network[name].values()
}

/** The indexes of a kind's collection. */
export type IndexOf<K extends Kind> = IndexName<(typeof collectionOf)[K]>

/** The documents of a kind that an index has under a key. */
export function indexed<K extends Kind>(network: Network, kind: K, index: IndexOf<K>, key: string) {
  return (network[collectionOf[kind]] as unknown as Collection<DocumentOf<K>, IndexOf<K>>).where(index, key)
}

/** The documents of a kind that an account has in a Region; none of kinds that are not indexed by place. */
export function inPlace<K extends Kind>(network: Network, kind: K, at: Place): readonly DocumentOf<K>[] {
  return indexed(network, kind, 'place' as IndexOf<K>, placeKey(at))
}
