/** The mesh tool against a server: two accounts, two Regions, names, tags and files. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteRouteCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeVpcPeeringConnectionsCommand,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { ISTHMUS } from './isthmus.ts'
import { ACCOUNTS, type MadeVpc, type MeshLab, startMeshLab, tableOf } from './mesh-lab.ts'
import { isDescribe, waywardDoor } from './wayward.ts'

/** Three VPCs: two of one account in two Regions, one of another. */
async function three() {
  const lab = await startMeshLab()
  const web = await lab.vpc('web', 'default', 'us-east-1', '10.1.0.0/16')
  const data = await lab.vpc('data', 'default', 'eu-west-1', '10.2.0.0/16')
  const shop = await lab.vpc('shop', 'partner', 'eu-west-1', '10.3.0.0/16')
  return { lab, web, data, shop, all: [web, data, shop] as const }
}

const argument = ({ name, account, region }: MadeVpc) => `${account}@${region}:${name}`

/** Who routes to whom, whoever asked for the peering. */
const routesIn = async (lab: MeshLab) =>
  (await lab.network()).routes.map(route => route.replace(/ over .*, /, ' '))

const ALL_ROUTES = [
  'data: 10.1.0.0/16 active',
  'data: 10.3.0.0/16 active',
  'shop: 10.1.0.0/16 active',
  'shop: 10.2.0.0/16 active',
  'web: 10.2.0.0/16 active',
  'web: 10.3.0.0/16 active',
]

/** Asks for a peering without accepting it; its id. */
async function ask(lab: MeshLab, from: MadeVpc, to: MadeVpc): Promise<string> {
  const peer = { PeerVpcId: to.id, PeerOwnerId: ACCOUNTS[to.account], PeerRegion: to.region }
  const client = lab.ec2(from.account, from.region)
  const asked = await client.send(new CreateVpcPeeringConnectionCommand({ VpcId: from.id, ...peer }))
  return asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
}

/** The peering between shop and another VPC. */
async function peeringOfPartner(lab: MeshLab, { id }: MadeVpc): Promise<string | undefined> {
  const shown = await lab.ec2('partner', 'eu-west-1').send(new DescribeVpcPeeringConnectionsCommand({}))
  const ends = (shown.VpcPeeringConnections ?? []).map(one => [
    one.VpcPeeringConnectionId,
    one.RequesterVpcInfo?.VpcId,
    one.AccepterVpcInfo?.VpcId,
  ])
  return ends.find(one => one.includes(id))?.[0]
}

describe('VPCs on the command line', () => {
  test('are connected, and a second run only looks', async () => {
    const { lab, all } = await three()
    const vpcs = all.map(argument)
    const planned = await lab.mesh('plan', ...vpcs)
    expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('3 peerings to create') })
    expect(await lab.network()).toEqual({ peerings: [], routes: [], rules: [] })
    const applied = await lab.mesh('apply', ...vpcs)
    expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining('Done: 15 calls.') })
    expect(await routesIn(lab)).toEqual(ALL_ROUTES)
    const { peerings } = await lab.network()
    expect(peerings.map(one => one.state)).toEqual(Array(6).fill('active'))
    for (const { tags } of peerings) expect(tags).toMatchObject({ 'isthmus:mesh:mesh': 'made' })
    const door = await waywardDoor(lab.lab, lab.server, () => undefined)
    const again = await lab.mesh('apply', ...vpcs, '--endpoint', door.endpoint, '--json')
    expect({ code: again.code, ...JSON.parse(again.stdout) }).toEqual({
      code: 0,
      mesh: 'mesh',
      done: [],
      left: [],
    })
    expect(door.calls.filter(call => !isDescribe(call))).toEqual([])
    expect((await lab.mesh('status', ...vpcs)).code).toBe(0)
  })

  test('that are not there, or overlap, are refused in words, and nothing is touched', async () => {
    const { lab, web } = await three()
    const twin = await lab.vpc('twin', 'default', 'us-east-1', '10.1.128.0/17')
    const missing = await lab.mesh('apply', argument(web), 'nowhere')
    expect(missing).toMatchObject({ code: 2, stdout: expect.stringContaining('nowhere') })
    const overlapping = await lab.mesh('apply', web.id, twin.id)
    expect(overlapping).toMatchObject({ code: 2, stdout: expect.stringContaining('10.1.128.0/17') })
    const exported = await lab.mesh('export', web.id, twin.id, '--json')
    expect(exported.code).toBe(2)
    expect(JSON.parse(exported.stdout).objections).toMatchObject([{ code: 'overlap' }])
    expect(await lab.network()).toEqual({ peerings: [], routes: [], rules: [] })
  })
})

const [END_OF_INPUT, INTERRUPT] = ['\u0004', '\u0003']

