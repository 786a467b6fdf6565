import { parse } from '@cdktf/hcl2json'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cidr } from '../model/cidr.ts'
import { placeKey, type Tags } from '../model/owned.ts'
import { contextOf, partly, planFor } from './export.fixture.ts'
import { isOnePlace, SIDES } from './export-context.ts'
import { exportTerraform } from './export-terraform.ts'
import { blockOf, groupId, member, seenPeering, seenVpc, wishFor } from './landscape.fixture.ts'
import type { SeenPeering } from './landscape.ts'
import type { Link } from './link.ts'
import { isMark } from './marks.ts'

type Body = Readonly<Record<string, unknown>>

interface Parsed {
  readonly provider: { readonly aws: readonly Body[] }
  readonly resource: Readonly<Record<string, Readonly<Record<string, readonly Body[]>>>>
}

/** What `hcl2json` writes is Terraform's JSON, in which text is a template still. */
const plain = (text: string): string => text.replace(/([$%])\1\{/g, '$1{')

const tagsText = (tags: Tags = {}): string =>
  JSON.stringify(
    Object.entries(tags)
      .map(([key, value]) => [plain(key), plain(value)])
      .sort(),
  )

/** The resources of a kind by name, as HashiCorp's own parser reads them; fails if a name is there twice. */
function resources({ resource }: Parsed, kind: string): readonly (readonly [string, Body])[] {
  return Object.entries(resource[kind] ?? {}).map(([name, bodies]) => {
    expect(bodies, name).toHaveLength(1)
    return [name, bodies[0] ?? {}]
  })
}

const PEERING = 'aws_vpc_peering_connection'

/** Every resource of a text in one line, with what its references mean: the VPCs of the peering, the place of the provider. */
async function linesIn(text: string): Promise<readonly string[]> {
  const parsed = (await parse('mesh.tf', text)) as Parsed
  const places = new Map(
    parsed.provider.aws.map(of => [
      `\${aws.${of.alias}}`,
      `${[of.allowed_account_ids].flat()[0]}/${of.region}`,
    ]),
  )
  const vpcs = new Map(
    resources(parsed, PEERING).map(([name, body]) => [name, `${body.vpc_id}>${body.peer_vpc_id}`]),
  )
  const at = (body: Body) => places.get(String(body.provider))
  const by = (body: Body) => {
    const [, kind = '', name = ''] =
      /^\$\{(\w+)\.(\w+)\.id\}$/.exec(String(body.vpc_peering_connection_id)) ?? []
    return `${kind.replace(PEERING, '') || 'auto'} ${vpcs.get(name)}`
  }
  const all = (kind: string, line: (body: Body) => readonly unknown[]) =>
    resources(parsed, kind).map(([, body]) => [kind.replace('aws_', ''), at(body), ...line(body)].join(' '))
  const tags = (body: Body) => tagsText(body.tags as Tags | undefined)
  return [
    ...all(PEERING, body => [
      `${body.vpc_id}>${body.peer_vpc_id}`,
      body.peer_owner_id,
      body.peer_region,
      body.auto_accept,
      tags(body),
    ]),
    ...all(`${PEERING}_accepter`, body => [by(body), body.auto_accept, tags(body)]),
    ...all(`${PEERING}_options`, body => [by(body), JSON.stringify([body.requester, body.accepter])]),
    ...all('aws_route', body => [
      by(body),
      body.route_table_id,
      body.destination_cidr_block,
      body.destination_ipv6_cidr_block,
    ]),
    ...all('aws_vpc_security_group_ingress_rule', body => [
      ...[body.security_group_id, body.cidr_ipv4, body.cidr_ipv6],
      ...[body.ip_protocol, body.from_port, body.to_port, tags(body)],
    ]),
  ].sort()
}

/** The same lines, from the links. */
function linesOf(links: readonly Link[]): readonly string[] {
  return links.flatMap(linesOfLink).sort()
}

function linesOfLink(one: Link): readonly string[] {
  const [ours, theirs] = [one.requester.member, one.accepter.member]
  const own = isOnePlace(one)
  const vpcs = `${ours.vpcId}>${theirs.vpcId}`
  const shown = Object.entries(one.tags).filter(([key]) => !isMark(key))
  const tags = JSON.stringify(shown.sort())
  const line = (kind: string, ...words: readonly unknown[]) => [kind, ...words].join(' ')
  const by = `${own ? 'auto' : '_accepter'} ${vpcs}`
  const dns = [{ allow_remote_vpc_dns_resolution: one.dns }]
  const option = (requester: boolean, accepter: boolean) =>
    JSON.stringify([requester ? dns : undefined, accepter ? dns : undefined])
  const options = own
    ? [[ours, option(true, true)] as const]
    : [[ours, option(true, false)] as const, [theirs, option(false, true)] as const]
  return [
    line(
      'vpc_peering_connection',
      placeKey(ours),
      vpcs,
      theirs.ownerId === ours.ownerId ? undefined : theirs.ownerId,
      theirs.region === ours.region ? undefined : theirs.region,
      own || undefined,
      tags,
    ),
    ...(own ? [] : [line('vpc_peering_connection_accepter', placeKey(theirs), `auto ${vpcs}`, true, tags)]),
    ...(one.dns === undefined
      ? []
      : options.map(([of, set]) => line('vpc_peering_connection_options', placeKey(of), by, set))),
    ...SIDES.flatMap(side => {
      const { member: of, routes, rules } = one[side]
      const [v4, v6] = [4, 6].map(
        version => (block: { version: number; text: string }) =>
          block.version === version ? block.text : undefined,
      )
      return [
        ...routes.map(({ tableId, destination }) =>
          line('route', placeKey(of), by, tableId, v4?.(destination), v6?.(destination)),
        ),
        ...rules.map(({ groupId, from, protocol, fromPort, toPort }) =>
          line(
            'vpc_security_group_ingress_rule',
            ...[placeKey(of), groupId, v4?.(from), v6?.(from), protocol, fromPort, toPort, tags],
          ),
        ),
      ]
    }),
  ]
}

/** What AWS takes as text: no lone surrogates; Terraform keeps text in Unicode's form C. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('$', '{', '%', '}', '"', '\\', '\n', 'a') }),
  )
  .map(text => text.normalize('NFC'))
const anyKey = anyText.filter(key => key !== '' && key !== '__proto__')
const anyAdmission = fc.constantFrom(
  { protocol: '-1' },
  { protocol: 'tcp', fromPort: 3306, toPort: 3306 },
  { protocol: 'icmp', fromPort: -1, toPort: -1 },
)
const anySeed = fc.record({ label: anyText, admits: fc.array(anyAdmission, { maxLength: 1 }) })
const anyWish = fc.record({
  seeds: fc.array(anySeed, { minLength: 2, maxLength: 5 }),
  tags: fc.dictionary(anyKey, anyText, { maxKeys: 4 }),
  dns: fc.option(fc.boolean(), { nil: undefined }),
})

const ipv6Of = (n: number) => cidr(`2600:1f14:${n + 1}::/56`)

test('what is read again is the links, whatever the labels and tags are', async () => {
  await fc.assert(
    fc.asyncProperty(anyWish, async ({ seeds, tags, dns }) => {
      const members = seeds.map(({ label, admits }, n) => {
        const admitted = admits.map(ports => ({ groupId: groupId(n), ...ports }))
        return member(n, { label, announces: [cidr(blockOf(n)), ipv6Of(n)], admits: admitted })
      })
      const vpcs = seeds.map((_, n) => seenVpc(n, [], { blocks: [cidr(blockOf(n)), ipv6Of(n)] }))
      const landscape = { vpcs, peerings: [] }
      const plan = planFor(wishFor(members, { tags, dns }), landscape)
      const text = exportTerraform(plan, contextOf(landscape))
      expect(await linesIn(text)).toEqual(linesOf(plan.links.map(({ link }) => link)))
    }),
    { numRuns: 60 },
  )
})

test('a mesh of which a part is there already: what there is is imported', async () => {
  const { wish, landscape, access } = partly
  const text = exportTerraform(planFor(wish, landscape), contextOf(landscape, access))
  await expect(text).toMatchFileSnapshot('../../test/mesh/expected/partly.tf')
})

test('two roles of one profile are two providers', async () => {
  const { wish, landscape } = partly
  const role = 'arn:aws:iam::222222222222:role/mesh'
  const access = {
    '111111111111/eu-west-1': { profile: 'network' },
    '222222222222/us-east-1': { profile: 'network', role },
  }
  const parsed = await parse(
    'mesh.tf',
    exportTerraform(planFor(wish, landscape), contextOf(landscape, access)),
  )
  const ignore_tags = [{ key_prefixes: ['isthmus:mesh:'] }]
  expect(parsed.provider.aws).toEqual([
    {
      alias: 'network_eu_west_1',
      region: 'eu-west-1',
      profile: 'network',
      allowed_account_ids: ['111111111111'],
      ignore_tags,
    },
    {
      alias: 'network_us_east_1',
      region: 'us-east-1',
      profile: 'network',
      allowed_account_ids: ['222222222222'],
      assume_role: [{ role_arn: role }],
      ignore_tags,
    },
  ])
})

const importsFor = async (peering: Partial<SeenPeering>, tags: Tags = {}) => {
  const landscape = { vpcs: [seenVpc(0), seenVpc(3)], peerings: [seenPeering('pcx-1', 0, 3, peering, tags)] }
  const plan = planFor(wishFor([member(0), member(3)], { tags: { team: 'network' } }), landscape)
  return parse('mesh.tf', exportTerraform(plan, contextOf(landscape)))
}

test('a request that waits is imported; its acceptance is not there yet', async () => {
  const parsed = await importsFor({ state: 'pending-acceptance' })
  expect(parsed.import).toEqual([{ to: `\${aws_vpc_peering_connection.vpc_0_to_vpc_3}`, id: 'pcx-1' }])
})

test("somebody else's peering keeps its tags", async () => {
  const { resource } = await importsFor({})
  for (const kind of [PEERING, `${PEERING}_accepter`]) {
    const [body] = resource[kind].vpc_0_to_vpc_3
    expect(body.tags).toBeUndefined()
    expect(body.lifecycle).toEqual([{ ignore_changes: [`\${tags}`, `\${tags_all}`] }])
  }
})
