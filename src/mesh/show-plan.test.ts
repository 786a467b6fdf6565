import { expect, test } from 'vitest'
import { partly, planFor } from './export.fixture.ts'
import { member, seenPeering, seenRoute, seenVpc, unjoined, wishFor } from './landscape.fixture.ts'
import { MOST_PAIRS, showPlan } from './show-plan.ts'

const VIEW = { verbose: false, width: 100 }

test('each pair has a row: what becomes of its peering, routes on both sides, DNS, rules', () => {
  const { wish, landscape } = partly
  expect(showPlan(planFor(wish, landscape), VIEW)).toMatchInlineSnapshot(`
    "Mesh prod: 1 peering to create, 1 peering as it is, 4 routes to create, 1 rule to create, 3 DNS
      options to set.

    PAIR            PEERING                     ROUTES →  ROUTES ←  DNS   RULES
    web → cache     keep pcx-0000000000000000a  +1        +1 =1     ~ on  +1 =1
    web → database  create                      +1        +1        ~ on  -
    → in the tables of the VPC that asks, ← of the other; + made, ~ changed, - removed, = as it is
    "
  `)
})

test('verbose, every call is told; on a narrow terminal lines are broken', () => {
  const { wish, landscape } = partly
  expect(showPlan(planFor(wish, landscape), { verbose: true, width: 70 })).toMatchInlineSnapshot(`
    "Mesh prod: 1 peering to create, 1 peering as it is, 4 routes to
      create, 1 rule to create, 3 DNS options to set.

    PAIR          PEERING                     ROUTES →  ROUTES ←  DNS   R…
    web → cache   keep pcx-0000000000000000a  +1        +1 =1     ~ on  +…
    web → datab…  create                      +1        +1        ~ on  -
    → in the tables of the VPC that asks, ← of the other; + made, ~ chang…

    1. CreateTags as 111111111111 in eu-west-1: write on
       pcx-0000000000000000a in 111111111111/eu-west-1 what the mesh has
       there
    2. ModifyVpcPeeringConnectionOptions as 111111111111 in eu-west-1:
       switch DNS resolution over pcx-0000000000000000a on for the
       requester and on for the accepter
    3. CreateRoute as 111111111111 in eu-west-1: route 10.1.0.0/16 in
       rtb-00000000000000000 to pcx-0000000000000000a
    4. CreateRoute as 111111111111 in eu-west-1: route
       2600:1f14:0:aa00::/56 in rtb-00000000000000001 to
       pcx-0000000000000000a
    5. AuthorizeSecurityGroupIngress as 111111111111 in eu-west-1: let tcp
       6379 from 2600:1f14:0:aa00::/56 in to sg-00000000000000001
    6. CreateVpcPeeringConnection as 111111111111 in eu-west-1: ask for a
       peering of web and database
    7. AcceptVpcPeeringConnection as 222222222222 in us-east-1: accept the
       peering of web and database
    8. ModifyVpcPeeringConnectionOptions as 111111111111 in eu-west-1:
       switch DNS resolution over the peering of web and database on for
       the requester
    9. CreateRoute as 111111111111 in eu-west-1: route 10.2.0.0/16 in
       rtb-00000000000000000 to the peering of web and database
    10. CreateTags as 222222222222 in us-east-1: write on the peering of
       web and database in 222222222222/us-east-1 what the mesh has there
    11. ModifyVpcPeeringConnectionOptions as 222222222222 in us-east-1:
       switch DNS resolution over the peering of web and database on for
       the accepter
    12. CreateRoute as 222222222222 in us-east-1: route 10.0.0.0/16 in
       rtb-00000000000000002 to the peering of web and database
    "
  `)
})

