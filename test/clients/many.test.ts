/** Lists of 10,000 are told whole, in pages, each once; also while others come and go. */
import {
  DeleteSecurityGroupCommand,
  type DescribeSecurityGroupsCommandInput,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { put } from '../../src/model/network.ts'
import type { SecurityGroup } from '../../src/model/security-group.ts'
import { createVpc } from '../api/route-network.ts'
import { useServer } from '../api/server.ts'

const server = await useServer()
const ec2 = server.ec2()
const MANY = 10_000

/** Made as documents: through the API it would take a minute. */
async function manyGroups(): Promise<readonly string[]> {
  const vpcId = await createVpc(ec2)
  const [like] = server.engine.network.securityGroups.where('vpc', vpcId)
  const groups = Array.from({ length: MANY }, (_, number): SecurityGroup => {
    const id = `sg-${number.toString(16).padStart(17, '0')}`
    return { ...(like as SecurityGroup), id, name: `group-${number}` }
  })
  await server.engine.install('ManyGroups', groups.map(put))
  return groups.map(group => group.id)
}

/** The SDK writes the token into its input. */
async function pagesOf(input: DescribeSecurityGroupsCommandInput, pageSize: number): Promise<string[][]> {
  const pages: string[][] = []
  for await (const page of paginateDescribeSecurityGroups({ client: ec2, pageSize }, { ...input }))
    pages.push(page.SecurityGroups?.map(group => group.GroupId ?? '') ?? [])
  return pages
}

const filters = (Name: string, Value: string) => ({ Filters: [{ Name, Values: [Value] }] })

test(`${MANY} security groups, in pages, by a filter, and with one going away in between`, async () => {
  const ids = await manyGroups()
  const named = filters('group-name', 'group-*')
  const pages = await pagesOf(named, 1_000)
  expect(pages.map(page => page.length)).toEqual(Array(10).fill(1_000))
  expect(pages.flat().sort()).toEqual([...ids].sort())

  const one = await pagesOf(filters('group-name', 'group-9999'), 1_000)
  expect(one).toEqual([[ids[9_999]]])

  const first = paginateDescribeSecurityGroups({ client: ec2, pageSize: 1_000 }, { ...named })
  const seen: string[] = []
  for await (const { SecurityGroups = [] } of first) {
    const listed = SecurityGroups.map(group => group.GroupId ?? '')
    if (seen.length === 0) await ec2.send(new DeleteSecurityGroupCommand({ GroupId: listed[0] }))
    seen.push(...listed)
  }
  expect(seen.sort()).toEqual([...ids].sort())
})
