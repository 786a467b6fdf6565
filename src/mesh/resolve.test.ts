import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cidr } from '../model/cidr.ts'
import { accessKey, type Identities, type MeshFile, type Topology } from './file.ts'
import { groupId, placeOf, seenVpc, tableId, vpcId } from './landscape.fixture.ts'
import type { Landscape } from './landscape.ts'
import type { ObjectionCode } from './objection.ts'
import { readMeshFile } from './read-file.ts'
import { resolve } from './resolve.ts'
import type { Wish } from './wish.ts'

/** VPCs 0, 1, 4, 9 and 12 are 111111111111's in eu-west-1, 3 and 7 in us-east-1; 2, 5 and 8 are 222222222222's. */
const ROLE = 'arn:aws:iam::222222222222:role/mesh'
const identities: Identities = new Map([
  [accessKey({}), { ownerId: '111111111111', region: 'eu-west-1' }],
  [accessKey({ role: ROLE }), { ownerId: '222222222222', region: 'eu-west-1' }],
  [accessKey({ profile: 'data', account: '333333333333' }), { ownerId: '222222222222', region: 'eu-west-1' }],
])

const subnet = (n: number, tier: string, block: string, table: string) => ({
  id: `subnet-${n}000000a`,
  tags: { tier },
  blocks: [cidr(block)],
  tableId: table,
})
const OTHER_TABLE = 'rtb-0000000a'
const [main] = seenVpc(1).tables
const database = seenVpc(1, [], {
  tags: { Name: 'database', team: 'data' },
  blocks: [cidr('10.1.0.0/16'), cidr('10.101.0.0/16'), cidr('2600:1f14:0:100::/56')],
  tables: [...(main ? [main] : []), { id: OTHER_TABLE, tags: {}, isMain: false, routes: [] }],
  subnets: [
    subnet(1, 'private', '10.1.1.0/24', OTHER_TABLE),
    subnet(2, 'private', '10.1.2.0/24', OTHER_TABLE),
    subnet(3, 'public', '10.1.3.0/24', tableId(1)),
  ],
})
const named = (n: number, Name: string) => seenVpc(n, [], { tags: { Name } })
const team = (n: number, value: string) => seenVpc(n, [], { tags: { team: value, tier: 'x' } })
const landscape: Landscape = {
  vpcs: [
    named(0, 'app'),
    database,
    named(3, 'far'),
    team(4, 'analysis'),
    named(5, 'partner'),
    team(7, 'remote'),
    named(9, 'twin'),
    named(12, 'twin'),
  ],
  peerings: [],
}

function fileOf(text: string): MeshFile {
  const read = readMeshFile(text)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.file
}
const fileWith = (...members: readonly string[]) =>
  fileOf(['mesh: prod', 'members:', ...members.map(member => `- ${member}`)].join('\n'))

function wishOf(file: MeshFile, within = landscape): Wish {
  const resolved = resolve(file, within, identities)
  if ('objections' in resolved) throw new Error(JSON.stringify(resolved.objections))
  return resolved.wish
}

function objectionsTo(...members: readonly string[]) {
  const resolved = resolve(fileWith(...members), landscape, identities)
  if ('wish' in resolved) throw new Error('nothing was objected to')
  return resolved.objections
}

