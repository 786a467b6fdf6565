/** `isthmus serve`: the server, in the foreground, until it is told to end. */
import { isIP, isIPv4 } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import type { Logger } from 'pino'
import { canRun, isRoot } from '../drivers/linux/can-run.ts'
import type { ImageRule } from '../model/images.ts'
import { limits, type QuotaLevel, type QuotaLimits } from '../model/quotas.ts'
import type { UpstreamAddress } from '../server/dns-upstream.ts'
import type { DriverName } from '../server/driver-choice.ts'
import type { Auth } from '../server/recognise.ts'
import type { Server, UserDataRule } from '../server/serve.ts'
import { readDocument } from './document.ts'
import { Failure } from './failure.ts'
import { goOnInside } from './inside.ts'
import { examples, readPort } from './options.ts'
import { quotaLines, readQuota } from './quota-option.ts'
import { failureOf } from './serve-failure.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const defaultDirectory = (): string => process.env.ISTHMUS_DATA || join(homedir(), '.isthmus', 'data')

export const serveCommand = () =>
  new Command('serve')
    .summary('run the server')
    .description(
      'Run the server in the foreground. Prints "ready URL" on stdout when it takes calls; logs on stderr.',
    )
    .option('--port <port>', 'port to listen on; 0: any free one', readPort(0), 4566)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'data directory (default: $ISTHMUS_DATA, else ~/.isthmus/data)')
    .addOption(
      new Option('--driver <name>', 'data plane (default: linux where it can run, else memory)').choices([
        'memory',
        'linux',
        'ovn',
      ] as const),
    )
    .addOption(
      new Option('--auth <how>', 'keys: signatures are verified; open: any key will do, on loopback only')
        .choices(['keys', 'open'] as const)
        .default('keys' as const),
    )
    .addOption(
      new Option('--quotas <level>', 'the quotas in force: what AWS can raise them to, its defaults, or none')
        .choices(['raised', 'aws', 'none'] as const)
        .default('raised' as const),
    )
    .option('--quota <name=n>', 'set one quota; may be repeated', readQuota, {} as Partial<QuotaLimits>)
    .addOption(
      new Option(
        '--images <rule>',
        'what may be launched: any image id, or only images that can be described',
      )
        .choices(['any', 'strict'] as const)
        .default('any' as const),
    )
    .option('--egress', "the Internet of the VPCs leads out to this machine's real network", false)
    .option('--dns-upstream <address>', 'where names that Amazon does not own are asked', readUpstream)
    .option('--iam <file>', 'JSON that declares users and roles at start; - reads standard input')
    .addOption(
      new Option(
        '--user-data <how>',
        'keep: it is only kept; run: scripts run once, in bubblewrap, without access to this machine',
      )
        .choices(['keep', 'run'] as const)
        .default('keep' as const),
    )
    .option(
      '--classiclink',
      'new accounts have EC2-Classic and ClassicLink, which AWS has retired, and no default VPCs',
      false,
    )
    .addOption(
      new Option('--log-level <level>', 'what is logged').choices(LOG_LEVELS).default('info' as const),
    )
    .addHelpText('after', `\nQuotas:\n${quotaLines()}\n`)
    .addHelpText('after', IAM_HELP)
    .addHelpText(
      'after',
      examples({
        serve: 'a server with its data in ~/.isthmus/data',
        'serve --port 0 --data /tmp/lab --driver memory': 'one without packets, for tests',
        'serve --quotas aws --quota peerings-per-vpc=60': "AWS's default quotas, but for one",
        'serve --iam iam.json': 'with users and roles from the start',
      }),
    )
    .action(serveInForeground)

const IAM_HELP = `
Users and roles, of each account by its id, as \`isthmus account principals\` takes them:
  { "111111111111": { "Users": […], "Roles": […] }, "222222222222": { … } }
An account that is not there yet is made, and called account-ID. Accounts that are not named keep what they have.
`

interface Wish {
  readonly port: number
  readonly host: string
  readonly data?: string
  readonly driver?: DriverName | 'ovn'
  readonly auth: Auth
  readonly quotas: QuotaLevel
  readonly quota: Partial<QuotaLimits>
  readonly images: ImageRule
  readonly userData: UserDataRule
  readonly egress: boolean
  readonly dnsUpstream?: UpstreamAddress
  readonly iam?: string
  readonly classiclink: boolean
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

async function serveInForeground(wish: Wish): Promise<void> {
  const { auth, driver, host, egress } = wish
  if (driver === 'ovn') throw new Failure('There is no ovn data plane yet. Use --driver linux or memory.')
  if (egress && driver === 'memory')
    throw new Failure('--egress leads packets out, and the memory data plane has none. Use --driver linux.')
  if (auth === 'open' && !isLoopback(host))
    throw new Failure(
      `--auth open lets anybody in, so it listens on loopback only, not on ${host}. Use --auth keys.`,
    )
  const directory = resolve(wish.data ?? defaultDirectory())
  if (driver !== 'memory' && !isRoot() && !(await canRun())) await goOnInside(directory)
  const { endpoint } = await start({ ...wish, driver, directory })
  process.stdout.write(`ready ${endpoint}\n`)
}

/** A server that ends the process when it is told to: by a signal, by the operator, or because its store failed. */
async function start(
  wish: Wish & { readonly driver?: DriverName; readonly directory: string },
): Promise<Server> {
  const { serve } = await import('../server/serve.ts')
  const { pino } = await import('pino')
  const log = pino({ level: wish.logLevel }, pino.destination({ fd: 2, sync: true }))
  const server = await serve({
    ...wish,
    quotas: limits(wish.quotas, wish.quota),
    classicLink: wish.classiclink,
    upstream: wish.dnsUpstream,
    iam: wish.iam === undefined ? undefined : await readDocument(wish.iam),
    log,
    onDown: () => end(log, server.demolish),
    onFatal: () => process.exit(1),
  }).catch(error => {
    throw failureOf(error, wish)
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1))
      end(log, server.close)
    })
  }
  return server
}

function end(log: Logger, stop: () => Promise<void>): void {
  stop().then(
    () => process.exit(0),
    error => {
      log.fatal({ err: error }, 'could not end in good order')
      process.exit(1)
    },
  )
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

const DNS_PORT = 53

/** `1.1.1.1`, `127.0.0.1:5353`, `2606:4700::1111`, `[::1]:5353` */
function readUpstream(text: string): UpstreamAddress {
  const [, address = text, port] = /^([\d.]+|\[.+\]):(\d{1,5})$/.exec(text) ?? []
  const bare = address.replace(/^\[(.*)\]$/, '$1')
  if (!isIP(bare)) throw new InvalidArgumentError('It is an IP address, and a port if not 53: 127.0.0.1:5353')
  return { address: bare, port: port === undefined ? DNS_PORT : readPort(1)(port) }
}
