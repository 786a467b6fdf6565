/** `isthmus aws …`: the real AWS CLI against this server, also where it is too old to know `AWS_ENDPOINT_URL`. */
import { existsSync } from 'node:fs'
import { Command } from '@commander-js/extra-typings'
import { type AwsEnvironment, awsEnvironment } from './aws-environment.ts'
import { runInPlace } from './child.ts'
import { endpointOfEnvironment, examples } from './options.ts'

/** The system's own comes first: version managers put slow stand-ins on the PATH. */
const SYSTEM_AWS = '/usr/bin/aws'
const MISSING = 'The AWS CLI is not installed. On Debian: apt-get install awscli'

export const awsCommand = () =>
  new Command('aws')
    .summary('run the AWS CLI against the server')
    .description(
      "Run the AWS CLI against the server at $ISTHMUS_ENDPOINT. All arguments are the AWS CLI's; AWS_PROFILE chooses the account.",
    )
    .argument('[arguments...]', "the AWS CLI's")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .addHelpText(
      'after',
      examples({
        'aws ec2 describe-vpcs': 'as the first account, in us-east-1',
        'aws --profile partner --region eu-west-1 ec2 describe-vpcs': 'as another account, in another Region',
        'aws ec2 create-vpc help': "the AWS CLI's own help",
      }),
    )
    .action(async (args, _options, command) => {
      if (args.length === 1 && /^(--help|-h)$/.test(args[0] ?? '')) command.help()
      const endpoint = endpointOfEnvironment()
      const environment = await awsEnvironment(endpoint)
      const program = existsSync(SYSTEM_AWS) ? SYSTEM_AWS : 'aws'
      const full = [program, '--endpoint-url', endpoint, ...args]
      process.exitCode = await runInPlace(full, {
        missing: MISSING,
        env: merged(process.env, environment),
      })
    })

function merged(env: NodeJS.ProcessEnv, { set, unset }: AwsEnvironment): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !unset.includes(name))
  return { ...Object.fromEntries(kept), ...set }
}