describe('the wish', () => {
  test('has everything of a member', () => {
    const file = fileOf(`
mesh: prod
members:
  - name: database
    label: db
    announce: { subnets: { tier: private } }
    routes: { subnets: { tier: private } }
    allow: [{ group: default, ports: 3306 }]
  - name: partner
    role: ${ROLE}
dns: true
tags: { owner: network }
`)
    expect(wishOf(file)).toEqual({
      name: 'prod',
      members: [
        {
          vpcId: vpcId(1),
          ...placeOf(1),
          label: 'db',
          announces: [cidr('10.1.1.0/24'), cidr('10.1.2.0/24')],
          tableIds: [OTHER_TABLE],
          admits: [{ groupId: groupId(1), protocol: 'tcp', fromPort: 3306, toPort: 3306 }],
        },
        {
          vpcId: vpcId(5),
          ...placeOf(5),
          label: 'partner',
          announces: [cidr('10.5.0.0/16')],
          tableIds: [tableId(5)],
          admits: [],
        },
      ],
      pairs: [[vpcId(1), vpcId(5)]],
      dns: true,
      tags: { owner: 'network' },
      prunes: true,
    })
  })

  test.each<readonly [string, readonly string[]]>([
    [`vpc: ${vpcId(1)}`, ['database']],
    ['name: database', ['database']],
    ['{ name: database, label: db }', ['db']],
    ['{ name: far, region: us-east-1 }', ['far']],
    ['tag: { team: analysis }', [vpcId(4)]],
    ['tag: { Name: twin }', [`twin (${vpcId(9)})`, `twin (${vpcId(12)})`]],
    ['{ tag: { Name: twin }, label: both }', [`both/twin (${vpcId(9)})`, `both/twin (${vpcId(12)})`]],
    ['{ tag: { tier: x }, label: x }', ['x']],
    ['{ tag: { tier: x }, region: us-east-1 }', [vpcId(7)]],
  ])('%s is called', (selector, labels) => {
    expect(wishOf(fileWith(selector)).members.map(({ label }) => label)).toEqual(labels)
  })

  test.each<readonly [string, readonly string[]]>([
    ['all', ['10.1.0.0/16', '10.101.0.0/16', '2600:1f14:0:100::/56']],
    ['ipv4', ['10.1.0.0/16', '10.101.0.0/16']],
    ['ipv6', ['2600:1f14:0:100::/56']],
    ['[10.101.7.9, 10.1.4.0/22]', ['10.1.4.0/22', '10.101.7.9/32']],
    ['{ subnets: { tier: private } }', ['10.1.1.0/24', '10.1.2.0/24']],
    ['{ subnets: [subnet-3000000a, subnet-1000000a] }', ['10.1.1.0/24', '10.1.3.0/24']],
  ])('announce: %s', (announce, blocks) => {
    const [{ announces } = { announces: [] }] = wishOf(
      fileWith(`{ name: database, announce: ${announce} }`),
    ).members
    expect(announces.map(({ text }) => text)).toEqual(blocks)
  })

  test.each<readonly [string, readonly string[]]>([
    ['all', [OTHER_TABLE, tableId(1)]],
    ['main', [tableId(1)]],
    [`[${OTHER_TABLE}]`, [OTHER_TABLE]],
    ['{ subnets: { tier: public } }', [tableId(1)]],
    ['{ subnets: [subnet-1000000a, subnet-2000000a] }', [OTHER_TABLE]],
  ])('routes: %s', (routes, tableIds) => {
    const [member] = wishOf(fileWith(`{ name: database, routes: ${routes} }`)).members
    expect(member?.tableIds).toEqual(tableIds.toSorted())
  })

  test.each([`{ group: default }`, `{ group: ${groupId(1)}, protocol: all }`])('allow: %s', allow => {
    const [member] = wishOf(fileWith(`{ name: database, allow: [${allow}] }`)).members
    expect(member?.admits).toEqual([{ groupId: groupId(1), protocol: '-1' }])
  })

  test('names a VPC once that is meant twice', () => {
    const twice = fileWith(
      'name: database',
      '{ tag: { team: data }, label: d }',
      `vpc: ${vpcId(1)}`,
      'name: app',
    )
    const { members, pairs } = wishOf(twice)
    expect(members.map(({ label }) => label)).toEqual(['app', 'd'])
    expect(pairs).toEqual([[vpcId(0), vpcId(1)]])
  })
})

