import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { cidr } from '../model/cidr.ts'
import type { MemberSpec, MeshFile } from './file.ts'
import { problemText, readMeshFile } from './read-file.ts'

/** What is wrong with a text, as it is printed; a file that can be read is an error of the test. */
function problemsOf(text: string): readonly string[] {
  const read = readMeshFile(text)
  if ('file' in read) throw new Error(`was read: ${JSON.stringify(read.file)}`)
  return read.problems.map(problem => problemText('f', problem))
}

function fileOf(...[text, fallback]: Parameters<typeof readMeshFile>): MeshFile {
  const read = readMeshFile(text, fallback)
  if ('problems' in read) throw new Error(read.problems.map(problem => problemText('f', problem)).join('\n'))
  return read.file
}

const member = (spec: Partial<MemberSpec>): MemberSpec => ({
  selector: { by: 'name', name: 'a' },
  access: {},
  announce: 'all',
  routes: 'all',
  allow: [],
  ...spec,
})
/** A file of one member `a`, with these lines after its name; the first is line 3. */
const withMember = (...lines: readonly string[]) =>
  ['mesh: m', 'members:', '- name: a', ...lines.map(line => `  ${line}`)].join('\n')
const withTopology = (topology: string) =>
  `mesh: m\nmembers: [{ name: alpha }, { name: beta }, { name: c, label: gamma }]\ntopology: ${topology}`

describe('a file', () => {
  test('with everything', () => {
    const text = `
# yaml-language-server: $schema=docs/mesh.schema.json
mesh: prod
defaults: { region: eu-west-1, profile: network, routes: main }
members:
  - vpc: vpc-0aaaaaaaaaaaaaaaa
  - name: database
    region: us-east-1
    profile: data
    announce: [10.2.1.7/24, 10.2.9.9, "2600:1f14::/56"]
    routes: [rtb-0123abcd]
    allow:
      - { group: sg-0123abcd, protocol: tcp, ports: 3306 }
      - { group: web, ports: 8000-8080 }
      - { group: web, protocol: icmp }
      - { group: dns, protocol: udp }
      - { group: any }
  - tag: { team: analysis, tier: 007 }
    label: analysis
    account: 012345678901
    announce: { subnets: { tier: private } }
    routes: { subnets: [subnet-0123abcd] }
topology: { hubs: [database] }
dns: true
tags: { owner: network, cost: 0123, Name: "{mesh}: {requester} to {accepter}" }
`
    expect(fileOf(text)).toEqual({
      mesh: 'prod',
      members: [
        member({
          selector: { by: 'id', id: 'vpc-0aaaaaaaaaaaaaaaa' },
          access: { profile: 'network' },
          region: 'eu-west-1',
          routes: 'main',
        }),
        member({
          selector: { by: 'name', name: 'database' },
          access: { profile: 'data' },
          region: 'us-east-1',
          announce: { blocks: [cidr('10.2.1.0/24'), cidr('10.2.9.9/32'), cidr('2600:1f14::/56')] },
          routes: { tableIds: ['rtb-0123abcd'] },
          allow: [
            { group: 'sg-0123abcd', protocol: 'tcp', fromPort: 3306, toPort: 3306 },
            { group: 'web', protocol: 'tcp', fromPort: 8000, toPort: 8080 },
            { group: 'web', protocol: 'icmp', fromPort: -1, toPort: -1 },
            { group: 'dns', protocol: 'udp', fromPort: 0, toPort: 65_535 },
            { group: 'any', protocol: '-1' },
          ],
        }),
        member({
          selector: { by: 'tags', tags: { team: 'analysis', tier: '007' } },
          label: 'analysis',
          access: { profile: 'network', account: '012345678901' },
          region: 'eu-west-1',
          announce: { subnets: { tags: { tier: 'private' } } },
          routes: { subnets: { ids: ['subnet-0123abcd'] } },
        }),
      ],
      topology: { kind: 'hubs', hubs: ['database'] },
      dns: true,
      tags: { owner: 'network', cost: '0123', Name: '{mesh}: {requester} to {accepter}' },
      prunes: true,
    })
  })

  test('with as little as may be', () => {
    expect(fileOf(withMember())).toEqual({
      mesh: 'm',
      members: [member({})],
      topology: { kind: 'full' },
      tags: {},
      prunes: true,
    })
  })

  test.each<readonly [string, MeshFile['topology']]>([
    ['full', { kind: 'full' }],
    ['{ hubs: [alpha, gamma] }', { kind: 'hubs', hubs: ['alpha', 'gamma'] }],
    ['{ pairs: [[alpha, beta]] }', { kind: 'pairs', pairs: [['alpha', 'beta']] }],
    [
      '{ groups: { x: [alpha, gamma], y: [beta] } }',
      { kind: 'groups', groups: { x: ['alpha', 'gamma'], y: ['beta'] } },
    ],
  ])('topology %s', (text, topology) => {
    expect(fileOf(withTopology(text)).topology).toEqual(topology)
  })

  test.each([
    ['JSON', '{"mesh":"m","members":[{"name":"a"}],"dns":false}'],
    ['anchors and aliases', 'mesh: &m m\nmembers: &all [&a { name: &n a }]\ntags: { a: *n }\ndns: false'],
    [
      'a byte order mark, and lines as Windows ends them',
      '\ufeffmesh: m\r\nmembers:\r\n- name: a\r\ndns: "false"\r\n',
    ],
  ])('as %s', (_, text) => {
    expect(fileOf(text)).toMatchObject({ mesh: 'm', members: [member({})], dns: false })
  })

  test('of 500 members with one alias each', () => {
    const members = Array.from({ length: 500 }, (_, n) => `- { region: *x, name: n${n} }`)
    const text = ['mesh: m', 'members:', '- { name: a, region: &x eu-west-1 }', ...members].join('\n')
    expect(fileOf(text).members.map(({ region }) => region)).toEqual(Array(501).fill('eu-west-1'))
  })
})

