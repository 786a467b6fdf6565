import {
  CreateNetworkAclCommand as Create,
  CreateNetworkAclEntryCommand as CreateEntry,
  CreateVpcCommand,
  DeleteNetworkAclCommand as Delete,
  DeleteNetworkAclEntryCommand as DeleteEntry,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeNetworkAclsCommand,
  type EC2Client,
  type CreateNetworkAclEntryCommandInput as EntryInput,
  type NetworkAcl,
  type NetworkAclEntry,
  ReplaceNetworkAclAssociationCommand as Reassociate,
  ReplaceNetworkAclEntryCommand as ReplaceEntry,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
let them: EC2Client
beforeAll(async () => {
  server = await startServer({ quota: { 'network-acls-per-vpc': 3, 'rules-per-network-acl': 4 } })
  ec2 = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
})
afterAll(() => server.close())

const UNKNOWN = 'acl-00000000000000001'
const UNKNOWN_ASSOCIATION = 'aclassoc-00000000000000001'

async function acls(...filters: readonly (readonly [string, string])[]) {
  const Filters = filters.map(([Name, value]) => ({ Name, Values: [value] }))
  return (await ec2.send(new DescribeNetworkAclsCommand({ Filters }))).NetworkAcls ?? []
}

async function shown(id: string): Promise<NetworkAcl> {
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [id] }))
  return NetworkAcls?.[0] as NetworkAcl
}

async function createAcl(VpcId: string): Promise<string> {
  return (await ec2.send(new Create({ VpcId }))).NetworkAcl?.NetworkAclId as string
}

const entry = (Egress: boolean, RuleNumber: number, RuleAction: 'allow' | 'deny'): NetworkAclEntry => ({
  ...([101, 32768].includes(RuleNumber) ? { Ipv6CidrBlock: '::/0' } : { CidrBlock: '0.0.0.0/0' }),
  Egress,
  Protocol: '-1',
  RuleAction,
  RuleNumber,
})
const DENIALS = [entry(true, 32767, 'deny'), entry(false, 32767, 'deny')]

/** Lets HTTPS in from 10.0.0.0/8, as number 100. */
const https = (NetworkAclId: string, more: Partial<EntryInput> = {}): EntryInput => ({
  NetworkAclId,
  RuleNumber: 100,
  Protocol: '6',
  RuleAction: 'allow',
  Egress: false,
  CidrBlock: '10.0.0.0/8',
  PortRange: { From: 443, To: 443 },
  ...more,
})

