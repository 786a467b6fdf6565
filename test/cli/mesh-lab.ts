/** Two accounts in two Regions on a server that verifies signatures: what the mesh tool's tests work upon. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeVpcPeeringConnectionsCommand,
  EC2Client,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2'
import { onTestFinished } from 'vitest'
import { type Ended, ISTHMUS, Lab, type Running } from './isthmus.ts'

export const ACCOUNTS = { default: '111111111111', partner: '222222222222' } as const
export const REGIONS = ['us-east-1', 'eu-west-1'] as const

export type AccountName = keyof typeof ACCOUNTS
export type RegionName = (typeof REGIONS)[number]

export interface MadeVpc {
  readonly id: string
  readonly name: string
  readonly block: string
  readonly account: AccountName
  readonly region: RegionName
}

export interface MeshLab {
  readonly lab: Lab
  readonly server: Running
  ec2(account: AccountName, region: RegionName): EC2Client
  vpc(name: string, account: AccountName, region: RegionName, block: string): Promise<MadeVpc>
  /** `isthmus mesh …` */
  mesh(...args: readonly string[]): Promise<Ended>
  /** The same, in a process that is still to end. */
  begin(...args: readonly string[]): Begun
  /** Writes a mesh file of these members; the path. `more` follows, `each` is said of every member. */
  file(members: readonly MadeVpc[], more?: string, each?: string): string
  /** A role of partner that an account may assume, with some actions upon everything or none; its ARN. */
  role(name: string, trusted: AccountName, ...actions: readonly string[]): Promise<string>
  network(): Promise<Network>
}

export interface Begun {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** A peering as an account sees it in a Region. */
export interface SeenByOne {
  readonly pair: string
  readonly by: string
  readonly state: string | undefined
  readonly tags: Readonly<Record<string, string>>
}

/** What everyone can see of living peerings, of routes over any, and of rules; VPCs by their names. */
export interface Network {
  readonly peerings: readonly SeenByOne[]
  readonly routes: readonly string[]
  readonly rules: readonly string[]
}

export async function startMeshLab(...args: readonly string[]): Promise<MeshLab> {
  const lab = new Lab()
  const server = await lab.serve('--driver', 'memory', ...args)
  await lab.isthmus('account', 'create', 'partner', '--id', ACCOUNTS.partner)
  const clients = new Map<string, EC2Client>()
  onTestFinished(() => {
    for (const client of clients.values()) client.destroy()
  })
  const ec2 = (account: AccountName, region: RegionName): EC2Client => {
    const key = `${account} ${region}`
    const client =
      clients.get(key) ??
      new EC2Client({ endpoint: server.endpoint, region, credentials: keysOf(lab, account), maxAttempts: 1 })
    clients.set(key, client)
    return client
  }
  const vpcs: MadeVpc[] = []
  let files = 0
  return {
    lab,
    server,
    ec2,
    vpc: async (name, account, region, block) => {
      const client = ec2(account, region)
      const Tags = [{ Key: 'Name', Value: name }]
      const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }]
      const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: block, TagSpecifications }))
      const id = Vpc?.VpcId ?? ''
      await client.send(new CreateSubnetCommand({ VpcId: id, CidrBlock: block }))
      const made = { id, name, block, account, region }
      vpcs.push(made)
      return made
    },
    mesh: (...rest) => lab.isthmus('mesh', ...rest),
    begin: (...rest) => begin(lab, rest),
    file: (members, more = '', each = 'routes: all') => {
      const lines = members.map(
        ({ name, account, region }) =>
          `  - { name: ${name}, profile: ${account}, region: ${region}, ${each} }\n`,
      )
      const path = lab.path(`mesh-${files++}.yaml`)
      writeFileSync(path, `mesh: prod\nmembers:\n${lines.join('')}${more}`)
      return path
    },
    role: async (name, trusted, ...actions) => {
      writeFileSync(
        lab.path('iam.json'),
        JSON.stringify({ Roles: [roleFor(name, ACCOUNTS[trusted], actions)] }),
      )
      await lab.isthmus('account', 'principals', ACCOUNTS.partner, 'iam.json')
      return `arn:aws:iam::${ACCOUNTS.partner}:role/${name}`
    },
    network: () => networkSeen(ec2, vpcs),
  }
}