/** Runs a command at a terminal of its own, and answers what it asks. */
async function answering({ lab }: MeshLab, command: string, answer: string) {
  const options = { env: { ...lab.environment, SHELL: '/bin/sh' }, cwd: lab.home }
  const child = spawn('script', ['-qec', command, '/dev/null'], options)
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    const isAsked = stdout.includes('[y/N]')
    stdout += chunk
    if (!isAsked && stdout.includes('[y/N]')) child.stdin.write(answer)
  })
  const [code] = await once(child, 'close')
  return { code, stdout }
}

test('at a terminal one is asked, and sees how far it is', async () => {
  const { lab, all } = await three()
  const command = [ISTHMUS, 'mesh', 'apply', ...all.map(argument)].join(' ')
  for (const answer of ['n\n', '\n', END_OF_INPUT, INTERRUPT]) {
    const refused = await answering(lab, command, answer)
    expect(refused, JSON.stringify(answer)).toMatchObject({ code: 2 })
    expect(refused.stdout).toContain('Nothing was touched.')
  }
  expect(await lab.network()).toEqual({ peerings: [], routes: [], rules: [] })
  const agreed = await answering(lab, command, 'y\n')
  expect(agreed).toMatchObject({ code: 0, stdout: expect.stringContaining('Done: 15 calls.') })
  expect(agreed.stdout).toMatch(/\[#+\] 15\/15 /)
})

describe('what is there already', () => {
  test('a request that waits is accepted, one in the other direction is used', async () => {
    const { lab, web, data, shop } = await three()
    const [first, second] = [await ask(lab, shop, web), await ask(lab, web, shop)]
    expect(second).not.toBe(first)
    await lab.lab.isthmus('wait')
    const greater = [web, data].toSorted((a, b) => (a.id < b.id ? 1 : -1))
    const reverse = await ask(lab, greater[0] as MadeVpc, greater[1] as MadeVpc)
    expect((await lab.mesh('apply', ...[web, data, shop].map(argument))).code).toBe(0)
    expect(await routesIn(lab)).toEqual(ALL_ROUTES)
    const shown = await lab.ec2('default', 'us-east-1').send(new DescribeVpcPeeringConnectionsCommand({}))
    const active = shown.VpcPeeringConnections?.filter(one => one.Status?.Code === 'active')
    const ids = active?.map(one => one.VpcPeeringConnectionId)
    expect(ids).toHaveLength(2)
    expect(ids).toContain(reverse)
    expect(ids?.some(id => id === first || id === second)).toBe(true)
  })

  test('drift is told and repaired', async () => {
    const { lab, web, data, all } = await three()
    const file = lab.file(all)
    expect((await lab.mesh('apply', '--file', file)).code).toBe(0)
    const before = await lab.network()
    expect((await lab.mesh('status', '--file', file)).code).toBe(0)
    const gone = { RouteTableId: await tableOf(lab, web), DestinationCidrBlock: '10.2.0.0/16' }
    await lab.ec2('default', 'us-east-1').send(new DeleteRouteCommand(gone))
    const VpcPeeringConnectionId = await peeringOfPartner(lab, data)
    const partner = lab.ec2('partner', 'eu-west-1')
    await partner.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    await lab.lab.isthmus('wait')
    const drifted = await lab.mesh('status', '--file', file)
    expect(drifted.code).toBe(1)
    expect(drifted.stdout.trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^no peering joins (shop and data|data and shop)$/),
      `the route 10.2.0.0/16 in ${gone.RouteTableId} is missing`,
    ])
    expect((await lab.mesh('apply', '--file', file, '--yes')).code).toBe(0)
    expect(await lab.network()).toEqual(before)
    expect((await lab.mesh('status', '--file', file)).code).toBe(0)
  })

  test('that two meshes share is given back by one, which is asked about', async () => {
    const { lab, web, data } = await three()
    for (const name of ['one', 'two']) await lab.mesh('apply', '--name', name, ...[web, data].map(argument))
    expect(await lab.mesh('destroy', '--name', 'two')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('Mesh two: only tags to change.'),
      stderr: expect.stringContaining('If that is meant: --yes'),
    })
    const before = await lab.network()
    expect((await lab.mesh('destroy', '--name', 'two', '--yes')).code).toBe(0)
    expect((await lab.network()).routes).toEqual(before.routes)
    expect((await lab.mesh('status', '--name', 'one', ...[web, data].map(argument))).code).toBe(0)
  })

  test('of others is left alone when the mesh goes', async () => {
    const { lab, web, shop, all } = await three()
    const foreign = await lab.vpc('foreign', 'default', 'us-east-1', '10.9.0.0/16')
    await lab.mesh('apply', '--name', 'other', web.id, foreign.id)
    const before = await lab.network()
    const file = lab.file(all)
    await lab.mesh('apply', '--file', file)
    const route = { RouteTableId: await tableOf(lab, shop), DestinationCidrBlock: '10.200.0.0/16' }
    const over = { VpcPeeringConnectionId: await peeringOfPartner(lab, web) }
    await lab.ec2('partner', 'eu-west-1').send(new CreateRouteCommand({ ...route, ...over }))
    expect(await lab.mesh('destroy', '--file', file)).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('3 peerings to remove'),
      stderr: expect.stringContaining('Nothing was touched. If that is meant: --yes'),
    })
    expect((await lab.mesh('destroy', '--file', file, '--yes')).code).toBe(0)
    const { peerings, routes } = await lab.network()
    expect(peerings).toEqual(before.peerings)
    const [first, last] = before.routes
    const stranded = expect.stringMatching(/^shop: 10\.200\.0\.0\/16 over pcx-[0-9a-f]+, blackhole$/)
    expect(routes).toEqual([first, stranded, last])
  })

  test('is taken away by the name of the mesh alone, in every Region of the account', async () => {
    const { lab, web } = await three()
    const data = await lab.vpc('more', 'default', 'eu-west-1', '10.7.0.0/16')
    await lab.mesh('apply', '--name', 'pair', argument(web), argument(data))
    expect((await lab.network()).routes).toHaveLength(2)
    expect(await lab.mesh('destroy', '--name', 'pair', '--yes')).toMatchObject({ code: 0 })
    expect(await lab.network()).toEqual({ peerings: [], routes: [], rules: [] })
    const nothing = await lab.mesh('destroy', '--name', 'pair')
    expect(nothing).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') })
  })

  test('is pruned when the file does not name it any more, and only if that is said', async () => {
    const { lab, web, shop, all } = await three()
    await lab.mesh('apply', '--file', lab.file(all))
    const fewer = lab.file([web, shop])
    expect(await lab.mesh('apply', '--file', fewer)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    })
    expect((await lab.mesh('apply', '--file', fewer, '--yes')).code).toBe(0)
    expect(await routesIn(lab)).toEqual(['shop: 10.1.0.0/16 active', 'web: 10.3.0.0/16 active'])
    expect((await lab.network()).peerings).toHaveLength(2)
  })
})

