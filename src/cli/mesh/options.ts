/** What all commands of the mesh tool take. */
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import type { QuotaLevel, QuotaLimits, QuotaName } from '../../model/quotas.ts'
import { endpointOption, jsonOption } from '../options.ts'
import { quotaLines, readQuota } from '../quota-option.ts'

/** What is asked for, as it was typed. */
export interface Asked {
  readonly file?: string
  readonly name?: string
  readonly region?: string
  readonly profile?: string
  readonly aws?: true
  readonly endpoint: string
  readonly quotas?: QuotaLevel
  readonly quota: Partial<QuotaLimits>
  /** Whether what is allowed is tried first. */
  readonly dryRun: boolean
  readonly json?: true
}

export const meshCommandNamed = (name: string) =>
  new Command(name)
    .argument(
      '[vpcs...]',
      'ids or Name tags; a profile and a Region may stand before: partner@eu-west-1:database',
    )
    .addOption(
      new Option(
        '--file <file>',
        'what the mesh shall be, in YAML or JSON; - reads standard input',
      ).conflicts('name'),
    )
    .option('--name <name>', 'the name of the mesh, if there is no file (default: mesh)')
    .option('--region <region>', "the Region where nothing else is said (default: the profile's)")
    .option('--profile <profile>', 'the profile where nothing else is said')
    .addOption(new Option('--aws', "AWS itself, with the AWS CLI's own configuration; else the server"))
    .addOption(endpointOption())
    .addOption(
      new Option(
        '--quotas <level>',
        "the quotas in force: AWS's defaults (with --aws), what AWS can raise them to (else), or none",
      ).choices(['raised', 'aws', 'none'] as const),
    )
    .option(
      '--quota <name=n>',
      'one quota that is another; may be repeated',
      readQuota,
      {} as Partial<QuotaLimits>,
    )
    .option('--no-dry-run', 'do not try with DryRun first whether each kind of call is allowed')
    .addOption(jsonOption())
    .addHelpText('after', `\nQuotas:\n${quotaLines(QUOTAS)}`)

/** Those that a mesh may exceed. */
const QUOTAS = [
  'peerings-per-vpc',
  'outstanding-peerings',
  'routes-per-table',
  'rules-per-security-group',
] as const satisfies readonly QuotaName[]

export const yesOption = () => new Option('--yes', 'do not ask')

export const parallelOption = () =>
  new Option('--parallel <calls>', 'how many calls are made at a time').default(16).argParser(readParallel)

function readParallel(text: string): number {
  const calls = Number(text)
  if (/^\d{1,3}$/.test(text) && calls >= 1) return calls
  throw new InvalidArgumentError('It is a number from 1 to 999.')
}
