/** Changing rules of security groups in place: what they let pass, and what is written about them. */
import {
  AuthorizeSecurityGroupIngressCommand as Admit,
  CreateManagedPrefixListCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand as Describe,
  UpdateSecurityGroupRuleDescriptionsEgressCommand as DescribeOut,
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  type IpPermission,
  ModifySecurityGroupRulesCommand as Modify,
  type SecurityGroupRule,
  type SecurityGroupRuleRequest,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGroup, peeredGroups } from './group-network.ts'
import { createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client
let vpc: string
beforeAll(async () => {
  server = await startServer({ quota: { 'rules-per-security-group': 5 } })
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
  vpc = await createVpc(us)
})
afterAll(() => server.close())

const web: IpPermission = {
  IpProtocol: 'tcp',
  FromPort: 80,
  ToPort: 80,
  IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'web' }],
}
const everywhere: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
const UNKNOWN = 'sgr-00000000000000001'

/** A group with a rule that lets something in; answers with both. */
async function groupWith(permission: IpPermission, VpcId = vpc) {
  const GroupId = await createGroup(us, VpcId)
  const { SecurityGroupRules: made } = await us.send(new Admit({ GroupId, IpPermissions: [permission] }))
  return { GroupId, rule: made?.[0] as SecurityGroupRule }
}

async function rulesOf(GroupId: string): Promise<readonly SecurityGroupRule[]> {
  const Filters = [{ Name: 'group-id', Values: [GroupId] }]
  return (await us.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules ?? []
}

const ruleOf = async (GroupId: string, { SecurityGroupRuleId: id }: SecurityGroupRule) =>
  (await rulesOf(GroupId)).find(rule => rule.SecurityGroupRuleId === id)

const modify = (
  GroupId: string,
  SecurityGroupRuleId: string | undefined,
  SecurityGroupRule?: SecurityGroupRuleRequest,
) => us.send(new Modify({ GroupId, SecurityGroupRules: [{ SecurityGroupRuleId, SecurityGroupRule }] }))

const descriptions = async (GroupId: string) => (await rulesOf(GroupId)).map(rule => rule.Description)

describe('shape', () => {
  test('a modified rule keeps its id, its tags and its ARN; the rest is what was asked for', async () => {
    const { GroupId, rule } = await groupWith(web)
    const { $metadata: _, ...reply } = await modify(GroupId, rule.SecurityGroupRuleId, {
      IpProtocol: 'udp',
      FromPort: 53,
      ToPort: 54,
      CidrIpv4: '10.1.2.3/16',
      Description: 'names',
    })
    expect(reply).toEqual({ Return: true })
    const changed = {
      IpProtocol: 'udp',
      FromPort: 53,
      ToPort: 54,
      CidrIpv4: '10.1.0.0/16',
      Description: 'names',
    }
    expect(await ruleOf(GroupId, rule)).toEqual({ ...rule, ...changed })
  })

  test('descriptions are updated by permission or by id', async () => {
    const { GroupId, rule } = await groupWith(web)
    const byPermission = { ...web, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'by permission' }] }
    const { $metadata: _, ...reply } = await us.send(new Describe({ GroupId, IpPermissions: [byPermission] }))
    expect(reply).toEqual({ Return: true })
    expect(await ruleOf(GroupId, rule)).toEqual({ ...rule, Description: 'by permission' })
    const { SecurityGroupRuleId } = rule
    await us.send(
      new Describe({
        GroupId,
        SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description: 'by id' }],
      }),
    )
    expect(await ruleOf(GroupId, rule)).toEqual({ ...rule, Description: 'by id' })
  })
})

