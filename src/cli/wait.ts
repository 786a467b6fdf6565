/** `isthmus wait`: until the data plane is what the API says. */
import { Command } from '@commander-js/extra-typings'
import { connect } from './connection.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'

export interface Settled {
  readonly failures: readonly { readonly part: string; readonly reason: string }[]
}

export const waitCommand = () =>
  new Command('wait')
    .summary('wait until what was asked for is real')
    .description(
      'Wait until everything that was asked for is real: routes in force, instances running. Exits with 1 if something cannot be.',
    )
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText('after', examples({ wait: 'after run-instances, before the first ping' }))
    .action(async ({ endpoint, json }) => {
      const settled = await (await connect(endpoint)).get<Settled>('/wait')
      print(settled, failureLines(settled), json)
      if (settled.failures.length > 0) process.exitCode = 1
    })

export const failureLines = ({ failures }: Settled): string =>
  failures.map(({ part, reason }) => `not made real: ${part}: ${reason}\n`).join('')