function roleFor(RoleName: string, trusted: string, Action: readonly string[]) {
  const policy = (statement: object) => ({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', ...statement },
  })
  const Principal = { AWS: `arn:aws:iam::${trusted}:root` }
  const allowed = { PolicyName: 'allowed', PolicyDocument: policy({ Action, Resource: '*' }) }
  return {
    RoleName,
    AssumeRolePolicyDocument: policy({ Principal, Action: 'sts:AssumeRole' }),
    Policies: Action.length > 0 ? [allowed] : [],
  }
}

function begin(lab: Lab, args: readonly string[]): Begun {
  const child = spawn(ISTHMUS, ['mesh', ...args], { env: lab.environment, cwd: lab.home })
  const texts = Promise.all([text(child.stdout), text(child.stderr)])
  const ended = once(child, 'exit').then(async ([code]) => {
    const [stdout, stderr] = await texts
    return { code: code as number, stdout, stderr }
  })
  return { child, ended }
}

/** The keys that the server wrote for an account. */
export function keysOf(lab: Lab, account: AccountName) {
  const file = readFileSync(lab.path('data/aws-credentials'), 'utf8')
  const section = file.split(/^\[/m).find(part => part.startsWith(`${account}]`)) ?? ''
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(section)?.[1] ?? ''
  return { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') }
}

/** The only route table of a VPC. */
export async function tableOf(lab: MeshLab, { id, account, region }: MadeVpc): Promise<string> {
  const Filters = [{ Name: 'vpc-id', Values: [id] }]
  const answer = await lab.ec2(account, region).send(new DescribeRouteTablesCommand({ Filters }))
  return answer.RouteTables?.[0]?.RouteTableId ?? ''
}

async function networkSeen(ec2: MeshLab['ec2'], vpcs: readonly MadeVpc[]): Promise<Network> {
  const clients = (['default', 'partner'] as const).flatMap(account =>
    REGIONS.map(region => [`${account} ${region}`, ec2(account, region)] as const),
  )
  const shown = await Promise.all(
    clients.map(async ([by, client]) => ({ by, ...(await everything(client)) })),
  )
  const nameOf = (id = '') => vpcs.find(vpc => vpc.id === id)?.name ?? id
  const pairOf = ({ RequesterVpcInfo, AccepterVpcInfo }: VpcPeeringConnection) =>
    `${nameOf(RequesterVpcInfo?.VpcId)} → ${nameOf(AccepterVpcInfo?.VpcId)}`
  const pairs = new Map(
    shown.flatMap(one =>
      one.peerings.map(peering => [peering.VpcPeeringConnectionId, pairOf(peering)] as const),
    ),
  )
  const peerings = shown.flatMap(({ by, peerings }) =>
    peerings.map(one => ({
      pair: pairOf(one),
      by,
      state: one.Status?.Code,
      tags: Object.fromEntries((one.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    })),
  )
  const routes = shown
    .flatMap(one => one.tables)
    .flatMap(({ VpcId, Routes = [] }) => Routes.map(route => [nameOf(VpcId), route] as const))
    .filter(([, route]) => route.VpcPeeringConnectionId !== undefined)
    .map(
      ([vpc, { DestinationCidrBlock: to, VpcPeeringConnectionId: over, State }]) =>
        `${vpc}: ${to} over ${pairs.get(over) ?? over}, ${State}`,
    )
  const rules = shown
    .flatMap(one => one.rules)
    .filter(rule => !rule.IsEgress && rule.CidrIpv4 !== undefined)
    .map(({ GroupId, CidrIpv4, FromPort }) => `${GroupId}: ${CidrIpv4} ${FromPort}`)
  return { peerings: sorted(peerings), routes: sorted(routes), rules: sorted(rules) }
}

async function everything(client: EC2Client) {
  const [peerings, tables, rules] = await Promise.all([
    client.send(new DescribeVpcPeeringConnectionsCommand({})),
    client.send(new DescribeRouteTablesCommand({})),
    client.send(new DescribeSecurityGroupRulesCommand({})),
  ])
  return {
    peerings: (peerings.VpcPeeringConnections ?? []).filter(one => !/^delet/.test(one.Status?.Code ?? '')),
    tables: tables.RouteTables ?? [],
    rules: rules.SecurityGroupRules ?? [],
  }
}

const sorted = <T>(values: readonly T[]): readonly T[] =>
  values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