describe('refusals', () => {
  const request: SecurityGroupRuleRequest = { IpProtocol: '-1', CidrIpv4: '10.0.0.0/8' }
  const onlyOne =
    'The request must contain exactly one of: cidrIpv4, cidrIpv6, prefixListId, referencedGroupId'

  test.each<readonly [string, SecurityGroupRuleRequest | undefined, string, string]>([
    ['nothing', undefined, 'MissingParameter', 'The request must contain the parameter securityGroupRule'],
    ['no peer', { IpProtocol: '-1' }, 'MissingParameter', onlyOne],
    ['two peers', { ...request, CidrIpv6: '::/0' }, 'InvalidParameterCombination', onlyOne],
    [
      'no protocol',
      { CidrIpv4: '10.0.0.0/8' },
      'MissingParameter',
      'The request must contain the parameter ipProtocol',
    ],
    [
      'another type',
      { IpProtocol: '-1', CidrIpv6: '::/0' },
      'InvalidParameterValue',
      'You may not specify an IPv6 CIDR for an existing IPv4 CIDR rule.',
    ],
    [
      'what is no block',
      { IpProtocol: '-1', CidrIpv4: 'x' },
      'InvalidParameterValue',
      'CIDR block x is malformed',
    ],
  ])('a rule may not become %s', async (_, wish, code, message) => {
    const { GroupId, rule } = await groupWith(web)
    expect(await refused(modify(GroupId, rule.SecurityGroupRuleId, wish))).toEqual({
      code,
      message,
      status: 400,
    })
    expect(await ruleOf(GroupId, rule)).toEqual(rule)
  })

  test('a rule may not become one that is there', async () => {
    const { GroupId, rule } = await groupWith(web)
    await us.send(new Admit({ GroupId, IpPermissions: [everywhere] }))
    const wish = { IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' }
    expect(await refused(modify(GroupId, rule.SecurityGroupRuleId, wish))).toEqual({
      code: 'InvalidPermission.Duplicate',
      message: 'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
      status: 400,
    })
  })

  test('rules that are unknown, or of another group or direction, are not found', async () => {
    const { GroupId, rule } = await groupWith(web)
    const other = await createGroup(us, vpc)
    const [out] = await rulesOf(other)
    const notFound = (id: string | undefined) => ({
      code: 'InvalidSecurityGroupRuleId.NotFound',
      message: `The security group rule ID '${id}' does not exist`,
      status: 400,
    })
    const update = (id: string | undefined, of = GroupId) =>
      us.send(
        new Describe({
          GroupId: of,
          SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: id, Description: 'a' }],
        }),
      )
    expect(await refused(modify(GroupId, UNKNOWN, request))).toEqual(notFound(UNKNOWN))
    expect(await refused(modify(other, rule.SecurityGroupRuleId, request))).toEqual(
      notFound(rule.SecurityGroupRuleId),
    )
    expect(await refused(update(UNKNOWN))).toEqual(notFound(UNKNOWN))
    expect(await refused(update(rule.SecurityGroupRuleId, other))).toEqual(notFound(rule.SecurityGroupRuleId))
    expect(await refused(update(out?.SecurityGroupRuleId, other))).toEqual(notFound(out?.SecurityGroupRuleId))
  })

  test('descriptions of permissions that the group does not have, in that direction', async () => {
    const { GroupId } = await groupWith(web)
    const notFound = {
      code: 'InvalidPermission.NotFound',
      message: 'The specified rule does not exist in this security group.',
      status: 400,
    }
    expect(await refused(us.send(new Describe({ GroupId, IpPermissions: [everywhere] })))).toEqual(notFound)
    expect(await refused(us.send(new DescribeOut({ GroupId, IpPermissions: [web] })))).toEqual(notFound)
  })

  test.each<readonly [string, object, string, string]>([
    [
      'neither permissions nor ids',
      {},
      'MissingParameter',
      "Either 'ipPermissions' or 'securityGroupRuleDescriptions' should be provided.",
    ],
    [
      'both',
      { IpPermissions: [web], SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: UNKNOWN }] },
      'InvalidParameterCombination',
      'The parameter securityGroupRuleDescriptions cannot be used with the parameter ipPermissions',
    ],
    [
      'a text with other characters',
      { SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: UNKNOWN, Description: "it's" }] },
      'InvalidParameterValue',
      'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    ],
  ])('descriptions by %s', async (_, wish, code, message) => {
    const GroupId = await createGroup(us, vpc)
    expect(await refused(us.send(new Describe({ GroupId, ...wish })))).toEqual({ code, message, status: 400 })
  })
})

