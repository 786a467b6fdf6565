/** `isthmus env`: what a shell has to export so that AWS's tools and SDKs call this server. */
import { Command } from '@commander-js/extra-typings'
import type { Account } from '../model/account.ts'
import { type AwsEnvironment, awsEnvironment } from './aws-environment.ts'
import { connect } from './connection.ts'
import { Failure } from './failure.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'

export const envCommand = () =>
  new Command('env')
    .summary('print what to export for AWS tools and SDKs')
    .description('Print what to export so that AWS\'s tools and SDKs call this server: eval "$(isthmus env)"')
    .option('--account <name>', 'the account to be', 'default')
    .option('--region <region>', 'the Region to be in', 'us-east-1')
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nAWS CLI before 2.13 does not know AWS_ENDPOINT_URL (Debian 12 has 2.9): use isthmus aws there.\n' +
        examples({
          env: 'eval "$(isthmus env)", then aws ec2 …',
          'env --account partner': 'as another account',
        }),
    )
    .action(async ({ account, region, endpoint, json }) => {
      const environment = await awsEnvironment(endpoint)
      await check(endpoint, account)
      const set = { ...environment.set, AWS_PROFILE: account, AWS_REGION: region, AWS_DEFAULT_REGION: region }
      print(set, shellText({ ...environment, set }), json)
    })

async function check(endpoint: string, name: string): Promise<void> {
  const { accounts } = await (await connect(endpoint)).get<{ readonly accounts: readonly Account[] }>(
    '/accounts',
  )
  const names = accounts.map(account => account.name)
  if (!names.includes(name))
    throw new Failure(
      `There is no account named '${name}' (there are: ${names.join(', ')}). Make it: isthmus account create ${name}`,
    )
}

/** Commands of a POSIX shell. */
function shellText({ set, unset }: AwsEnvironment): string {
  const exports = Object.entries(set).map(([name, value]) => `export ${name}=${quoted(value)}\n`)
  return `${exports.join('')}unset ${unset.join(' ')}\n`
}

/** One word of a POSIX shell, whatever the text: nothing is special between single quotes but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