test('what is in the way, what is cleared away, what is no use any more', () => {
  const wish = wishFor([member(0), member(1)], { name: 'prod' })
  const gone = { 'isthmus:mesh:prod': 'made', 'isthmus:mesh:prod:routes:1': '00000000000000000=10.2.0.0/16' }
  const landscape = {
    vpcs: [
      seenVpc(0, [
        seenRoute('10.1.0.0/16', 'pcx-1', { isBlackhole: true }),
        seenRoute('10.2.0.0/16', 'pcx-2'),
      ]),
      seenVpc(1, [seenRoute('10.0.0.0/16', 'igw-1')]),
      seenVpc(2),
    ],
    peerings: [
      seenPeering('pcx-1', 0, 1, { state: 'failed', message: 'Failed due to incorrect VPC-ID' }),
      seenPeering('pcx-2', 0, 2, { tags: { '111111111111/eu-west-1': gone } }),
    ],
  }
  expect(showPlan(planFor(wish, landscape), VIEW)).toMatchInlineSnapshot(`
    "Mesh prod: refused: 1 objection, 1 peering to create, 1 route to change, 1 route to remove, 1
      peering to remove.

    PAIR           PEERING  ROUTES →  ROUTES ←  DNS  RULES
    vpc-0 → vpc-1  create   ~1        =1        -    -
    → in the tables of the VPC that asks, ← of the other; + made, ~ changed, - removed, = as it is
    vpc-0 → vpc-1: pcx-1 is of no use any more (failed: Failed due to incorrect VPC-ID)

    To clear away:
      - take the route 10.2.0.0/16 from rtb-00000000000000000
      - delete pcx-2 of vpc-00000000000000000 and vpc-00000000000000002

    Objection (route-conflict): In rtb-00000000000000001 of vpc-1 10.0.0.0/16 leads to igw-1 already,
      and not to vpc-0.
      - Take that route away, if nothing needs it.
      - Let vpc-0 announce smaller blocks: they win over 10.0.0.0/16.
      - Leave rtb-00000000000000001 out of the route tables of vpc-1.

    Warning (unreadable): Routes of vpc-00000000000000002 to pcx-2 become blackholes: nobody can look at
      222222222222/eu-west-1 from here.
      - Take them away in 222222222222/eu-west-1.
    "
  `)
})

test('of many pairs those with something to do are shown', () => {
  const { wish, landscape } = unjoined(12)
  const lines = showPlan(planFor(wish, landscape), VIEW).split('\n')
  expect(lines[0]).toBe('Mesh prod: 66 peerings to create, 132 routes to create.')
  expect(lines).toContain('… and 26 pairs more: --verbose shows all.')
  expect(lines.filter(line => line.includes(' → vpc-'))).toHaveLength(MOST_PAIRS)
  expect(
    showPlan(planFor(wish, landscape), { ...VIEW, verbose: true }).match(/^vpc-\d+ → vpc-/gm),
  ).toHaveLength(66)
})

test('nothing to do', () => {
  const plan = planFor(wishFor([member(0)]), { vpcs: [seenVpc(0)], peerings: [] })
  expect(showPlan(plan, VIEW)).toBe('Mesh prod: nothing to do.\n')
})

test('only tags', () => {
  const wish = wishFor([member(0), member(1)], { pairs: [] })
  const tags = { '111111111111/eu-west-1': { 'isthmus:mesh:prod': 'adopted' } }
  const landscape = { vpcs: [seenVpc(0), seenVpc(1)], peerings: [seenPeering('pcx-1', 0, 1, { tags })] }
  expect(showPlan(planFor(wish, landscape), VIEW).split('\n')[0]).toBe('Mesh prod: only tags to change.')
})

test("a stranger's label moves no cursor and makes no line longer than the terminal", () => {
  const label = '\u001b[2Jevil\u202e\n'.repeat(20)
  const wish = wishFor([member(0, { label }), member(1)])
  const text = showPlan(planFor(wish, { vpcs: [seenVpc(0), seenVpc(1)], peerings: [] }), VIEW)
  for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(VIEW.width)
})