describe('behaviour', () => {
  test('a description that is not given again is taken away', async () => {
    const { GroupId, rule } = await groupWith(web)
    await modify(GroupId, rule.SecurityGroupRuleId, { IpProtocol: '-1', CidrIpv4: '10.0.0.0/8' })
    const { Description: _, ...rest } = rule
    expect(await ruleOf(GroupId, rule)).toEqual({ ...rest, IpProtocol: '-1', FromPort: -1, ToPort: -1 })

    const other = await groupWith(web)
    const { SecurityGroupRuleId } = other.rule
    await us.send(
      new Describe({ GroupId: other.GroupId, SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId }] }),
    )
    expect(await descriptions(other.GroupId)).toEqual([undefined, undefined])
  })

  test('rules of both directions are modified in one request, or none is', async () => {
    const { GroupId, rule } = await groupWith(web)
    const [out] = await rulesOf(GroupId)
    const wish = (CidrIpv4: string) => ({ IpProtocol: '-1', CidrIpv4 })
    const both = (first: string, second: string) => [
      { SecurityGroupRuleId: rule.SecurityGroupRuleId, SecurityGroupRule: wish(first) },
      { SecurityGroupRuleId: out?.SecurityGroupRuleId, SecurityGroupRule: wish(second) },
    ]
    const blocks = async () => (await rulesOf(GroupId)).map(one => one.CidrIpv4)
    await refused(us.send(new Modify({ GroupId, SecurityGroupRules: both('10.1.0.0/16', '10.2.0.0/33') })))
    expect(await blocks()).toEqual(['0.0.0.0/0', '10.0.0.0/8'])
    await us.send(new Modify({ GroupId, SecurityGroupRules: both('10.1.0.0/16', '10.2.0.0/16') }))
    expect(await blocks()).toEqual(['10.2.0.0/16', '10.1.0.0/16'])
  })

  test('the description of a rule for what leaves', async () => {
    const GroupId = await createGroup(us, vpc)
    const described = { ...everywhere, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'all' }] }
    await us.send(new DescribeOut({ GroupId, IpPermissions: [described] }))
    expect(await descriptions(GroupId)).toEqual(['all'])
  })

  test('a rule that names a prefix list comes to name another, if its entries fit', async () => {
    const list = async (PrefixListName: string, MaxEntries: number) => {
      const wish = { PrefixListName, MaxEntries, AddressFamily: 'IPv4' }
      const { PrefixList: made } = await us.send(new CreateManagedPrefixListCommand(wish))
      return made?.PrefixListId as string
    }
    const [one, other, long] = [await list('one', 1), await list('other', 2), await list('long', 9)]
    const { GroupId, rule } = await groupWith({ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: one }] })
    const become = (PrefixListId: string) =>
      modify(GroupId, rule.SecurityGroupRuleId, { IpProtocol: '-1', PrefixListId })
    await become(other)
    expect(await ruleOf(GroupId, rule)).toEqual({ ...rule, PrefixListId: other })
    expect(await refused(become(long))).toEqual({
      code: 'RulesPerSecurityGroupLimitExceeded',
      message: 'The maximum number of rules per security group has been reached.',
      status: 400,
    })
  })

  test('a rule that names a group comes to name another, also one of a peer with its account', async () => {
    const { own, theirs, near, far, pcx } = await peeredGroups(server, us, them, OTHER_ACCOUNT)
    const permission = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: own }] }
    const { GroupId, rule } = await groupWith(permission, near)
    const become = (ReferencedGroupId: string) =>
      modify(GroupId, rule.SecurityGroupRuleId, { IpProtocol: '-1', ReferencedGroupId })
    const named = async () => (await ruleOf(GroupId, rule))?.ReferencedGroupInfo
    await become(GroupId)
    expect(await named()).toEqual({ GroupId, UserId: ACCOUNT })
    expect((await refused(become(theirs))).code).toBe('InvalidGroup.NotFound')
    await become(`${OTHER_ACCOUNT}/${theirs}`)
    const peered = {
      GroupId: theirs,
      UserId: OTHER_ACCOUNT,
      VpcId: far,
      VpcPeeringConnectionId: pcx,
      PeeringStatus: 'active',
    }
    expect(await named()).toEqual(peered)
    await become(theirs)
    expect(await named()).toEqual(peered)
  })
})