describe('who is connected to whom', () => {
  const vpcs = [team(0, 'web'), team(1, 'web'), team(4, 'db'), team(9, 'log')]
  const members =
    '[{ tag: { team: web }, label: web }, { tag: { team: db }, label: db }, { tag: { team: log }, label: log }]'
  const short = (id: string) => Number.parseInt(id.slice(-2), 16)

  test.each<readonly [string, string]>([
    ['full', '0-1 0-4 0-9 1-4 1-9 4-9'],
    ['{ hubs: [db] }', '0-4 1-4 4-9'],
    ['{ hubs: [db, log] }', '0-4 0-9 1-4 1-9 4-9'],
    ['{ hubs: [web] }', '0-1 0-4 0-9 1-4 1-9'],
    ['{ pairs: [[web, db]] }', '0-4 1-4'],
    ['{ pairs: [[log, web], [web, log], [db, log]] }', '0-9 1-9 4-9'],
    ['{ groups: { one: [web], two: [log, db] } }', '0-1 4-9'],
    ['{ groups: { one: [web, log], two: [log, db] } }', '0-1 0-9 1-9 4-9'],
  ])('%s', (topology, pairs) => {
    const file = fileOf(`mesh: m\nmembers: ${members}\ntopology: ${topology}`)
    const wished = wishOf(file, { vpcs, peerings: [] }).pairs
    expect(wished.map(pair => pair.map(short).join('-')).join(' ')).toBe(pairs)
  })
})