describe('shape', () => {
  test('the default ACL of a VPC, with its subnets', async () => {
    const VpcId = await createVpc(ec2)
    const subnets = [
      await createSubnet(ec2, VpcId, '10.0.1.0/24'),
      await createSubnet(ec2, VpcId, '10.0.2.0/24'),
    ]
    const [acl, ...others] = await acls(['vpc-id', VpcId])
    expect(others).toEqual([])
    expect(acl).toEqual({
      Associations: subnets.map(SubnetId => ({
        NetworkAclAssociationId: expect.stringMatching(/^aclassoc-0[0-9a-f]{16}$/),
        NetworkAclId: acl?.NetworkAclId,
        SubnetId,
      })),
      Entries: [
        entry(true, 100, 'allow'),
        entry(true, 32767, 'deny'),
        entry(false, 100, 'allow'),
        entry(false, 32767, 'deny'),
      ],
      IsDefault: true,
      NetworkAclId: expect.stringMatching(/^acl-0[0-9a-f]{16}$/),
      Tags: [],
      VpcId,
      OwnerId: ACCOUNT,
    })
  })

  test('that of a VPC with IPv6', async () => {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
    )
    const [acl] = await acls(['vpc-id', Vpc?.VpcId ?? ''])
    expect(acl?.Entries).toEqual(
      [true, false].flatMap(egress => [
        entry(egress, 100, 'allow'),
        entry(egress, 101, 'allow'),
        entry(egress, 32767, 'deny'),
        entry(egress, 32768, 'deny'),
      ]),
    )
    const own = await createAcl(Vpc?.VpcId ?? '')
    expect((await shown(own)).Entries).toEqual(
      [true, false].flatMap(egress => [entry(egress, 32767, 'deny'), entry(egress, 32768, 'deny')]),
    )
  })

  test('a new ACL denies everything and guards no subnet', async () => {
    const VpcId = await createVpc(ec2)
    await createSubnet(ec2, VpcId)
    const Tags = [{ Key: 'a', Value: 'b' }]
    const TagSpecifications = [{ ResourceType: 'network-acl' as const, Tags }]
    const { $metadata: _, ...made } = await ec2.send(
      new Create({ VpcId, TagSpecifications, ClientToken: 'once' }),
    )
    const acl = {
      Associations: [],
      Entries: DENIALS,
      IsDefault: false,
      NetworkAclId: expect.stringMatching(/^acl-0[0-9a-f]{16}$/),
      Tags,
      VpcId,
      OwnerId: ACCOUNT,
    }
    expect(made).toEqual({ NetworkAcl: acl, ClientToken: 'once' })
    expect(await shown(made.NetworkAcl?.NetworkAclId ?? '')).toEqual(acl)
  })

  test('entries are shown by direction and number, with what is of their protocol', async () => {
    const NetworkAclId = await createAcl(await createVpc(ec2))
    const all = { NetworkAclId, RuleAction: 'deny', Egress: true, CidrBlock: '10.1.2.3/16' } as const
    const wishes: EntryInput[] = [
      https(NetworkAclId, { RuleNumber: 200 }),
      https(NetworkAclId, { Protocol: 'udp', PortRange: { From: 0, To: 65_535 } }),
      { ...all, RuleNumber: 30, Protocol: '-1', PortRange: { From: 1, To: 2 } },
      { ...all, RuleNumber: 10, Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } },
      { ...all, RuleNumber: 20, Protocol: '47' },
      {
        ...all,
        RuleNumber: 15,
        Protocol: '58',
        CidrBlock: undefined,
        Ipv6CidrBlock: '2600::1/16',
        IcmpTypeCode: { Type: -1, Code: -1 },
      },
    ]
    for (const wish of wishes) await ec2.send(new CreateEntry(wish))
    const out = { Egress: true, RuleAction: 'deny' }
    const to = { ...out, CidrBlock: '10.1.0.0/16' }
    const inside = { Egress: false, RuleAction: 'allow', CidrBlock: '10.0.0.0/8' }
    expect((await shown(NetworkAclId)).Entries).toEqual([
      { ...to, RuleNumber: 10, Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } },
      {
        ...out,
        RuleNumber: 15,
        Protocol: '58',
        Ipv6CidrBlock: '2600::/16',
        IcmpTypeCode: { Type: -1, Code: -1 },
      },
      { ...to, RuleNumber: 20, Protocol: '47' },
      { ...to, RuleNumber: 30, Protocol: '-1' },
      entry(true, 32767, 'deny'),
      entry(true, 32768, 'deny'),
      { ...inside, RuleNumber: 100, Protocol: '17', PortRange: { From: 0, To: 65_535 } },
      { ...inside, RuleNumber: 200, Protocol: '6', PortRange: { From: 443, To: 443 } },
      entry(false, 32767, 'deny'),
      entry(false, 32768, 'deny'),
    ])
  })
})

