/**
 * Plays scenarios against the server at $ISTHMUS_ENDPOINT, with the real AWS CLI, and shows every step: `examples/play`.
 * With --open the server takes any key (isthmus serve --auth open): then each scenario has accounts of its own, and the SDK
 * stands for the CLI, which is slow. What they made is left there, to be looked at. Exits with 1 at the first step that is
 * not as a scenario says.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { connect } from '../../../src/cli/connection.ts'
import { playScenario } from './play.ts'
import { readScenario } from './read.ts'
import type { Scenario, Step } from './scenario.ts'
import { createSdkAws } from './sdk-aws.ts'
import { createServerStage } from './server-stage.ts'

const FOLDER = fileURLToPath(new URL('..', import.meta.url))
const ENDING = '.scenario'
const endpoint = process.env.ISTHMUS_ENDPOINT || 'http://127.0.0.1:4566'

const nameOf = (file: string): string => basename(file, ENDING)

/** A scenario of ours by its name, or a file of one's own. */
function open(wish: string) {
  const path = wish.endsWith(ENDING) ? wish : join(FOLDER, wish + ENDING)
  return { path, scenario: readScenario(basename(path), readFileSync(path, 'utf8')) }
}

function list(): void {
  console.log('usage: examples/play [--open] SCENARIO… (one of these, or a file of your own)\n')
  const files = readdirSync(FOLDER).filter(file => file.endsWith(ENDING))
  for (const file of files) console.log(`  ${nameOf(file).padEnd(32)} ${open(nameOf(file)).scenario.title}`)
}

/** The profiles of the AWS CLI that it speaks of are accounts here. */
async function ensureAccounts({ profiles }: Scenario): Promise<void> {
  const server = await connect(endpoint)
  const { accounts } = await server.get<{ readonly accounts: readonly { readonly name: string }[] }>(
    '/accounts',
  )
  for (const name of profiles)
    if (name !== 'default' && !accounts.some(account => account.name === name))
      await server.post('/accounts', { name })
}

const show = ({ kind, text }: Step, printed: string): void =>
  console.log(kind === 'check' || !printed ? text : `${text}\n    ${printed}`)

async function play(wish: string, number: number, isOpen: boolean): Promise<void> {
  const { path, scenario } = open(wish)
  console.log(`\n== ${scenario.title}`)
  if (!isOpen) await ensureAccounts(scenario)
  const sdk = isOpen ? createSdkAws(endpoint, scenario, number) : undefined
  const stage = await createServerStage(endpoint, sdk?.aws)
  await playScenario(path, scenario, stage, show).finally(() => sdk?.close())
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { open: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (positionals.length === 0 || values.help) list()
  else for (const [at, wish] of positionals.entries()) await play(wish, at, values.open ?? false)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