describe('what is objected to', () => {
  const here = 'eu-west-1 of account 111111111111'
  test.each<readonly [string, ObjectionCode, string, readonly string[]]>([
    ['name: databse', 'not-found', `No VPC is named 'databse' in ${here}.`, ["Did you mean 'database'?"]],
    ['name: zzz', 'not-found', `No VPC is named 'zzz' in ${here}.`, ['There are: app, database and twin.']],
    [
      'name: far',
      'not-found',
      `No VPC is named 'far' in ${here}.`,
      [`far (${vpcId(3)}) is in us-east-1 of account 111111111111: give its member region: us-east-1.`],
    ],
    [
      `vpc: ${vpcId(5)}`,
      'not-found',
      `There is no ${vpcId(5)} in ${here}.`,
      [
        `partner (${vpcId(5)}) is in eu-west-1 of account 222222222222: give its member a profile or a role of that account.`,
      ],
    ],
    [
      '{ tag: { Name: partner }, region: us-east-1 }',
      'not-found',
      'No VPC has the tags Name=partner in us-east-1 of account 111111111111.',
      [
        `partner (${vpcId(5)}) is in eu-west-1 of account 222222222222: give its member region: eu-west-1 and a profile or a role of that account.`,
      ],
    ],
    [
      `{ vpc: ${vpcId(99)}, role: "${ROLE}" }`,
      'not-found',
      `There is no ${vpcId(99)} in eu-west-1 of account 222222222222.`,
      [`There are: partner (${vpcId(5)}).`],
    ],
    [
      '{ name: app, region: sa-east-1 }',
      'not-found',
      "No VPC is named 'app' in sa-east-1 of account 111111111111.",
      [`app (${vpcId(0)}) is in ${here}: give its member region: eu-west-1.`],
    ],
    [
      '{ name: zzz, region: sa-east-1 }',
      'not-found',
      "No VPC is named 'zzz' in sa-east-1 of account 111111111111.",
      ['There is no VPC at all: is it the right account and Region?'],
    ],
    [
      'tag: { team: analisys }',
      'not-found',
      `No VPC has the tags team=analisys in ${here}.`,
      ["Did you mean 'team=analysis'?"],
    ],
    [
      'tag: { teem: data, tier: y }',
      'not-found',
      `No VPC has the tags teem=data, tier=y in ${here}.`,
      ["Did you mean 'team'?", "Did you mean 'tier=x'?"],
    ],
    [
      'tag: { team: sales, color: red }',
      'not-found',
      `No VPC has the tags color=red, team=sales in ${here}.`,
      ['There are: team=analysis and team=data.', 'There are: Name, team and tier.'],
    ],
    [
      'tag: { team: data, tier: x }',
      'not-found',
      `No VPC has the tags team=data, tier=x in ${here}.`,
      ['Each is there, but nothing has all of team=data, tier=x.'],
    ],
    [
      'name: twin',
      'not-unique',
      `2 VPCs in ${here} are named 'twin': ${vpcId(9)} and ${vpcId(12)}.`,
      ['Name the one by its id, or all of them by their tag: { Name: twin }.'],
    ],
    [
      '{ name: app, profile: data, account: 333333333333 }',
      'account',
      'Profile data is account 222222222222, not 333333333333.',
      ['Name a profile or a role of account 333333333333.'],
    ],
    ['{ name: app, profile: none }', 'unreadable', 'Nobody knows which account profile none is.', []],
    [
      '{ name: app, announce: ipv6 }',
      'announcement',
      `app (${vpcId(0)}) has no IPv6 block to announce.`,
      ['Announce all, or associate one with the VPC.'],
    ],
    [
      '{ name: app, announce: [10.0.0.0/8, 10.0.1.0/24, 10.1.0.1] }',
      'announcement',
      `10.0.0.0/8 and 10.1.0.1/32 are not in the blocks of app (${vpcId(0)}).`,
      ['Announce what is inside 10.0.0.0/16.'],
    ],
    [
      '{ name: database, announce: { subnets: { tier: privat } } }',
      'not-found',
      `No subnet of database (${vpcId(1)}) has the tags tier=privat.`,
      ["Did you mean 'tier=private'?"],
    ],
    [
      '{ name: database, announce: { subnets: [subnet-1000000b] } }',
      'not-found',
      `database (${vpcId(1)}) has no subnet subnet-1000000b.`,
      ["Did you mean 'subnet-1000000a'?"],
    ],
    [
      '{ name: app, routes: [rtb-0000000b] }',
      'not-found',
      `app (${vpcId(0)}) has no route table rtb-0000000b.`,
      [`There are: ${tableId(0)}.`],
    ],
    [
      '{ name: app, allow: [{ group: defalut }] }',
      'not-found',
      `app (${vpcId(0)}) has no security group 'defalut'.`,
      ["Did you mean 'default'?"],
    ],
  ])('%s', (member, code, why, advice) => {
    expect(objectionsTo(member)).toMatchObject([{ code, why, advice }])
  })

  test('a VPC of which two members say different things', () => {
    expect(objectionsTo('name: database', '{ tag: { team: data }, routes: main }')).toEqual([
      {
        code: 'contradiction',
        why: `database (${vpcId(1)}) is 'database' and 'team=data', of which announce, routes or allow differ.`,
        advice: ['Say the same of both, or let only one of them stand for it.'],
        about: [vpcId(1)],
      },
    ])
  })

  test('the same thing once', () => {
    const rows = '[{ group: web, ports: 80 }, { group: web, ports: 443 }]'
    expect(objectionsTo(`{ name: app, allow: ${rows} }`)).toHaveLength(1)
  })

  test('everything at once', () => {
    const all = objectionsTo(
      'name: databse',
      'name: twin',
      '{ name: app, announce: ipv6, routes: [rtb-0000000b] }',
    )
    expect(all.map(({ code }) => code)).toEqual(['not-unique', 'not-found', 'announcement', 'not-found'])
  })
})

describe('the order of the members', () => {
  const topologies: readonly Topology[] = [
    { kind: 'full' },
    { kind: 'hubs', hubs: ['database'] },
    { kind: 'pairs', pairs: [['app', 'x']] },
    { kind: 'groups', groups: { a: ['app', 'x'], b: ['x', 'database'] } },
  ]
  const wished = fileWith(
    'name: app',
    'name: database',
    '{ tag: { tier: x }, label: x }',
    '{ tag: { Name: twin } }',
  )
  const objected = fileWith(
    'name: ap',
    'name: database',
    '{ name: database, routes: main, label: d }',
    'name: twin',
  )

  test.each([
    ['of a wish', wished],
    ['of objections', objected],
  ])('makes no difference, %s', (_, file) => {
    const order = fc.shuffledSubarray([...file.members], { minLength: file.members.length })
    fc.assert(
      fc.property(order, fc.constantFrom(...topologies), (members, topology) => {
        const one = resolve({ ...file, topology }, landscape, identities)
        expect(resolve({ ...file, topology, members }, landscape, identities)).toEqual(one)
      }),
    )
  })
})
