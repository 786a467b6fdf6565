/** An instance that lives as long as its process: the process is run in it, and when that has ended, the instance ends. */
import { setTimeout } from 'node:timers/promises'
import { Command } from '@commander-js/extra-typings'
import { runInPlace } from './child.ts'
import { connect, NoServer } from './connection.ts'
import { type Caller, ec2As } from './ec2.ts'
import { endpointOption, wordsOf } from './options.ts'
import { NO_NSENTER, wayInto } from './ways.ts'

/** What `isthmus run --detach` leaves running, with the console of the instance as its output. Not for typing. */
export const keepCommand = () =>
  new Command('keep')
    .argument('<instance>')
    .argument('[command...]')
    .requiredOption('--account <name>')
    .requiredOption('--region <region>')
    .passThroughOptions()
    .addOption(endpointOption())
    .action(async (instance, command, caller) => {
      await keep(instance, wordsOf(command), caller)
    })

/** The process's exit code; by then its instance is terminated. Should we be killed, the next server terminates it. */
export async function keep(instance: string, words: readonly string[], caller: Caller): Promise<number> {
  try {
    await patiently(async () =>
      (await connect(caller.endpoint)).post(`/keepers/${instance}`, { pid: process.pid }),
    )
    const way = await patiently(() => wayInto(caller.endpoint, instance))
    return await runInPlace([...way, ...words], { missing: NO_NSENTER })
  } finally {
    await terminate(instance, caller)
  }
}

export async function terminate(instance: string, caller: Caller): Promise<void> {
  const call = await ec2As(caller)
  await patiently(() => call('TerminateInstances', { 'InstanceId.1': instance }))
}

/** How long a server may take to be started again, and how often it is tried, in milliseconds. */
const PATIENCE = 30_000
const TRY_EVERY = 500

async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof NoServer) || performance.now() > deadline) throw error
      await setTimeout(TRY_EVERY)
    }
  }
}
