/** `isthmus clock`: the server's clock, which an operator may move on to see what AWS would take a week to show. */
import { Command } from '@commander-js/extra-typings'
import { connect } from './connection.ts'
import { readDuration } from './duration.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'

interface Time {
  /** ISO 8601. */
  readonly now: string
}

export const clockCommand = () =>
  new Command('clock')
    .summary('show the clock or move it on')
    .description("Show the server's clock, or move it on.")
    .addCommand(showCommand())
    .addCommand(advanceCommand())
    .addHelpText(
      'after',
      examples({ 'clock show': 'what time it is there', 'clock advance 7d': 'let requests expire' }),
    )

const showCommand = () =>
  new Command('show')
    .description("Show the server's time.")
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText('after', examples({ 'clock show': 'what time it is there' }))
    .action(async ({ endpoint, json }) => show(await (await connect(endpoint)).get<Time>('/clock'), json))

const advanceCommand = () =>
  new Command('advance')
    .description('Move the clock on: what time alone causes happens at once. It never goes back.')
    .argument('<duration>', 'days, hours, minutes, seconds: 7d, 2h30m, 90s', readDuration)
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples({
        'clock advance 7d': 'peering requests that nobody accepts expire',
        'clock advance 2h': 'failed and deleted peering connections disappear',
      }),
    )
    .action(async (milliseconds, { endpoint, json }) => {
      show(await (await connect(endpoint)).post<Time>('/clock', { milliseconds }), json)
    })

const show = (time: Time, asJson: true | undefined): void => print(time, `${time.now}\n`, asJson)
