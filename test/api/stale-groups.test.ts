/** Security groups seen from the other end of a peering, rules that have lost their meaning, and the groups of a VPC. */
import {
  AuthorizeSecurityGroupIngressCommand as Admit,
  AuthorizeSecurityGroupEgressCommand as Allow,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  GetSecurityGroupsForVpcCommand as ForVpc,
  type IpPermission,
  DescribeSecurityGroupReferencesCommand as References,
  DescribeStaleSecurityGroupsCommand as Stale,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createGroup, peer, peeredGroups } from './group-network.ts'
import { createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client
beforeAll(async () => {
  server = await startServer()
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
})
afterAll(() => server.close())

const from = (GroupId: string, UserId = OTHER_ACCOUNT): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  UserIdGroupPairs: [{ GroupId, UserId, Description: 'from afar' }],
})

/** Two peered VPCs, and a rule of ours that names their group. */
async function referring() {
  const groups = await peeredGroups(server, us, them, OTHER_ACCOUNT)
  await us.send(new Admit({ GroupId: groups.own, IpPermissions: [from(groups.theirs)] }))
  return groups
}

const unpeer = async (VpcPeeringConnectionId: string) => {
  await us.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await server.settled()
}

const stale = async (VpcId: string, MaxResults?: number, NextToken?: string) =>
  us.send(new Stale({ VpcId, MaxResults, NextToken }))
const staleIds = async (VpcId: string) =>
  (await stale(VpcId)).StaleSecurityGroupSet?.map(group => group.GroupId)

const references = async (ec2: EC2Client, ...GroupId: string[]) =>
  (await ec2.send(new References({ GroupId }))).SecurityGroupReferenceSet

describe('shape', () => {
  test('of a stale group, whose peering is deleted', async () => {
    const { own, theirs, near, far, pcx } = await referring()
    await us.send(
      new Admit({
        GroupId: own,
        IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      }),
    )
    const { SecurityGroups } = await us.send(new DescribeSecurityGroupsCommand({ GroupIds: [own] }))
    const all = await them.send(new DescribeSecurityGroupsCommand({ GroupIds: [theirs] }))
    await unpeer(pcx)
    const { $metadata: _, ...reply } = await stale(near)
    expect(reply).toEqual({
      StaleSecurityGroupSet: [
        {
          Description: 'for a test',
          GroupId: own,
          GroupName: SecurityGroups?.[0]?.GroupName,
          StaleIpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 22,
              ToPort: 22,
              UserIdGroupPairs: [
                {
                  GroupId: theirs,
                  GroupName: all.SecurityGroups?.[0]?.GroupName,
                  UserId: OTHER_ACCOUNT,
                  VpcId: far,
                  VpcPeeringConnectionId: pcx,
                  PeeringStatus: 'deleted',
                  Description: 'from afar',
                },
              ],
            },
          ],
          StaleIpPermissionsEgress: [],
          VpcId: near,
        },
      ],
    })
  })

  test('of a stale group, whose rule names a group that is deleted', async () => {
    const { own, theirs, near, far, pcx } = await referring()
    await us.send(new Allow({ GroupId: own, IpPermissions: [from(theirs)] }))
    await them.send(new DeleteSecurityGroupCommand({ GroupId: theirs }))
    const [group] = (await stale(near)).StaleSecurityGroupSet ?? []
    const pair = {
      GroupId: theirs,
      VpcId: far,
      VpcPeeringConnectionId: pcx,
      PeeringStatus: 'active',
      Description: 'from afar',
    }
    const permission = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [pair] }
    expect(group?.StaleIpPermissions).toEqual([permission])
    expect(group?.StaleIpPermissionsEgress).toEqual([permission])
    expect(group?.GroupId).toBe(own)
  })

  test('of references: the VPCs at the other end, each once', async () => {
    const { own, theirs, near, pcx } = await referring()
    await us.send(new Allow({ GroupId: own, IpPermissions: [from(theirs)] }))
    const reference = { GroupId: theirs, ReferencingVpcId: near, VpcPeeringConnectionId: pcx }
    expect(await references(them, theirs)).toEqual([reference])
    expect(await references(us, own)).toEqual([])
  })

  test('of the groups of a VPC', async () => {
    const VpcId = await createVpc(us)
    const GroupId = await createGroup(us, VpcId, 'one of its own')
    await us.send(new CreateTagsCommand({ Resources: [GroupId], Tags: [{ Key: 'a', Value: 'b' }] }))
    const { $metadata: _, ...reply } = await us.send(new ForVpc({ VpcId }))
    const shared = { OwnerId: ACCOUNT, PrimaryVpcId: VpcId }
    expect(reply).toEqual({
      SecurityGroupForVpcs: [
        {
          ...shared,
          Description: 'default VPC security group',
          GroupName: 'default',
          GroupId: expect.stringMatching(/^sg-0[0-9a-f]{16}$/),
          Tags: [],
        },
        {
          ...shared,
          Description: 'for a test',
          GroupName: 'one of its own',
          GroupId,
          Tags: [{ Key: 'a', Value: 'b' }],
        },
      ],
    })
  })
})

