import { expect, test } from 'vitest'
import { partly, planFor } from './export.fixture.ts'
import { exportMermaid } from './export-mermaid.ts'
import { unjoined } from './landscape.fixture.ts'

test('members by account and Region; what is yet to be connected is dashed', () => {
  const { wish, landscape } = partly
  expect(exportMermaid(planFor(wish, landscape))).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph in_111111111111_eu_west_1["111111111111 eu-west-1"]
        vpc_web["web"]
        vpc_cache["cache"]
      end
      subgraph in_222222222222_us_east_1["222222222222 us-east-1"]
        vpc_database["database"]
      end
      vpc_web --- vpc_cache
      vpc_web -.- vpc_database
    "
  `)
})

test('labels are text, whatever is in them; two of the same name are two', () => {
  const { wish, landscape } = unjoined(2)
  const members = wish.members.map(member => ({ ...member, label: '"a" <b> #1`' }))
  expect(exportMermaid(planFor({ ...wish, members }, landscape))).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph in_111111111111_eu_west_1["111111111111 eu-west-1"]
        vpc_a_b_1_00000000000000000["#34;a#34; #60;b#62; #35;1#96;"]
        vpc_a_b_1_00000000000000001["#34;a#34; #60;b#62; #35;1#96;"]
      end
      vpc_a_b_1_00000000000000000 -.- vpc_a_b_1_00000000000000001
    "
  `)
})
