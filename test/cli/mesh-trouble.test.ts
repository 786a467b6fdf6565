/** The mesh tool when things go wrong: killed, throttled, told too late, refused. */
import { writeFileSync } from 'node:fs'
import { AssociateVpcCidrBlockCommand } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { ACCOUNTS, keysOf, startMeshLab, tableOf } from './mesh-lab.ts'
import { isDescribe, type Seen, type Whim, waywardDoor } from './wayward.ts'

/** Four VPCs, one in each account and Region. */
async function four(...args: readonly string[]) {
  const lab = await startMeshLab(...args)
  const web = await lab.vpc('web', 'default', 'us-east-1', '10.1.0.0/16')
  const data = await lab.vpc('data', 'default', 'eu-west-1', '10.2.0.0/16')
  const shop = await lab.vpc('shop', 'partner', 'eu-west-1', '10.3.0.0/16')
  const logs = await lab.vpc('logs', 'partner', 'us-east-1', '10.4.0.0/16')
  return { lab, web, data, shop, logs, file: lab.file([web, data, shop, logs]) }
}

const NOTHING = { peerings: [], routes: [], rules: [] }

test('killed at any moment and run again, it ends in the same mesh', { timeout: 180_000 }, async () => {
  const { lab, file } = await four()
  await lab.mesh('apply', '--file', file)
  const wanted = await lab.network()
  await lab.mesh('destroy', '--file', file, '--yes')
  expect(await lab.network()).toEqual(NOTHING)
  let kill: ((call: Seen) => void) | undefined
  const door = await waywardDoor(lab.lab, lab.server, call => kill?.(call) as undefined)
  const moments = Array.from({ length: 6 }, () => 1 + Math.floor(Math.random() * 12))
  for (const moment of moments) {
    const { child, ended } = lab.begin('apply', '--file', file, '--yes', '--endpoint', door.endpoint)
    let before = moment
    kill = call => {
      if (!isChange(call) || --before > 0) return
      child.kill('SIGKILL')
      kill = undefined
    }
    await ended
  }
  expect(await lab.mesh('apply', '--file', file, '--yes'), `killed after ${moments}`).toMatchObject({
    code: 0,
  })
  expect(await lab.network(), `killed after ${moments}`).toEqual(wanted)
  expect((await lab.mesh('status', '--file', file)).code).toBe(0)
})

test('killed half-way, it can be taken away', async () => {
  const { lab, file } = await four()
  let kill: (() => void) | undefined
  const door = await waywardDoor(lab.lab, lab.server, call => {
    if (call.action !== 'AcceptVpcPeeringConnection' || !isChange(call)) return undefined
    kill?.()
    return { status: 500, code: 'InternalError', message: 'It is dead already.' }
  })
  const { child, ended } = lab.begin('apply', '--file', file, '--endpoint', door.endpoint)
  kill = () => void child.kill('SIGKILL')
  await ended
  expect((await lab.network()).peerings).not.toEqual([])
  expect(await lab.mesh('destroy', '--file', file, '--yes')).toMatchObject({ code: 0 })
  expect(await lab.network()).toEqual(NOTHING)
})

const isChange = (call: Seen): boolean =>
  !isDescribe(call) && call.parameters.get('DryRun') !== 'true' && call.action !== 'AssumeRole'

test('throttled, it waits and goes on', { timeout: 120_000 }, async () => {
  const { lab, file } = await four()
  const refused = { status: 503, code: 'RequestLimitExceeded', message: 'Request limit exceeded.' }
  let asked = 0
  const door = await waywardDoor(lab.lab, lab.server, () => (asked++ % 5 === 2 ? refused : undefined))
  expect(await lab.mesh('apply', '--file', file, '--endpoint', door.endpoint)).toMatchObject({ code: 0 })
  expect(door.calls.length).toBeGreaterThan(60)
  expect((await lab.mesh('status', '--file', file)).code).toBe(0)
})

/** Somewhere else an id is known only after it has been asked for so often. */
function late(region: string, asks: number): Whim {
  const left = new Map<string, number>()
  const notFound = (id: string) => ({
    status: 400,
    code: 'InvalidVpcPeeringConnectionID.NotFound',
    message: `The vpcPeeringConnection ID '${id}' does not exist`,
  })
  return call => {
    const named = [...call.parameters].filter(([, value]) => value.startsWith('pcx-') && value !== NO_PEERING)
    const young = named.find(([, id]) => (left.get(id) ?? asks) > 0)
    if (call.region !== region || !young) return undefined
    for (const [, id] of named) left.set(id, (left.get(id) ?? asks) - 1)
    return isDescribe(call) && call.parameters.has('Filter.1.Name') ? EMPTY : notFound(young[1])
  }
}

const NO_PEERING = 'pcx-00000000000000000'
const EMPTY =
  '<DescribeVpcPeeringConnectionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><vpcPeeringConnectionSet/></DescribeVpcPeeringConnectionsResponse>'

test.each(['us-east-1', 'eu-west-1'])('ids that are known late in %s are waited for', async region => {
  const { lab, file } = await four()
  const door = await waywardDoor(lab.lab, lab.server, late(region, 3))
  expect(await lab.mesh('apply', '--file', file, '--endpoint', door.endpoint)).toMatchObject({ code: 0 })
  expect((await lab.mesh('status', '--file', file)).code).toBe(0)
})

