/** `isthmus run`: a process in a new instance, which ends with it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { Command, Option } from '@commander-js/extra-typings'
import type { Status } from '../server/operator.ts'
import type { Place } from '../server/places.ts'
import { exitCodeOf, OURSELVES } from './child.ts'
import { connect } from './connection.ts'
import type { Caller } from './ec2.ts'
import { Failure } from './failure.ts'
import { keep, terminate } from './keep.ts'
import { launch, whenReal } from './launch.ts'
import { endpointOption, examples, wordsOf } from './options.ts'
import { print } from './output.ts'

const { AWS_PROFILE, AWS_REGION, AWS_DEFAULT_REGION } = process.env

export const runCommand = () =>
  new Command('run')
    .summary('run a process in a new instance')
    .description(
      `Make an instance, run a process in its network, and terminate the instance when the process ends; exit as it does. The
process is one of this machine's, with its files and your rights; only its network is the instance's. Needs root, or
to be the user whose server it is.`,
    )
    .argument('<command...>', 'the process and its arguments, best after --')
    .requiredOption('--subnet <subnet>', 'where: subnet-…')
    .option(
      '--group <group>',
      'a security group, sg-…; may be repeated (default: that of the VPC)',
      collect,
      [],
    )
    .option('--type <type>', 'the instance type', 't3.micro')
    .option('--image <image>', 'ami-…, though nothing of it runs (default: the newest Amazon Linux 2023)')
    .option('--name <name>', 'its tag Name')
    .option('--address <address>', 'its private IPv4 address')
    .option('-d, --detach', 'leave it running and print its id; its output: isthmus logs', false)
    .option('--account <name>', 'whose it is', AWS_PROFILE || 'default')
    .option('--region <region>', 'where the subnet is', AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1')
    .passThroughOptions()
    .addOption(endpointOption())
    .addOption(new Option('--json', 'print JSON').implies({ detach: true }))
    .addHelpText(
      'after',
      examples({
        'run --subnet subnet-0123456789abcdef0 -- python3 -m http.server 80': 'a web server, until Ctrl-C',
        'run --detach --subnet subnet-0123456789abcdef0 --address 10.3.1.10 -- mariadbd':
          'a database that stays',
      }),
    )
    .action(async (command, { endpoint, account, region, detach, json, ...wish }) => {
      const words = wordsOf(command)
      const caller = { endpoint, account, region }
      await checkPackets(endpoint)
      const stopped = whenStopped()
      const launched = await launch(caller, wish)
      const place = await orTerminate(launched.instance, caller, stopped)
      if ('signal' in place) process.exitCode = exitCodeOf(place.signal)
      else if (!detach) process.exitCode = await keep(launched.instance, words, caller)
      else {
        await leave(place, words, caller)
        print(launched, `${launched.instance}\n`, json)
      }
    })

const collect = (one: string, before: readonly string[]): readonly string[] => [...before, one]

/** Before anything is made. */
async function checkPackets(endpoint: string): Promise<void> {
  const { driver } = await (await connect(endpoint)).get<Status>('/status')
  if (driver === 'memory')
    throw new Failure('This server has no packets (memory driver), so nothing runs in its instances.')
}

interface Stopped {
  readonly signal: NodeJS.Signals
}

/** Resolves at the first signal that would end this process; from now on none does. */
const whenStopped = (): Promise<Stopped> =>
  new Promise(resolve => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, signal => resolve({ signal }))
    }
  })

/** The instance's place when it is real. It is terminated if it does not become real, or if a signal comes before. */
async function orTerminate(instance: string, caller: Caller, stopped: Promise<Stopped>) {
  try {
    const outcome = await Promise.race([stopped, whenReal(caller.endpoint, instance)])
    if ('signal' in outcome) await terminate(instance, caller)
    return outcome
  } catch (error) {
    await terminate(instance, caller)
    throw error
  }
}

/** Starts `isthmus keep` on its own: it outlives us, and what it prints is the instance's console. */
async function leave(place: Place, words: readonly string[], caller: Caller): Promise<void> {
  const options = Object.entries(caller).flatMap(([name, value]) => [`--${name}`, value])
  const command = ['keep', ...options, place.id, '--', ...words]
  const console = await open(place.console ?? '/dev/null', 'a', 0o600)
  const [program = '', ...args] = [...OURSELVES, ...command]
  const keeper = spawn(program, args, {
    detached: true,
    stdio: ['ignore', console.fd, console.fd],
  })
  await once(keeper, 'spawn')
  keeper.unref()
  await console.close()
}
