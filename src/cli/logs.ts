/** `isthmus logs`: what an instance has printed. */
import { setTimeout } from 'node:timers/promises'
import { Command } from '@commander-js/extra-typings'
import type { InstanceState } from '../model/instance.ts'
import type { Printed } from '../server/operator.ts'
import { type Connection, connect } from './connection.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'

/** In milliseconds. */
const LOOK_EVERY = 200

export const logsCommand = () =>
  new Command('logs')
    .summary('show what an instance has printed')
    .description(
      `Show what an instance has printed: the process of isthmus run --detach, and its user data where that runs
(isthmus serve --user-data run). It is kept as long as the instance is shown.`,
    )
    .argument('<instance>', 'i-…')
    .option('-f, --follow', 'go on until the instance has ended')
    .addOption(jsonOption().conflicts('follow'))
    .addOption(endpointOption())
    .addHelpText(
      'after',
      examples({
        'logs i-0123456789abcdef0': 'until now',
        'logs -f i-0123456789abcdef0': 'and what comes',
      }),
    )
    .action(async (instance, { endpoint, follow, json }) => {
      const printed = read(await connect(endpoint), instance, follow === true)
      if (json) print({ instance, output: await whole(printed) }, '', json)
      else for await (const piece of printed) process.stdout.write(piece)
    })

async function whole(printed: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of printed) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** Piece by piece; without `follow`, what there is. */
async function* read(connection: Connection, instance: string, follow: boolean): AsyncIterable<Buffer> {
  for (let from = 0; ; ) {
    const path = `/consoles/${encodeURIComponent(instance)}?from=${from}`
    const { state, base64 } = await connection.get<Printed>(path)
    const piece = Buffer.from(base64, 'base64')
    from += piece.length
    if (piece.length > 0) yield piece
    else if (!follow || ENDED.has(state)) return
    else await setTimeout(LOOK_EVERY)
  }
}

const ENDED: ReadonlySet<InstanceState> = new Set(['stopped', 'terminated'])
