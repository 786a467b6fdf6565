/** `isthmus serve`: the server, in the foreground, until it is told to end. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { limits, type QuotaLimits, type QuotaName, quotas } from '../model/quotas.ts'
import type { Server } from '../server/serve.ts'
import { StoreRefusal } from '../store/refusals.ts'
import { Failure } from './failure.ts'
import { examples, readPort } from './options.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export const defaultDirectory = (): string => process.env.ISTHMUS_DATA || join(homedir(), '.isthmus', 'data')

export const serveCommand = () =>
  new Command('serve')
    .description('Run the server in the foreground. Prints "ready URL" on stdout when it takes calls; logs on stderr.')
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
    .addOption(new Option('--log-level <level>', 'what is logged').choices(LOG_LEVELS).default('info' as const))
    .addHelpText('after', `\nQuotas:\n${quotaLines()}\n`)
    .addHelpText(
      'after',
      examples({
        serve: 'a server with its data in ~/.isthmus/data',
        'serve --port 0 --data /tmp/lab --driver memory': 'one without packets, for tests',
        'serve --quotas aws --quota peerings-per-vpc=60': "AWS's default quotas, but for one",
      }),
    )
    .action(serveInForeground)

interface Wish {
  readonly port: number
  readonly host: string
  readonly data?: string
  readonly driver?: 'memory' | 'linux' | 'ovn'
  readonly auth: 'keys' | 'open'
  readonly quotas: 'raised' | 'aws' | 'none'
  readonly quota: Partial<QuotaLimits>
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

async function serveInForeground(wish: Wish): Promise<void> {
  const { auth, host, port } = wish
  if (wish.driver === 'ovn') throw new Failure('There is no ovn data plane yet. Use --driver linux or memory.')
  if (auth === 'open' && !isLoopback(host))
    throw new Failure(`--auth open lets anybody in, so it listens on loopback only, not on ${host}. Use --auth keys.`)
  const server = await start({ ...wish, driver: wish.driver })
  process.stdout.write(`ready ${server.endpoint}\n`)
  void port
}
