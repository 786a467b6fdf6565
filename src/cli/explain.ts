/** `isthmus explain pcx-…`: why a peering connection failed, and what is still missing for traffic. */
import { Command } from '@commander-js/extra-typings'
import { connect } from './connection.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'

export const explainCommand = () =>
  new Command('explain')
    .summary('say how a peering connection stands')
    .description(
      'Say in plain words how a peering connection stands: why it failed, what is missing for traffic.',
    )
    .argument('<peering>', 'id of a peering connection: pcx-…')
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText('after', examples({ 'explain pcx-0123456789abcdef0': 'which side lacks a route' }))
    .action(async (peering, { endpoint, json }) => {
      const connection = await connect(endpoint)
      const { explanation, text } = await connection.get<{
        readonly explanation: object
        readonly text: string
      }>(`/explain/${encodeURIComponent(peering)}`)
      print(explanation, `${text.trimEnd()}\n`, json)
    })