describe('whose credentials', () => {
  const ROLE = 'arn:aws:iam::222222222222:role/mesh'
  test.each<readonly [string, string, string, MemberSpec['access']]>([
    ['nothing is said', '{}', '', { profile: 'cli' }],
    ['the defaults come before the command line', '{ profile: p }', '', { profile: 'p' }],
    ['the member comes before the defaults', '{ profile: p }', 'profile: q', { profile: 'q' }],
    [
      'a role is assumed with the profile of the defaults',
      '{ profile: p }',
      `role: ${ROLE}`,
      { profile: 'p', role: ROLE },
    ],
    [
      'a profile of its own drops the role of the defaults',
      `{ role: ${ROLE}, account: 222222222222 }`,
      'profile: q',
      { profile: 'q' },
    ],
    [
      'a role of its own drops the account of the defaults',
      '{ account: 333333333333 }',
      `role: ${ROLE}`,
      { profile: 'cli', role: ROLE },
    ],
    [
      'an account is only checked',
      '{ profile: p }',
      'account: 333333333333',
      { profile: 'p', account: '333333333333' },
    ],
  ])('%s', (_, defaults, line, access) => {
    const file = fileOf(`${withMember(line)}\ndefaults: ${defaults}`, {
      access: { profile: 'cli' },
      region: 'eu-west-3',
    })
    const [{ access: read, region } = member({})] = file.members
    expect({ ...read }).toEqual(access)
    expect(region).toBe('eu-west-3')
  })
})

