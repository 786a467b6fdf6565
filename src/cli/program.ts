/** All commands under one roof, and how they end. */
import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import manifest from '../../package.json' with { type: 'json' }
import { accountCommand } from './account.ts'
import { awsCommand } from './aws.ts'
import { captureCommand } from './capture.ts'
import { clockCommand } from './clock.ts'
import { downCommand } from './down.ts'
import { envCommand } from './env.ts'
import { execCommand } from './exec.ts'
import { explainCommand } from './explain.ts'
import { FAILED, Failure } from './failure.ts'
import { keepCommand } from './keep.ts'
import { logsCommand } from './logs.ts'
import { meshCommand } from './mesh/mesh.ts'
import { reachCommand } from './reach.ts'
import { runCommand } from './run.ts'
import { serveCommand } from './serve.ts'
import { statusCommand } from './status.ts'
import { tapCommand } from './tap.ts'
import { waitCommand } from './wait.ts'

const makers = [
  serveCommand,
  downCommand,
  statusCommand,
  envCommand,
  awsCommand,
  runCommand,
  logsCommand,
  execCommand,
  captureCommand,
  reachCommand,
  explainCommand,
  meshCommand,
  waitCommand,
  clockCommand,
  accountCommand,
]

/** What other commands run. */
const hiddenMakers = [keepCommand, tapCommand]

/** Runs the command that the arguments (of the whole process) name, and sets the exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', endIfUnread)
  try {
    await program().parseAsync([...argv])
  } catch (error) {
    process.exitCode = exitCodeOf(error)
  }
}

/** Whoever reads what is printed (`head`) may have had enough. */
function endIfUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

function program(): Command {
  const all = new Command('isthmus')
    .description('Amazon VPC and VPC Peering for real: the EC2 API in front, real packets behind.')
    .version(manifest.version)
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for how it is used)')
    .exitOverride()
  for (const make of makers) all.addCommand(overriding(make() as CommandUnknownOpts))
  for (const make of hiddenMakers) all.addCommand(overriding(make() as CommandUnknownOpts), { hidden: true })
  return all
}

/** Commander ends the process by itself unless every single command is told not to. */
function overriding(command: CommandUnknownOpts): CommandUnknownOpts {
  for (const inner of command.commands) overriding(inner)
  return command.exitOverride().showHelpAfterError('(add --help for how it is used)')
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : FAILED // it has said why
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`isthmus: ${error.message}\n`)
  return FAILED
}
