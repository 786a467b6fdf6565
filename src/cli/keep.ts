/** An instance that lives as long as its process: the process is run in it, and when that has ended, the instance ends. */
import { setTimeout } from 'node:timers/promises'
import { Command } from '@commander-js/extra-typings'
import { runInPlace } from './child.ts'
import { NoServer } from './connection.ts'
import { type Caller, type Ec2, ec2As } from './ec2.ts'
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

/** The process's exit code; by then its instance is terminated. */
export async function keep(instance: string, words: readonly string[], caller: Caller): Promise<number> {
  try {
    return await runInPlace([...(await wayInto(caller.endpoint, instance)), ...words], NO_NSENTER)
  } finally {
    await terminate(instance, caller)
  }
}

/** A server that is being started again is waited for. */
export async function terminate(instance: string, caller: Caller): Promise<void> {
  const call = await ec2As(caller)
  const deadline = performance.now() + PATIENCE
  while (!(await asked(call, instance, performance.now() > deadline))) await setTimeout(TRY_EVERY)
}

/** In milliseconds. */
const PATIENCE = 30_000
const TRY_EVERY = 500

async function asked(call: Ec2, instance: string, isLast: boolean): Promise<boolean> {
  try {
    await call('TerminateInstances', { 'InstanceId.1': instance })
    return true
  } catch (error) {
    if (error instanceof NoServer && !isLast) return false
    throw error
  }
}