describe('what is wrong', () => {
  test.each<readonly [string, ...string[]]>([
    [withMember('anounce: all'), "f:4:3: 'anounce' is not known here. Did you mean 'announce'?"],
    [withMember('Announce: all'), "f:4:3: 'Announce' is not known here. Did you mean 'announce'?"],
    [withMember('shoe: 3'), "f:4:3: 'shoe' is not known here."],
    [withMember('region: eu-wst-1'), "f:4:11: 'eu-wst-1' is not a Region. Did you mean 'eu-west-1'?"],
    [withMember('region: mars'), "f:4:11: 'mars' is not a Region."],
    [withMember('region: [eu-west-1]'), 'f:4:11: This has to be text.'],
    [withMember('profile:'), 'f:4:11: There is nothing here.'],
    [withMember('account: 123'), "f:4:12: '123' is not an account: 12 digits."],
    [withMember('role: mesh'), "f:4:9: 'mesh' is not a role's ARN, like arn:aws:iam::222222222222:role/mesh"],
    [
      withMember('role: arn:aws:iam::222222222222:role/mesh', 'account: 111111111111'),
      'f:5:12: The role is of another account.',
    ],
    [withMember('vpc: vpc-0123abcd'), 'f:3:3: A member has one of vpc, name and tag.'],
    ['mesh: m\nmembers: [{ label: x }]', 'f:2:11: A member has one of vpc, name and tag.'],
    ['mesh: m\nmembers: [{ tag: {} }]', 'f:2:18: There is nothing here.'],
    [
      'mesh: m\nmembers: [{ vpc: database }]',
      "f:2:18: 'database' is not a VPC's id, like vpc-0123456789abcdef0. By its Name tag: 'name'.",
    ],
    [withMember('announce: ip4'), "f:4:13: 'ip4' is not known here. Did you mean 'ipv4'?"],
    [
      withMember('announce: 10.0.0.0/8'),
      'f:4:13: This has to be all, ipv4, ipv6, a list of blocks, or { subnets: … }.',
    ],
    [
      withMember('announce: [10.0.0.0/8, 10.0.0.0/33, all]'),
      "f:4:26: '10.0.0.0/33' is not a block of addresses, like 10.2.0.0/16, nor an address.",
      "f:4:39: 'all' is not a block of addresses, like 10.2.0.0/16, nor an address.",
    ],
    [withMember('announce: []'), 'f:4:13: There is nothing here.'],
    [
      withMember('announce: { subnet: { a: b } }'),
      "f:4:13: 'subnets' is missing.",
      "f:4:15: 'subnet' is not known here. Did you mean 'subnets'?",
    ],
    [
      withMember('announce: { subnets: private }'),
      'f:4:24: This has to be a list of subnets, or tags: { tier: private }.',
    ],
    [withMember('routes: mian'), "f:4:11: 'mian' is not known here. Did you mean 'main'?"],
    [withMember('routes: [main]'), "f:4:12: 'main' is not a route table's id, like rtb-0123456789abcdef0."],
    [
      withMember('routes: { subnets: [a] }'),
      "f:4:23: 'a' is not a subnet's id, like subnet-0123456789abcdef0.",
    ],
    [withMember('allow: [{ ports: 1 }]'), "f:4:11: 'group' is missing."],
    [
      withMember('allow: [{ group: g, protocol: tpc }]'),
      "f:4:33: 'tpc' is not known here. Did you mean 'tcp'?",
    ],
    [
      withMember('allow: [{ group: g, protocol: gre }]'),
      "f:4:33: 'gre' is not known here. It has to be all, tcp, udp, icmp or icmpv6.",
    ],
    [
      withMember('allow: [{ group: g, ports: 80-79 }, { group: g, ports: 65536 }]'),
      "f:4:30: '80-79' are not ports, like 3306 or 8000-8080, from 0 to 65535.",
      "f:4:58: '65536' are not ports, like 3306 or 8000-8080, from 0 to 65535.",
    ],
    [withMember('allow: [{ group: g, protocol: icmp, ports: 1 }]'), 'f:4:46: Only tcp and udp have ports.'],
    [withTopology('fll'), "f:3:11: 'fll' is not known here. Did you mean 'full'?"],
    [withTopology('mesh'), 'f:3:11: This has to be full, { hubs: … }, { pairs: … } or { groups: … }.'],
    [
      withTopology('{ hubs: [alpha], pairs: [[alpha, beta]] }'),
      'f:3:11: A topology is one of full, hubs, pairs and groups.',
    ],
    [withTopology('{ hubs: [alpa] }'), "f:3:20: 'alpa' is not a member. Did you mean 'alpha'?"],
    [withTopology('{ hubs: [c] }'), "f:3:20: 'c' is not a member."],
    [
      withTopology('{ pairs: [[alpha, beta], [gamma, bata], [beta, beta]] }'),
      "f:3:44: 'bata' is not a member. Did you mean 'beta'?",
      'f:3:51: A pair is two different members.',
    ],
    [withTopology('{ pairs: [[alpha]] }'), 'f:3:21: A pair is two labels.'],
    [
      withTopology('{ groups: { x: [alpha, gama] } }'),
      "f:3:34: 'gama' is not a member. Did you mean 'gamma'?",
    ],
    [
      'mesh: m\nmembers: [{ name: a }, { name: a, region: eu-west-1 }, { name: b }]\ntopology: { hubs: [a] }',
      'f:3:20: Several members are called that: give them labels.',
    ],
    [
      'mesh: m\nmembers: [{ name: a, label: b }, { name: b }, { name: c, label: d }, { name: e, label: d }]',
      'f:2:29: Another member is called that, too.',
      'f:2:88: Another member is called that, too.',
    ],
    [`${withMember()}\ndns: yes`, "f:4:6: 'yes' is neither true nor false."],
    [
      `${withMember()}\ntags: { "aws:x": 1, "isthmus:mesh:m": made, ${'k'.repeat(129)}: 1 }`,
      "f:4:9: Tags that begin with 'aws:' or 'isthmus:' are not yours to set.",
      "f:4:21: Tags that begin with 'aws:' or 'isthmus:' are not yours to set.",
      'f:4:45: The key of a tag has at most 128 characters.',
    ],
    [
      `${withMember()}\ntags: { a: ${'v'.repeat(257)} }`,
      'f:4:12: The value of a tag has at most 256 characters.',
    ],
    [
      `${withMember()}\ntags: { Name: "{mesh} {requestor}" }`,
      "f:4:15: '{requestor}' is not known here. Did you mean 'requester'?",
    ],
    [
      'mesh: "pr:od"\nmembers: [{ name: a }]',
      "f:1:7: 'pr:od' cannot be a mesh's name: up to 64 letters, digits and . _ - + = @ /",
    ],
    ['mesh: m', "f:1:1: 'members' is missing."],
    ['mesh: m\nmembers:', 'f:2:9: There is nothing here.'],
    ['mesh: m\nmembers: a', 'f:2:10: This has to be a list.'],
    ['mesh: m\nmembers: [a]', 'f:2:11: This has to be keys and values.'],
    ['', 'f:1:1: There is nothing here.'],
    ['- a', 'f:1:1: This has to be keys and values.'],
  ])('%j', (text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  test.each<readonly [string, ...string[]]>([
    [
      'mesh: a\nmesh: b\nmembers: [{ name: a, name: b, nme: c }]',
      'f:2:1: This key is there twice.',
      'f:3:22: This key is there twice.',
      "f:3:31: 'nme' is not known here. Did you mean 'name'?",
    ],
    ['mesh: a\n---\nmesh: b', 'f:2:1: A second document begins here: a mesh file holds one.'],
    ['mesh: m\nmembers:\n\t- name: a', 'f:3:1: YAML is indented with spaces, not with tabs.'],
    [
      'mesh: m\nmembers: [{ name: a }',
      'f:2:22: This is not indented as it should be, or a bracket before it is not closed.',
    ],
    ['mesh: "m', 'f:1:9: A quote, a bracket or a comma is missing.'],
    ['mesh: m: n', "f:1:7: Two keys stand on one line. Text that holds ': ' has to be in quotes."],
    ['mesh: *m', 'f:1:7: No anchor of this name stands before this alias.'],
    ['mesh: !name m', "f:1:7: Types ('!…') are not known here: everything is text."],
    ['? [a]\n: b', 'f:1:3: A key has to be text.'],
    ['@', 'f:1:1: This is not YAML.'],
  ])('as YAML: %j', (text, ...problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  test('in what an alias stands for: once, where it was written', () => {
    expect(problemsOf('mesh: m\nmembers:\n- &x { name: a, regio: eu-west-1 }\n- *x')).toEqual([
      "f:3:17: 'regio' is not known here. Did you mean 'region'?",
    ])
  })

  test('no more than a person reads', () => {
    const lines = Array.from({ length: 60 }, (_, n) => `x${n}: 1`)
    expect(problemsOf(withMember(...lines))).toEqual(
      lines.slice(0, 50).map((_, n) => `f:${n + 4}:3: 'x${n}' is not known here.`),
    )
  })

  test.each([
    ['levels of lists', '['.repeat(30_000)],
    ['levels of items', '- '.repeat(30_000)],
    ['characters', '#'.repeat(250_001)],
    [
      'aliases of aliases',
      [
        'a: &a0 [x]',
        ...Array.from({ length: 9 }, (_, n) => `b${n}: &a${n + 1} [${Array(9).fill(`*a${n}`)}]`),
      ].join('\n'),
    ],
  ])('too many %s', (_, text) => {
    expect(problemsOf(text)).toEqual([
      'f:1:1: There is more here than a mesh can need: too long, too deep, or aliases of aliases.',
    ])
  })
})

describe('secrets', () => {
  const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  test.each(['aws_secret_access_key', 'secretAccessKey', 'session-token', 'password', 'aws_access_key_id'])(
    '%s does not belong here',
    key => {
      expect(problemsOf(withMember(`${key}: ${SECRET}`))).toEqual([
        `f:4:3: '${key}' does not belong here: credentials never stand in a mesh file. Name a profile or a role.`,
      ])
    },
  )

  test.each([
    `${SECRET}: x`,
    `region: ${SECRET}`,
    `role: ${SECRET}`,
    `account: ${SECRET}`,
    `announce: [${SECRET}]`,
    `announce: ${SECRET}`,
    `allow: [{ group: g, ports: ${SECRET}, protocol: ${SECRET} }]`,
    `x: *${SECRET}`,
    `x: !${SECRET} 1`,
    `x: "${SECRET}`,
    `vpc: ${SECRET}\n  vpc: ${SECRET}`,
  ])('are not repeated: %s', line => {
    const text = `${withMember(line)}\ntopology: { hubs: [${SECRET}] }\ndns: ${SECRET}\ntags: { Name: "{${SECRET}}" }`
    expect(problemsOf(text).join()).not.toContain(SECRET)
    expect(problemsOf(text.replaceAll(SECRET, 'AKIAIOSFODNN7EXAMPLE')).join()).not.toContain(
      'AKIAIOSFODNN7EXAMPLE',
    )
  })
})

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const tags = fc.dictionary(word, fc.string({ maxLength: 20 }), {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
})
const anyMember = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 20 }),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    profile: word,
    announce: fc.oneof(
      fc.constantFrom('all', 'ipv4', 'ipv6'),
      tags.map(one => ({ subnets: one })),
    ),
    routes: fc.oneof(fc.constantFrom('all', 'main'), fc.constant(['rtb-0123abcd'])),
  },
  { requiredKeys: ['name'] },
)

