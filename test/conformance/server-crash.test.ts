/** Kill -9 of the whole server under load, many times: what was answered is there, and nothing is half. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import {
  CreateTagsCommand,
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const ROUNDS = 10
const CLIENTS = 8
/** The longest that a server lives in a round, in milliseconds after it is ready. */
const LONGEST_LIFE = 250

const isthmus = fileURLToPath(new URL('../../bin/isthmus', import.meta.url))

let directory: string
let child: ChildProcess | undefined

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isthmus-crash-'))
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await rm(directory, { recursive: true })
})

interface Answered {
  readonly vpcs: Set<string>
  /** VPC → the number in its tag that was answered last, and the one that was sent last. */
  readonly tags: Map<string, { answered: number; sent: number }>
}

describe('kill -9 under load', () => {
  test(`${ROUNDS} times`, { timeout: 120_000 }, async () => {
    const answered: Answered = { vpcs: new Set(), tags: new Map() }
    for (let round = 0; round < ROUNDS; round++) {
      const ec2 = await start()
      await whole(ec2, answered)
      const load = Promise.all(Array.from({ length: CLIENTS }, (_, n) => work(ec2, n, answered)))
      await new Promise(resolve => setTimeout(resolve, Math.random() * LONGEST_LIFE))
      child?.kill('SIGKILL')
      await load
      ec2.destroy()
    }
    const ec2 = await start()
    await whole(ec2, answered)
    expect(answered.vpcs.size).toBeGreaterThan(ROUNDS)
    expect([...answered.tags.values()].some(tag => tag.answered > 0)).toBe(true)
  })
})

async function start(): Promise<EC2Client> {
  const args = [
    'serve',
    '--port',
    '0',
    '--data',
    directory,
    '--driver',
    'memory',
    '--auth',
    'open',
    '--log-level',
    'error',
  ]
  const env = { ...process.env, HOME: directory }
  const started = spawn(isthmus, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  child = started
  for await (const line of createInterface({ input: started.stdout })) {
    const [, endpoint] = /^ready (.+)$/.exec(line) ?? []
    if (endpoint) return new EC2Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  }
  throw new Error('the server did not start')
}

const credentials = { accessKeyId: '111111111111', secretAccessKey: 'any' }

/** Makes VPCs and tags them with rising numbers until the server is gone. */
async function work(ec2: EC2Client, client: number, { vpcs, tags }: Answered): Promise<void> {
  try {
    for (;;) {
      const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${client}.0.0/16` }))
      const id = Vpc?.VpcId ?? ''
      vpcs.add(id)
      const tag = { answered: -1, sent: -1 }
      tags.set(id, tag)
      for (let value = 0; value < 5; value++) {
        tag.sent = value
        await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'n', Value: String(value) }] }))
        tag.answered = value
      }
    }
  } catch (error) {
    const refusal = error as { $metadata?: { httpStatusCode?: number } }
    if (refusal.$metadata?.httpStatusCode !== undefined) throw error
  }
}

/** Everything that was answered is there; every VPC has all that is born with it, once. */
async function whole(ec2: EC2Client, answered: Answered): Promise<void> {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}))
  const there = new Map(Vpcs.map(vpc => [vpc.VpcId ?? '', vpc]))
  expect([...answered.vpcs].filter(id => !there.has(id))).toEqual([])
  for (const [id, { answered: least, sent: most }] of answered.tags) {
    const value = Number(there.get(id)?.Tags?.[0]?.Value ?? -1)
    expect(value).toBeGreaterThanOrEqual(least)
    expect(value).toBeLessThanOrEqual(most)
  }
  const ids = [...there.keys()].toSorted()
  const main = [{ Name: 'association.main', Values: ['true'] }]
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters: main }))
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}))
  for (const born of [RouteTables, SecurityGroups, NetworkAcls])
    expect(born.map(one => one.VpcId ?? '').toSorted()).toEqual(ids)
  for (const group of SecurityGroups) {
    expect([group.IpPermissions?.length, group.IpPermissionsEgress?.length]).toEqual([1, 1])
  }
}
