/** `isthmus status`: whether a server answers, which, and what it could not make real. */
import { Command } from '@commander-js/extra-typings'
import type { Status } from '../server/operator.ts'
import { connect } from './connection.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'
import { failureLines } from './wait.ts'

export const statusCommand = () =>
  new Command('status')
    .summary('show the server')
    .description('Show the server: its data directory, data plane, time, and what it could not make real.')
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText('after', examples({ status: 'is it up?', 'status --json': 'for scripts' }))
    .action(async ({ endpoint, json }) => {
      const status = await (await connect(endpoint)).get<Status>('/status')
      print(status, statusText(status), json)
    })

function statusText(status: Status): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ['endpoint', status.endpoint],
    ['process', status.pid],
    ['data', status.directory],
    ['data plane', status.driver],
    ['auth', status.auth],
    ['time', status.now],
    ['revision', status.revision],
  ]
  return rows.map(([name, value]) => `${name.padEnd(12)}${value}\n`).join('') + failureLines(status)
}
