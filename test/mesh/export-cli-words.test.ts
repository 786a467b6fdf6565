/** A real shell reads the exported script: the AWS CLI's stand-in gets exactly the plan's inputs, whatever is in labels and tags. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { contextOf, partly, planFor } from '../../src/mesh/export.fixture.ts'
import { exportCli } from '../../src/mesh/export-cli.ts'
import { optionName } from '../../src/mesh/export-shell.ts'
import { groupId, member, seenVpc, wishFor } from '../../src/mesh/landscape.fixture.ts'
import type { Call } from '../../src/mesh/plan.ts'
import { placeKey } from '../../src/model/owned.ts'

const folder = mkdtempSync(join(tmpdir(), 'isthmus-words-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const [STAND_IN, SCRIPT, LOG] = ['aws', 'mesh.sh', 'log'].map(name => join(folder, name)) as [
  string,
  string,
  string,
]

const END_OF_WORD = '\u0001'
const END_OF_COMMAND = '\u0002'

/** Notes its words; answers as a server on which everything goes well. */
writeFileSync(
  STAND_IN,
  `#!/bin/sh
for word; do printf '%s\\001' "$word"; done >>${LOG}
printf '\\002' >>${LOG}
case "$*" in
*get-caller-identity*) echo "\${2##*-}" ;;
*Status.Code*) echo active ;;
*create-vpc-peering-connection\\ *) echo pcx-new ;;
esac
`,
)
chmodSync(STAND_IN, 0o755)

/** The words of each command that changes something. */
function commandsOf(script: string): readonly (readonly string[])[] {
  writeFileSync(SCRIPT, script)
  writeFileSync(LOG, '')
  execFileSync('/bin/sh', [SCRIPT], { env: { PATH: process.env.PATH, AWS_CLI: STAND_IN } })
  return readFileSync(LOG, 'utf8')
    .split(END_OF_COMMAND)
    .map(command => command.split(END_OF_WORD).slice(0, -1))
    .filter(words => words[4] === 'ec2' && !/^(describe|wait)/.test(words[5] ?? ''))
}

/** The same, from a call: what is text stays text, all else is JSON. */
function wordsOf({ operation, place, input, peeringGoesTo }: Call): readonly string[] {
  const given = Object.entries(input).filter(([name, value]) => name !== peeringGoesTo && value !== undefined)
  const options = given.flatMap(([name, value]) => {
    const texts = [value].flat()
    const isText = texts.every(text => typeof text === 'string')
    return [optionName(name), ...(isText ? texts : [JSON.stringify(value)])]
  })
  return [
    ...['--profile', `it's-${place.ownerId}`, '--region', place.region, 'ec2'],
    optionName(operation).slice(2),
    ...options,
    ...(peeringGoesTo ? [optionName(peeringGoesTo), 'pcx-new'] : []),
    ...(operation === 'CreateVpcPeeringConnection'
      ? ['--query', 'VpcPeeringConnection.VpcPeeringConnectionId', '--output', 'text']
      : []),
  ]
}

const profiles = Object.fromEntries(
  [0, 2, 3].map(n => [placeKey(member(n)), { profile: `it's-${member(n).ownerId}` }]),
)
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({
      unit: fc.constantFrom('$', '`', '"', "'", '\\', '\n', '!', '*', '#', 'a', ' '),
      minLength: 1,
    }),
  )
  .filter(text => text !== '__proto__')

test('quoted is quoted', () => {
  fc.assert(
    fc.property(
      fc.array(anyText, { minLength: 3, maxLength: 3 }),
      fc.dictionary(anyText, anyText),
      (labels, tags) => {
        const admits = [{ groupId: groupId(2), protocol: '-1' }]
        const members = [0, 2, 3].map((n, at) =>
          member(n, { label: labels[at] ?? '', ...(n === 2 && { admits }) }),
        )
        const landscape = { vpcs: [seenVpc(0), seenVpc(2), seenVpc(3)], peerings: [] }
        const plan = planFor(wishFor(members, { tags, dns: true }), landscape)
        const script = exportCli(plan, contextOf(landscape, profiles))
        expect(commandsOf(script)).toEqual(plan.calls.map(wordsOf))
      },
    ),
    { numRuns: 12 },
  )
})

test('a mesh of which a part is there already: what is left to do', async () => {
  const { wish, landscape, access } = partly
  const script = exportCli(planFor(wish, landscape), contextOf(landscape, access))
  await expect(script).toMatchFileSnapshot('expected/partly.sh')
})
