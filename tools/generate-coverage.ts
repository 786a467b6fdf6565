/**
 * Writes `docs/coverage.md`: every EC2 operation of the contract, whether it is implemented, and which tests send it.
 * Run by `npm run generate`; a test compares what stands there with what this would write.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { actions } from '../src/actions/index.ts'
import { operationNames } from '../src/wire/contract.ts'

export const COVERAGE = 'docs/coverage.md'

/** The VPC family: what Isthmus answers as AWS does. An operation belongs to the first row whose pattern it matches. */
const families: readonly (readonly [name: string, operations: RegExp])[] = [
  ['VPC peering connections', /VpcPeeringConnection(s|Options)?$/],
  ['ClassicLink', /ClassicLink/],
  ['VPCs', /^[A-Z][a-z]+(Default)?Vpcs?(Attribute|Tenancy|CidrBlock)?$/],
  ['Subnets', /^[A-Z][a-z]+(Default)?Subnets?(Attribute|CidrBlock)?$/],
  ['DHCP options', /DhcpOptions$/],
  ['Route tables', /^[A-Z][a-z]+(Routes?|RouteTables?|RouteTableAssociation|VgwRoutePropagation)$/],
  ['Prefix lists', /^[A-Z][a-z]+(Managed)?PrefixLists?(Entries|Associations|Version)?$/],
  ['Internet gateways', /InternetGateways?$/],
  ['NAT gateways', /NatGateways?(Address)?$/],
  ['Elastic IP addresses', /^[A-Z][a-z]+Address(es)?(Attribute)?$/],
  ['Virtual private networks', /^[A-Z][a-z]+(VpnGateways?|CustomerGateways?|VpnConnections?(Route)?)$/],
  [
    'Network interfaces',
    /^[A-Z][a-z]+(NetworkInterfaces?(Attribute|Permissions?)?|PrivateIpAddresses|Ipv6Addresses)$/,
  ],
  ['Security groups', /^(?!Apply|Validate)[A-Z][a-z]+(Stale)?SecurityGroup/],
  ['Network ACLs', /NetworkAcl/],
  [
    'VPC endpoints',
    /VpcEndpoint(s|Services?|Service(Configurations?|Permissions|PayerResponsibility|PrivateDnsVerification)|Connections)?$/,
  ],
  ['Flow logs', /FlowLogs$/],
  [
    'Instances',
    /^(Run|Start|Stop|Reboot|Terminate|Describe)Instances$|^[DMR][a-z]+Instance(Attribute|Types|TypeOfferings)$|^DescribeInstanceStatus$|^DescribeImages$/,
  ],
  ['Key pairs', /KeyPairs?$/],
  [
    'Tags, Regions, account',
    /^([A-Z][a-z]+Tags|DescribeRegions|DescribeAvailabilityZones|DescribeAccountAttributes)$/,
  ],
]
const REST = 'The rest of EC2'

/** The text of the page. */
export function coverage(): string {
  const tests = testsByOperation()
  const groups = grouped(operationNames('ec2'))
  const rest = groups.get(REST) ?? []
  groups.delete(REST)
  const family = [...groups.values()].flat()
  return [
    '# Coverage of the EC2 API',
    '',
    'Written by `npm run generate` from the contract, the actions and the tests. Other operations are refused with',
    '`UnsupportedOperation`. Every operation is also called with random parameters by `test/fuzz`.',
    '',
    ...countLines(family, rest),
    ...[...groups].flatMap(([name, operations]) => section(name, operations, tests)),
    `## ${REST} (${count(rest)})`,
    '',
    ...table(rest.filter(isOurs), tests),
    `Not implemented: ${rest.filter(operation => !isOurs(operation)).join(', ')}.`,
    '',
  ].join('\n')
}

function grouped(operations: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>(families.map(([name]) => [name, []]))
  groups.set(REST, [])
  for (const operation of operations) {
    const [name = REST] = families.find(([, pattern]) => pattern.test(operation)) ?? []
    groups.get(name)?.push(operation)
  }
  return groups
}

const isOurs = (operation: string): boolean => operation in actions
const count = (operations: readonly string[]): string =>
  `${operations.filter(isOurs).length} of ${operations.length}`

const countLines = (family: readonly string[], rest: readonly string[]): readonly string[] => [
  `The VPC family: ${count(family)} operations. The rest of EC2: ${count(rest)}.`,
  '',
]

function section(name: string, operations: readonly string[], tests: Tests): readonly string[] {
  const missing = operations.filter(operation => !isOurs(operation))
  return [
    `## ${name} (${count(operations)})`,
    '',
    ...table(operations.filter(isOurs), tests),
    ...(missing.length > 0 ? [`Not implemented: ${missing.join(', ')}.`, ''] : []),
  ]
}

function table(operations: readonly string[], tests: Tests): readonly string[] {
  if (operations.length === 0) return []
  const rows = operations.map(
    operation => `| ${operation} | ${shown(operation, tests.get(operation) ?? [])} |`,
  )
  return ['| Operation | Sent by |', '|---|---|', ...rows, '']
}

const MOST_SHOWN = 3

/** The tests whose name is the operation's noun come first; of many others their number is enough. */
function shown(operation: string, paths: readonly string[]): string {
  if (paths.length === 0) return '**no test**'
  const ranked = paths.toSorted((a, b) => kinship(b, operation) - kinship(a, operation) || (a < b ? -1 : 1))
  const links = ranked.slice(0, MOST_SHOWN).map(path => `[${stem(path)}](../${path})`)
  const more = paths.length - links.length
  return more > 0 ? `${links.join(', ')} and ${more} more` : links.join(', ')
}

const stem = (path: string): string => path.replace(/^test\//, '').replace(/(\.test)?\.ts$/, '')

/** How much of an operation's name a test file is named after, in letters. */
function kinship(path: string, operation: string): number {
  const noun = (stem(path).split('/').at(-1) ?? '').replaceAll('-', '').replace(/s$/, '')
  return operation.toLowerCase().includes(noun) ? noun.length : 0
}

type Tests = ReadonlyMap<string, readonly string[]>

/** The SDK's command of each operation, and the files below `test/` that name it. */
function testsByOperation(): Tests {
  const found = new Map<string, string[]>()
  for (const path of testFiles()) {
    const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
    const named = new Set([...text.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, operation = '']) => operation))
    for (const operation of named) found.set(operation, [...(found.get(operation) ?? []), path])
  }
  return found
}

const testFiles = (): readonly string[] =>
  readdirSync(new URL('../test', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => `test/${path}`)
    .sort()

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL(`../${COVERAGE}`, import.meta.url), coverage())
}