describe('refusals', () => {
  const malformed = (id: string, prefix: string) => `Invalid id: "${id}" (expecting "${prefix}-...")`
  const missing = (name: string) => `The request must contain the parameter ${name}`

  test.each([
    ['acl-1', 'InvalidNetworkAclId.Malformed', malformed('acl-1', 'acl')],
    [UNKNOWN, 'InvalidNetworkAclID.NotFound', `The networkAcl ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (NetworkAclId, code, message) => {
    const place = { NetworkAclId, RuleNumber: 100, Egress: false }
    const [own] = await acls(['default', 'true'])
    for (const call of [
      () => ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAclId] })),
      () => ec2.send(new Delete({ NetworkAclId })),
      () => ec2.send(new CreateEntry(https(NetworkAclId))),
      () => ec2.send(new ReplaceEntry(https(NetworkAclId))),
      () => ec2.send(new DeleteEntry(place)),
      () =>
        ec2.send(
          new Reassociate({ NetworkAclId, AssociationId: own?.Associations?.[0]?.NetworkAclAssociationId }),
        ),
    ])
      expect(await refused(call())).toEqual({ code, message, status: 400 })
  })

  test('of associations: malformed, unknown, of another account', async () => {
    const [theirs] = (await them.send(new DescribeNetworkAclsCommand())).NetworkAcls ?? []
    const NetworkAclId = await createAcl(await createVpc(ec2))
    const why = (AssociationId = '') => refused(ec2.send(new Reassociate({ AssociationId, NetworkAclId })))
    const notFound = (id = '') => ({
      code: 'InvalidAssociationID.NotFound',
      message: `The association ID '${id}' does not exist`,
      status: 400,
    })
    const foreign = theirs?.Associations?.[0]?.NetworkAclAssociationId
    expect(await why('x')).toEqual({
      code: 'InvalidAssociationId.Malformed',
      message: malformed('x', 'aclassoc'),
      status: 400,
    })
    expect(await why(UNKNOWN_ASSOCIATION)).toEqual(notFound(UNKNOWN_ASSOCIATION))
    expect(await why(foreign)).toEqual(notFound(foreign))
  })

  test('of an ACL of another VPC for a subnet', async () => {
    const VpcId = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, VpcId)
    const NetworkAclId = await createAcl(await createVpc(ec2))
    const [acl] = await acls(['vpc-id', VpcId])
    const AssociationId = acl?.Associations?.[0]?.NetworkAclAssociationId
    expect(await refused(ec2.send(new Reassociate({ AssociationId, NetworkAclId })))).toEqual({
      code: 'InvalidParameterValue',
      message: `network acl ${NetworkAclId} and subnet ${SubnetId} belong to different networks`,
      status: 400,
    })
  })

  test.each<readonly [string, Partial<EntryInput>, string, string]>([
    [
      'no block',
      { CidrBlock: undefined },
      'MissingParameter',
      'The request must contain exactly one of: cidrBlock, ipv6CidrBlock',
    ],
    [
      'two blocks',
      { Ipv6CidrBlock: '::/0' },
      'InvalidParameterCombination',
      'The request must contain exactly one of: cidrBlock, ipv6CidrBlock',
    ],
    [
      'what is no block',
      { CidrBlock: '10.0.0.0/33' },
      'InvalidParameterValue',
      'Value (10.0.0.0/33) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'a port range that is missing',
      { PortRange: undefined },
      'InvalidParameterValue',
      'Invalid value for portRange. Must specify both from and to ports with TCP/UDP.',
    ],
    ['an ICMP type that is missing', { Protocol: '1' }, 'MissingParameter', missing('icmpTypeCode.type')],
    [
      'an unknown protocol',
      { Protocol: 'x' },
      'InvalidParameterValue',
      "Invalid value 'x' for IP protocol. Unknown protocol.",
    ],
    [
      'a number of AWS',
      { RuleNumber: 32_767 },
      'InvalidParameterValue',
      'Value (32767) for parameter ruleNumber is invalid. Rulenumber must be in range 1..32766',
    ],
  ])('of entries: %s', async (_, more, code, message) => {
    const NetworkAclId = await createAcl(await createVpc(ec2))
    for (const call of [CreateEntry, ReplaceEntry])
      expect(await refused(ec2.send(new call(https(NetworkAclId, more))))).toEqual({
        code,
        message,
        status: 400,
      })
  })

  test('of an entry that is there, or not there', async () => {
    const NetworkAclId = await createAcl(await createVpc(ec2))
    const wish = https(NetworkAclId)
    const place = { NetworkAclId, RuleNumber: 100, Egress: false }
    const notThere = {
      code: 'InvalidNetworkAclEntry.NotFound',
      message: 'no ingress entry with number 100',
      status: 400,
    }
    expect(await refused(ec2.send(new ReplaceEntry(wish)))).toEqual(notThere)
    expect(await refused(ec2.send(new DeleteEntry(place)))).toEqual(notThere)
    await ec2.send(new CreateEntry(wish))
    expect(await refused(ec2.send(new CreateEntry(wish)))).toEqual({
      code: 'NetworkAclEntryAlreadyExists',
      message: 'The network acl entry identified by 100 already exists.',
      status: 400,
    })
  })

  test('of too many entries and of too many ACLs', async () => {
    const VpcId = await createVpc(ec2)
    const NetworkAclId = await createAcl(VpcId)
    for (const RuleNumber of [1, 2, 3]) await ec2.send(new CreateEntry(https(NetworkAclId, { RuleNumber })))
    expect(await refused(ec2.send(new CreateEntry(https(NetworkAclId))))).toEqual({
      code: 'NetworkAclEntryLimitExceeded',
      message: 'The maximum number of network acl entries has been reached.',
      status: 400,
    })
    await ec2.send(new CreateEntry(https(NetworkAclId, { Egress: true })))
    await createAcl(VpcId)
    expect(await refused(ec2.send(new Create({ VpcId })))).toEqual({
      code: 'NetworkAclLimitExceeded',
      message: 'The maximum number of network acls has been reached.',
      status: 400,
    })
  })

  test('of deleting the default ACL, and one that guards a subnet', async () => {
    const VpcId = await createVpc(ec2)
    await createSubnet(ec2, VpcId)
    const [byDefault] = await acls(['vpc-id', VpcId])
    const NetworkAclId = await createAcl(VpcId)
    await ec2.send(
      new Reassociate({
        AssociationId: byDefault?.Associations?.[0]?.NetworkAclAssociationId,
        NetworkAclId,
      }),
    )
    const why = (id = '') => refused(ec2.send(new Delete({ NetworkAclId: id })))
    expect(await why(byDefault?.NetworkAclId)).toEqual({
      code: 'InvalidParameterValue',
      message: `cannot delete default network ACL ${byDefault?.NetworkAclId}`,
      status: 400,
    })
    expect(await why(NetworkAclId)).toEqual({
      code: 'DependencyViolation',
      message: `The networkAcl '${NetworkAclId}' has dependencies and cannot be deleted.`,
      status: 400,
    })
  })
})

describe('behaviour', () => {
  test('an entry is replaced whole, in its direction, and deleted', async () => {
    const NetworkAclId = await createAcl(await createVpc(ec2))
    await ec2.send(new CreateEntry(https(NetworkAclId)))
    await ec2.send(new CreateEntry(https(NetworkAclId, { Egress: true })))
    await ec2.send(
      new ReplaceEntry(
        https(NetworkAclId, {
          Protocol: '-1',
          PortRange: undefined,
          RuleAction: 'deny',
          CidrBlock: '0.0.0.0/0',
        }),
      ),
    )
    const ofTen = { Egress: true, RuleNumber: 100, CidrBlock: '10.0.0.0/8', Protocol: '6' }
    const out = { ...ofTen, RuleAction: 'allow', PortRange: { From: 443, To: 443 } }
    const [denyOut, denyIn] = DENIALS
    expect((await shown(NetworkAclId)).Entries).toEqual([out, denyOut, entry(false, 100, 'deny'), denyIn])
    await ec2.send(new DeleteEntry({ NetworkAclId, RuleNumber: 100, Egress: true }))
    expect((await shown(NetworkAclId)).Entries).toEqual([denyOut, entry(false, 100, 'deny'), denyIn])
  })

  test('a subnet is given another ACL: the association gets a new id, and the old one is gone', async () => {
    const VpcId = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, VpcId)
    const [byDefault] = await acls(['vpc-id', VpcId])
    const NetworkAclId = await createAcl(VpcId)
    const AssociationId = byDefault?.Associations?.[0]?.NetworkAclAssociationId
    const { NewAssociationId } = await ec2.send(new Reassociate({ AssociationId, NetworkAclId }))
    expect(NewAssociationId).not.toBe(AssociationId)
    expect((await shown(NetworkAclId)).Associations).toEqual([
      { NetworkAclAssociationId: NewAssociationId, NetworkAclId, SubnetId },
    ])
    expect((await shown(byDefault?.NetworkAclId ?? '')).Associations).toEqual([])
    expect((await refused(ec2.send(new Reassociate({ AssociationId, NetworkAclId })))).code).toBe(
      'InvalidAssociationID.NotFound',
    )
    const again = await ec2.send(new Reassociate({ AssociationId: NewAssociationId, NetworkAclId }))
    expect(again.NewAssociationId).toBe(NewAssociationId)
  })

  test('an ACL of its own keeps a VPC; a deleted subnet keeps no ACL', async () => {
    const VpcId = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, VpcId)
    const NetworkAclId = await createAcl(VpcId)
    const [byDefault] = await acls(['vpc-id', VpcId], ['default', 'true'])
    const AssociationId = byDefault?.Associations?.[0]?.NetworkAclAssociationId
    await ec2.send(new Reassociate({ AssociationId, NetworkAclId }))
    await ec2.send(new DeleteSubnetCommand({ SubnetId }))
    expect((await refused(ec2.send(new DeleteVpcCommand({ VpcId })))).code).toBe('DependencyViolation')
    await ec2.send(new Delete({ NetworkAclId }))
    await ec2.send(new DeleteVpcCommand({ VpcId }))
    expect(await acls(['vpc-id', VpcId])).toEqual([])
  })

  test('every filter', async () => {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
    )
    const six = Vpc?.VpcId ?? ''
    const four = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, four)
    const own = await createAcl(six)
    await ec2.send(new CreateEntry(https(own)))
    const icmp = { Protocol: '1', IcmpTypeCode: { Type: 8, Code: 0 }, RuleNumber: 7 }
    await ec2.send(new CreateEntry(https(own, icmp)))
    const [a, b] = [(await acls(['vpc-id', six]))[0], (await acls(['vpc-id', four]))[0]]
    const name = new Map([
      [a?.NetworkAclId, 'a'],
      [b?.NetworkAclId, 'b'],
      [own, 'c'],
    ])
    const both = ['a', 'b']
    const all = ['a', 'b', 'c']
    const table: [string, string | undefined, string[]][] = [
      ['association.association-id', b?.Associations?.[0]?.NetworkAclAssociationId, ['b']],
      ['association.network-acl-id', b?.NetworkAclId, ['b']],
      ['association.subnet-id', SubnetId, ['b']],
      ['default', 'true', both],
      ['default', 'false', ['c']],
      ['entry.cidr', '0.0.0.0/0', all],
      ['entry.cidr', '10.0.0.0/8', ['c']],
      ['entry.icmp.code', '0', ['c']],
      ['entry.icmp.type', '8', ['c']],
      ['entry.icmp.type', '0', []],
      ['entry.ipv6-cidr', '::/0', ['a', 'c']],
      ['entry.port-range.from', '443', ['c']],
      ['entry.port-range.to', '443', ['c']],
      ['entry.protocol', '-1', all],
      ['entry.protocol', 'tcp', ['c']],
      ['entry.protocol', '6', ['c']],
      ['entry.protocol', 'udp', []],
      ['entry.rule-action', 'deny', all],
      ['entry.egress', 'false', all],
      ['entry.rule-number', '101', ['a']],
      ['entry.rule-number', '32767', all],
      ['network-acl-id', a?.NetworkAclId, ['a']],
      ['owner-id', ACCOUNT, all],
      ['owner-id', OTHER_ACCOUNT, []],
      ['tag-key', '*', []],
      ['tag:Name', 'a', []],
      ['vpc-id', six, ['a', 'c']],
    ]
    expect(untested('DescribeNetworkAclsRequest', table)).toEqual([])
    for (const [filter, value, names] of table) {
      const found = await acls([filter, value ?? ''])
      const shown = found.map(acl => name.get(acl.NetworkAclId)).filter(one => one !== undefined)
      expect(shown.toSorted(), `${filter} ${value}`).toEqual(names)
    }
  })
})