test('what fails takes only those with it that need it', async () => {
  const { lab, web, file } = await four()
  const table = await tableOf(lab, web)
  const full = { status: 400, code: 'RouteLimitExceeded', message: 'The route table is full.' }
  const door = await waywardDoor(lab.lab, lab.server, ({ action, parameters }) =>
    action === 'CreateRoute' &&
    parameters.get('RouteTableId') === table &&
    parameters.get('DryRun') !== 'true'
      ? full
      : undefined,
  )
  const partly = await lab.mesh('apply', '--file', file, '--endpoint', door.endpoint)
  expect(partly).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('RouteLimitExceeded: The route table is full.'),
  })
  expect(partly.stdout).toMatch(/^Done: \d+ calls\. Left: 3\.$/m)
  expect((await lab.network()).routes).toHaveLength(9)
  const again = await lab.mesh('apply', '--file', file, '--json')
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({
    mesh: 'prod',
    done: Array(3).fill(expect.objectContaining({ operation: 'CreateRoute', account: ACCOUNTS.default })),
    left: [],
  })
})

test('with few requests allowed at a time, they are asked one after another', async () => {
  const one = ['--quota', 'outstanding-peerings=1']
  const { lab, file } = await four(...one)
  expect(await lab.mesh('apply', '--file', file, ...one)).toMatchObject({ code: 0 })
  expect((await lab.network()).routes).toHaveLength(12)
})

test('a peering that fails is explained, and the others are made', async () => {
  const { lab, web, data, file } = await four()
  const more = { VpcId: web.id, CidrBlock: '100.64.0.0/16' }
  await lab.ec2('default', 'us-east-1').send(new AssociateVpcCidrBlockCommand(more))
  let isOver = false
  const door = await waywardDoor(lab.lab, lab.server, async call => {
    if (isOver || !isChange(call) || call.action === 'GetCallerIdentity') return undefined
    isOver = true
    const same = { VpcId: data.id, CidrBlock: '100.64.0.0/16' }
    await lab.ec2('default', 'eu-west-1').send(new AssociateVpcCidrBlockCommand(same))
    return undefined
  })
  const partly = await lab.mesh('apply', '--file', file, '--endpoint', door.endpoint)
  expect(partly.code).toBe(1)
  expect(partly.stdout).toMatch(
    /left: .*: pcx-[0-9a-f]+ has failed\. AWS says: "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"/,
  )
  const { peerings } = await lab.network()
  expect(new Set(peerings.filter(one => one.state === 'active').map(one => one.pair)).size).toBe(5)
})

test('interrupted, it finishes what runs and says what is left', async () => {
  const { lab, file } = await four()
  let interrupt: (() => void) | undefined
  const door = await waywardDoor(lab.lab, lab.server, call => {
    if (call.action === 'AcceptVpcPeeringConnection' && isChange(call)) interrupt?.()
    return undefined
  })
  const { child, ended } = lab.begin('apply', '--file', file, '--parallel', '1', '--endpoint', door.endpoint)
  interrupt = () => void child.kill('SIGINT')
  const { code, stdout, stderr } = await ended
  expect(code).toBe(1)
  expect(stderr).toContain('Interrupted: what runs is finished, nothing else is begun.')
  expect(stdout).toMatch(/^Done: \d+ calls?\. Left: \d+\.$/m)
  expect((await lab.mesh('apply', '--file', file)).code).toBe(0)
  expect((await lab.network()).routes).toHaveLength(12)
})

test('without permission nothing is touched', async () => {
  const { lab, web } = await four()
  const arn = await lab.role('looker', 'partner', 'ec2:Describe*')
  const file = lab.file([web], `  - { name: shop, profile: partner, region: eu-west-1, role: "${arn}" }\n`)
  const refused = await lab.mesh('apply', '--file', file, '--yes')
  expect(refused.code).toBe(2)
  expect(refused.stdout.replaceAll(/\s+/g, ' ')).toContain(
    `arn:aws:sts::${ACCOUNTS.partner}:assumed-role/looker/isthmus-mesh may not call CreateRoute in account ${ACCOUNTS.partner}, eu-west-1.`,
  )
  expect(await lab.network()).toEqual(NOTHING)
})

test('credentials that do not work are told of, and are in no output', async () => {
  const { lab, web, shop, file } = await four()
  const secrets = (['default', 'partner'] as const).flatMap(name => Object.values(keysOf(lab.lab, name)))
  const outputs = [
    await lab.mesh('plan', '--file', file, '--json'),
    await lab.mesh('plan', '--file', file, '--verbose'),
    await lab.mesh('apply', '--file', file, '--json'),
    ...(await Promise.all(
      ['terraform', 'cloudformation', 'cli', 'mermaid'].map(as =>
        lab.mesh('export', '--file', file, '--as', as),
      ),
    )),
    await lab.mesh('status', '--file', file, '--json'),
  ]
  const { accessKeyId } = keysOf(lab.lab, 'partner')
  const wrong = `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = WRONGSECRETWRONGSECRET\n`
  writeFileSync(lab.lab.path('data/aws-credentials'), wrong)
  const [unaccepted, missing] = [
    await lab.mesh('plan', web.id),
    await lab.mesh('plan', '--profile', 'partner', shop.id),
  ]
  expect(unaccepted).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^isthmus: No credentials that work: they are not accepted\. /),
  })
  expect(missing).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^isthmus: No credentials that work for profile partner: there are none\. /,
    ),
  })
  for (const { stdout, stderr } of [...outputs, unaccepted, missing])
    for (const secret of [...secrets, 'WRONGSECRETWRONGSECRET']) expect(stdout + stderr).not.toContain(secret)
})