describe('refusals', () => {
  test('VPCs and groups of others do not exist', async () => {
    const { far, theirs } = await referring()
    const noVpc = {
      code: 'InvalidVpcID.NotFound',
      message: `The vpc ID '${far}' does not exist`,
      status: 400,
    }
    expect(await refused(us.send(new Stale({ VpcId: far })))).toEqual(noVpc)
    expect(await refused(us.send(new ForVpc({ VpcId: far })))).toEqual(noVpc)
    expect(await refused(us.send(new References({ GroupId: [theirs] })))).toEqual({
      code: 'InvalidGroup.NotFound',
      message: `The security group '${theirs}' does not exist`,
      status: 400,
    })
  })
})

describe('behaviour', () => {
  test('a rule is stale from the end of the peering until the VPCs are peered again', async () => {
    const { own, theirs, near, far, pcx } = await referring()
    expect(await staleIds(near)).toEqual([])
    await unpeer(pcx)
    expect(await staleIds(near)).toEqual([own])
    expect(await references(them, theirs)).toEqual([])
    const again = await peer(server, [us, near], [them, far, OTHER_ACCOUNT])
    expect(await staleIds(near)).toEqual([])
    expect(await references(them, theirs)).toEqual([
      { GroupId: theirs, ReferencingVpcId: near, VpcPeeringConnectionId: again },
    ])
  })

  test('a rule stays stale when the peering is no longer shown', async () => {
    const { own, near, pcx } = await referring()
    await unpeer(pcx)
    await server.advance('3d')
    const [group] = (await stale(near)).StaleSecurityGroupSet ?? []
    expect(group?.GroupId).toBe(own)
    expect(group?.StaleIpPermissions?.[0]?.UserIdGroupPairs?.[0]).toMatchObject({
      VpcPeeringConnectionId: pcx,
      PeeringStatus: 'deleted',
    })
  })

  test('stale groups page by page', async () => {
    const { own, theirs, near, pcx } = await referring()
    const more = [own]
    for (let n = 0; n < 6; n++) {
      const GroupId = await createGroup(us, near)
      await us.send(new Admit({ GroupId, IpPermissions: [from(theirs)] }))
      more.push(GroupId)
    }
    await unpeer(pcx)
    const first = await stale(near, 5)
    const second = await stale(near, 5, first.NextToken)
    const pages = [first, second].map(one => one.StaleSecurityGroupSet?.map(group => group.GroupId))
    expect(pages).toEqual([more.slice(0, 5), more.slice(5)])
    expect(second.NextToken).toBeUndefined()
  })

  test('every filter of the groups of a VPC', async () => {
    const VpcId = await createVpc(us)
    const GroupId = await createGroup(us, VpcId, 'mine')
    const elsewhere = await createGroup(us, await createVpc(us))
    const table: [string, string, string[]][] = [
      ['group-id', GroupId, ['mine']],
      ['group-id', elsewhere, []],
      ['description', 'for*', ['mine']],
      ['group-name', 'default', ['default']],
      ['owner-id', ACCOUNT, ['default', 'mine']],
      ['owner-id', OTHER_ACCOUNT, []],
      ['primary-vpc-id', VpcId, ['default', 'mine']],
      ['tag-key', '*', []],
    ]
    expect(untested('GetSecurityGroupsForVpcRequest', table)).toEqual([])
    for (const [Name, value, names] of table) {
      const found = await us.send(new ForVpc({ VpcId, Filters: [{ Name, Values: [value] }] }))
      expect(
        found.SecurityGroupForVpcs?.map(group => group.GroupName),
        `${Name} ${value}`,
      ).toEqual(names)
    }
  })
})
