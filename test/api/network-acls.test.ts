import {
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  type EC2Client,
  type NetworkAclEntry,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'acl-00000000000000001'

async function acls(...filters: readonly (readonly [string, string])[]) {
  const Filters = filters.map(([Name, value]) => ({ Name, Values: [value] }))
  return (await ec2.send(new DescribeNetworkAclsCommand({ Filters }))).NetworkAcls ?? []
}

const entry = (Egress: boolean, RuleNumber: number, RuleAction: 'allow' | 'deny'): NetworkAclEntry => ({
  ...([101, 32768].includes(RuleNumber) ? { Ipv6CidrBlock: '::/0' } : { CidrBlock: '0.0.0.0/0' }),
  Egress,
  Protocol: '-1',
  RuleAction,
  RuleNumber,
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
  })
})

describe('refusals', () => {
  test.each([
    ['acl-1', 'InvalidNetworkAclId.Malformed', 'Invalid id: "acl-1" (expecting "acl-...")'],
    [UNKNOWN, 'InvalidNetworkAclID.NotFound', `The network acl ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    const call = ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [id] }))
    expect(await refused(call)).toEqual({ code, message, status: 400 })
  })
})

describe('behaviour', () => {
  test('every filter', async () => {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
    )
    const six = Vpc?.VpcId ?? ''
    const four = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, four)
    const [a, b] = [(await acls(['vpc-id', six]))[0], (await acls(['vpc-id', four]))[0]]
    const name = new Map([
      [a?.NetworkAclId, 'a'],
      [b?.NetworkAclId, 'b'],
    ])
    const both = ['a', 'b']
    const table: [string, string | undefined, string[]][] = [
      ['association.association-id', b?.Associations?.[0]?.NetworkAclAssociationId, ['b']],
      ['association.network-acl-id', b?.NetworkAclId, ['b']],
      ['association.subnet-id', SubnetId, ['b']],
      ['default', 'true', both],
      ['default', 'false', []],
      ['entry.cidr', '0.0.0.0/0', both],
      ['entry.icmp.code', '*', []],
      ['entry.icmp.type', '*', []],
      ['entry.ipv6-cidr', '::/0', ['a']],
      ['entry.port-range.from', '*', []],
      ['entry.port-range.to', '*', []],
      ['entry.protocol', '-1', both],
      ['entry.protocol', 'tcp', []],
      ['entry.rule-action', 'deny', both],
      ['entry.egress', 'false', both],
      ['entry.rule-number', '101', ['a']],
      ['entry.rule-number', '32767', both],
      ['network-acl-id', a?.NetworkAclId, ['a']],
      ['owner-id', ACCOUNT, both],
      ['owner-id', OTHER_ACCOUNT, []],
      ['tag-key', '*', []],
      ['tag:Name', 'a', []],
      ['vpc-id', six, ['a']],
    ]
    expect(untested('DescribeNetworkAclsRequest', table)).toEqual([])
    for (const [filter, value, names] of table) {
      const found = await acls([filter, value ?? ''])
      const shown = found.map(acl => name.get(acl.NetworkAclId)).filter(one => one !== undefined)
      expect(shown, `${filter} ${value}`).toEqual(names)
    }
  })
})