test('what is printed is read as it was meant', () => {
  fc.assert(
    fc.property(fc.array(anyMember, { minLength: 1, maxLength: 5 }), tags, (members, own) => {
      const written = { mesh: 'm', members, tags: own }
      const file = fileOf(stringify(written))
      expect(fileOf(JSON.stringify(written))).toEqual(file)
      expect(file.tags).toEqual(own)
      expect(file.members.map(({ selector }) => selector)).toEqual(
        members.map(({ name }) => ({ by: 'name', name })),
      )
      expect(file.members.map(({ region }) => region)).toEqual(members.map(({ region }) => region))
      expect(file.members.map(({ access }) => access.profile)).toEqual(members.map(({ profile }) => profile))
    }),
  )
})

const GOOD = `mesh: m # a mesh
defaults: { region: eu-west-1, routes: &r { subnets: { tier: a } } }
members:
  - name: web
    announce: [10.0.0.0/24, "::/0"]
    allow: [{ group: g, ports: 80-81 }]
  - tag: { team: 'x' }
    label: db
    routes: *r
topology:
  pairs:
    - [web, db]
tags: { Name: "{mesh}" }
`
const PIECES = [
  '- ',
  '\n',
  '  ',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  ': ',
  '&r ',
  '*r',
  '!x ',
  '? ',
  '<<: ',
  '#',
  '|',
  'a',
]

test('any edit of a file is read, or refused where it stands', () => {
  const edit = fc.tuple(fc.nat(GOOD.length), fc.nat(6), fc.oneof(fc.constantFrom(...PIECES), fc.string()))
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 4 }), edits => {
      const text = edits.reduce((so, [at, cut, put]) => so.slice(0, at) + put + so.slice(at + cut), GOOD)
      const read = readMeshFile(text)
      if ('file' in read) return
      const lines = text.split('\n')
      expect(read.problems.length).toBeGreaterThan(0)
      for (const { line, column } of read.problems)
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? expect.fail(`no line ${line}`)).length + 1)
    }),
    { numRuns: 300 },
  )
})
