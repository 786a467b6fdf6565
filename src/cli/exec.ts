/** `isthmus exec`: a command inside an instance, run by whoever runs this on the server's machine. */
import { Command } from '@commander-js/extra-typings'
import { isRoot } from '../drivers/linux/can-run.ts'
import { readRuntime } from '../server/runtime-file.ts'
import { runInPlace } from './child.ts'
import { connect } from './connection.ts'
import { Failure } from './failure.ts'
import { wayToNamespaces } from './inside.ts'
import { endpointOption, examples, portOf } from './options.ts'

interface Place {
  readonly state: string
  readonly driver: string
  /** The file of its network namespace; absent if it is not there. */
  readonly netns?: string
}

const MISSING = 'nsenter is not installed. On Debian: apt-get install util-linux'

export const execCommand = () =>
  new Command('exec')
    .summary("run a command in an instance's network")
    .description(
      "Run a command in an instance's network, and exit as it does. Without a command: a shell. Needs root.",
    )
    .argument('<instance>', 'i-…')
    .argument('[command...]', 'the command and its arguments, best after --')
    .passThroughOptions()
    .addOption(endpointOption())
    .addHelpText(
      'after',
      examples({
        'exec i-0123456789abcdef0 -- ping -c 1 10.2.1.234': 'a real packet',
        'exec i-0123456789abcdef0 -- ip route': 'what the instance sees of its subnet',
      }),
    )
    .action(async (instance, command, { endpoint }) => {
      const netns = await namespaceOf(endpoint, instance)
      const way = await wayTo(endpoint)
      const [first, ...rest] = command
      const given = first === '--' ? rest : command
      const words = given.length > 0 ? given : [process.env.SHELL || 'sh']
      const [program = '', ...args] = [...way, 'nsenter', `--net=${netns}`, '--', ...words]
      process.exitCode = await runInPlace(program, args, process.env, MISSING)
    })

async function namespaceOf(endpoint: string, instance: string): Promise<string> {
  const place = await (await connect(endpoint)).get<Place>(`/instances/${encodeURIComponent(instance)}`)
  if (place.driver === 'memory')
    throw new Failure(
      'This server has no packets (memory driver), so nothing runs in its instances. Ask the model: isthmus reach',
    )
  if (place.netns === undefined)
    throw new Failure(
      `The instance ${instance} is ${place.state}, so nothing runs in it. Start it, then: isthmus wait`,
    )
  return place.netns
}

/** What comes before a command that is to see the server's network namespaces. */
async function wayTo(endpoint: string): Promise<readonly string[]> {
  const way = wayToNamespaces((await readRuntime(portOf(endpoint)))?.directory)
  if (way.length === 0 && !isRoot())
    throw new Failure("Entering an instance's network is for root, or for the user whose server this is.")
  return way
}
