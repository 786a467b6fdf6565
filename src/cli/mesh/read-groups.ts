/** Security groups of one account in one Region, as far as a mesh is concerned with them. */
import {
  type EC2Client,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2'
import type { SeenGroup } from '../../mesh/landscape.ts'
import { gather, inBatches } from './gather.ts'
import { readPrefixLists } from './read-prefix-lists.ts'
import { seenGroup } from './seen-group.ts'

export interface GroupView {
  readonly vpcId: string
  readonly seen: SeenGroup
}

/** The groups of some VPCs, and those with rules that bear the mark: each with its rules. */
export async function readGroups(
  client: EC2Client,
  { vpcIds, mark }: { readonly vpcIds: readonly string[]; readonly mark: string },
): Promise<readonly GroupView[]> {
  const [marked, ofVpcs] = await Promise.all([
    readRules(client, 'tag-key', [mark]),
    inBatches(vpcIds, values => readList(client, 'vpc-id', values)),
  ])
  const known = new Set(ofVpcs.map(group => group.GroupId))
  const others = [...new Set(marked.map(rule => rule.GroupId ?? ''))].filter(id => !known.has(id))
  const groups = [...ofVpcs, ...(await inBatches(others, values => readList(client, 'group-id', values)))]
  const ids = groups.map(group => group.GroupId ?? '')
  const rules = await inBatches(ids, values => readRules(client, 'group-id', values))
  const prefixLists = await readPrefixLists(
    client,
    rules.flatMap(rule => rule.PrefixListId ?? []),
  )
  const byGroup = Map.groupBy(rules, rule => rule.GroupId)
  return groups.map(group => ({
    vpcId: group.VpcId ?? '',
    seen: seenGroup(group, byGroup.get(group.GroupId) ?? [], prefixLists),
  }))
}

const readList = (client: EC2Client, Name: string, Values: readonly string[]) =>
  gather(
    paginateDescribeSecurityGroups({ client, pageSize: 1_000 }, { Filters: [{ Name, Values: [...Values] }] }),
    page => page.SecurityGroups,
  )

const readRules = (client: EC2Client, Name: string, Values: readonly string[]) =>
  gather(
    paginateDescribeSecurityGroupRules(
      { client, pageSize: 1_000 },
      { Filters: [{ Name, Values: [...Values] }] },
    ),
    page => page.SecurityGroupRules,
  )
