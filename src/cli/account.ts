/** `isthmus account`: accounts of the server, each with an access key and a profile in the AWS files. */
import { Command } from '@commander-js/extra-typings'
import type { AccessKey, Account } from '../model/account.ts'
import { connect } from './connection.ts'
import { readDocument } from './document.ts'
import { endpointOption, examples, jsonOption } from './options.ts'
import { print } from './output.ts'

export const accountCommand = () =>
  new Command('account')
    .summary('make and list accounts')
    .description(
      'Make and list accounts. Each has an access key, and a profile of its name in the AWS files.',
    )
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(principalsCommand())
    .addHelpText(
      'after',
      examples({ 'account create partner': 'a second account', 'account list': 'all of them' }),
    )

const createCommand = () =>
  new Command('create')
    .description('Make an account with an access key.')
    .argument('<name>', 'its name, and that of its profile')
    .option('--id <id>', '12 digits; drawn at random if absent')
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples({
        'account create partner': 'then: AWS_PROFILE=partner isthmus aws ec2 describe-vpcs',
        'account create partner --id 222222222222': 'with a number of your choice',
      }),
    )
    .action(async (name, { id, endpoint, json }) => {
      const connection = await connect(endpoint)
      const made = await connection.post<{ readonly account: Account; readonly key: AccessKey }>(
        '/accounts',
        { name, id },
      )
      const { account, key } = made
      const shown = { name, id: account.id, accessKeyId: key.id, secretAccessKey: key.secret }
      print(shown, `${account.id} ${name}: use it with AWS_PROFILE=${name}\n`, json)
    })

const listCommand = () =>
  new Command('list')
    .description('List the accounts.')
    .addOption(endpointOption())
    .addOption(jsonOption())
    .addHelpText('after', examples({ 'account list': 'all of them' }))
    .action(async ({ endpoint, json }) => {
      const { accounts } = await (await connect(endpoint)).get<{ readonly accounts: readonly Account[] }>(
        '/accounts',
      )
      const shown = accounts.map(({ id, name }) => ({ id, name }))
      const lines = shown.map(({ id, name }) => `${id} ${name}\n`).join('')
      print(shown, lines, json)
    })

const principalsCommand = () =>
  new Command('principals')
    .summary('show or declare the users and roles of an account')
    .description(
      `Show the users and roles of an account, or declare them all by a file in the words of CloudFormation:
{ "Users": [{ "UserName", "Path", "Policies": [{ "PolicyName", "PolicyDocument" }], "AccessKeys" }],
  "Roles": [{ "RoleName", "Path", "AssumeRolePolicyDocument", "Policies", "MaxSessionDuration" }] }
What the file does not name any more goes; what stays keeps its keys.`,
    )
    .argument('<account>', 'its id, 12 digits')
    .argument('[file]', 'JSON; - reads standard input')
    .addOption(endpointOption())
    .addHelpText(
      'after',
      examples({
        'account principals 222222222222': 'who there is, with their keys',
        'account principals 222222222222 partner-iam.json': 'who there shall be',
      }),
    )
    .action(async (account, file, { endpoint }) => {
      const connection = await connect(endpoint)
      const path = `/accounts/${encodeURIComponent(account)}/principals`
      const answer = file
        ? await connection.put<object>(path, await readDocument(file))
        : await connection.get<object>(path)
      print(answer, '', true)
    })
