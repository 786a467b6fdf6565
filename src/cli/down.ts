/** `isthmus down`: stops a server and takes away all it made, also when it was killed. Twice is once. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Command } from '@commander-js/extra-typings'
import { beginningOf } from '../drivers/linux/beginning.ts'
import { isRoot } from '../drivers/linux/can-run.ts'
import { endHolder, holderOf } from '../drivers/linux/holder.ts'
import { type Runtime, readRuntime, removeRuntime, runtimeOn } from '../server/runtime-file.ts'
import { connect, NoServer } from './connection.ts'
import { Failure } from './failure.ts'
import { goOnInside } from './inside.ts'
import { endpointOption, examples, portOf } from './options.ts'

/** How long a server may take to end, in milliseconds. */
const WITHIN = 60_000
const LOOK_EVERY = 20

export const downCommand = () =>
  new Command('down')
    .summary('stop the server and take away all it made')
    .description(
      'Stop the server and take away all it made on this machine, also if it was killed. The data directory stays.',
    )
    .option('--data <dir>', 'the server of this data directory, instead of the one at the endpoint')
    .addOption(endpointOption())
    .addHelpText(
      'after',
      examples({
        down: 'the server at $ISTHMUS_ENDPOINT',
        'down --data /tmp/lab': 'the one with this data directory',
      }),
    )
    .action(async ({ data, endpoint }) => {
      const named = data === undefined ? undefined : resolve(data)
      const runtime = await (named ? runtimeOn(named) : readRuntime(portOf(endpoint)))
      const directory = named ?? runtime?.directory
      if (directory && !isRoot() && holderOf(directory)) await goOnInside(directory)
      const wasUp = await stop(runtime, named ? runtime?.endpoint : endpoint)
      const hadLeft = await clearAway(directory)
      if (runtime) await removeRuntime(runtime)
      process.stdout.write(`${outcome(wasUp, hadLeft)}\n`)
    })

function outcome(wasUp: boolean, hadLeft: boolean): string {
  if (wasUp) return 'The server is down.'
  return hadLeft ? 'What the server left is taken away.' : 'No server was up.'
}

/** Asks the server to end, and waits until its process is gone. False if none answers. */
async function stop(runtime: Runtime | undefined, endpoint: string | undefined): Promise<boolean> {
  if (endpoint === undefined) return false
  try {
    await (await connect(endpoint, runtime)).post('/down', {})
  } catch (error) {
    if (error instanceof NoServer) return false
    throw error
  }
  const deadline = performance.now() + WITHIN
  while (runtime && beginningOf(runtime.pid) !== undefined) {
    if (performance.now() > deadline)
      throw new Failure(
        `The server (process ${runtime.pid}) takes long to end. Look into its log; end it with: kill -9 ${runtime.pid}`,
      )
    await setTimeout(LOOK_EVERY)
  }
  return true
}

/** Takes away what is left of a directory's data plane. False if there is no such directory or nothing was ever made. */
async function clearAway(directory: string | undefined): Promise<boolean> {
  if (directory === undefined || !existsSync(join(directory, 'isthmus.db'))) return false
  const { openSqliteStore } = await import('../store/sqlite.ts')
  const { StoreRefusal } = await import('../store/refusals.ts')
  const { removeLeftovers } = await import('../server/driver-choice.ts')
  const store = await openSqliteStore(directory).catch(error => {
    throw error instanceof StoreRefusal ? new Failure(error.message) : error
  })
  try {
    return await removeLeftovers(store)
  } finally {
    await store.close()
    endHolder(directory)
  }
}