describe('a file', () => {
  test('with tags, names, rules and DNS', async () => {
    const { lab, web, shop } = await three()
    const named = { VpcId: shop.id, GroupName: 'front', Description: 'front' }
    const { GroupId } = await lab.ec2('partner', 'eu-west-1').send(new CreateSecurityGroupCommand(named))
    const file = lab.file(
      [web],
      `  - name: shop
    profile: partner
    region: eu-west-1
    account: "222222222222"
    allow: [{ group: front, protocol: tcp, ports: 443 }]
tags: { owner: network, Name: "{mesh}: {requester} to {accepter}" }
dns: true
`,
    )
    const unnamed = await lab.mesh('apply', '--file', file)
    expect(unnamed).toMatchObject({ code: 2, stdout: expect.stringContaining('Objection (dns)') })
    for (const { id, account, region } of [web, shop]) {
      const named = { VpcId: id, EnableDnsHostnames: { Value: true } }
      await lab.ec2(account, region).send(new ModifyVpcAttributeCommand(named))
    }
    expect(await lab.mesh('apply', '--file', file)).toMatchObject({ code: 0 })
    const { peerings, rules, routes } = await lab.network()
    const tags = { owner: 'network', Name: expect.stringMatching(/^prod: (web to shop|shop to web)$/) }
    expect(peerings).toEqual([
      expect.objectContaining({
        by: 'default us-east-1',
        state: 'active',
        tags: expect.objectContaining(tags),
      }),
      expect.objectContaining({
        by: 'partner eu-west-1',
        state: 'active',
        tags: expect.objectContaining(tags),
      }),
    ])
    expect(rules).toEqual([`${GroupId}: 10.1.0.0/16 443`])
    const shown = await lab.ec2('partner', 'eu-west-1').send(new DescribeVpcPeeringConnectionsCommand({}))
    const [peering] = shown.VpcPeeringConnections ?? []
    for (const side of [peering?.RequesterVpcInfo, peering?.AccepterVpcInfo])
      expect(side?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc).toBe(true)
    expect(routes).toHaveLength(2)
    expect((await lab.mesh('status', '--file', file)).code).toBe(0)
    expect((await lab.mesh('destroy', '--file', file, '--yes')).code).toBe(0)
    expect(await lab.network()).toEqual({ peerings: [], routes: [], rules: [] })
  })

  test('that is wrong is refused with line and column', async () => {
    const { lab, web } = await three()
    const refused = await lab.mesh('plan', '--file', lab.file([web], 'topolgy: full\n'))
    expect(refused).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/mesh-0\.yaml:4:1: .*topology/),
    })
  })
})
