/** `isthmus capture`: the packets of one network interface, by tcpdump. */
import { spawn } from 'node:child_process'
import { Command } from '@commander-js/extra-typings'
import { isRoot } from '../drivers/linux/can-run.ts'
import { checkInstalled, OURSELVES, runInPlace } from './child.ts'
import { endpointOption, examples, wordsOf } from './options.ts'
import { NO_NSENTER, type Way, wayToTap } from './ways.ts'

const MISSING = 'tcpdump is not installed. On Debian: apt-get install tcpdump'

export const captureCommand = () =>
  new Command('capture')
    .summary('show the packets of a network interface')
    .description(
      `Run tcpdump at a network interface, on the side of the VPC's router: what comes from the instance before any rule has
judged it, and what the rules have let through to it. All that follows is tcpdump's. Needs root, or to be the user
whose server it is.`,
    )
    .argument('<interface>', 'eni-…')
    .argument('[arguments...]', "tcpdump's options and filter")
    .passThroughOptions()
    .addOption(endpointOption())
    .addHelpText(
      'after',
      examples({
        'capture eni-0123456789abcdef0': 'until Ctrl-C',
        'capture eni-0123456789abcdef0 -c 10 tcp port 3306': 'ten packets of the database',
        'capture eni-0123456789abcdef0 -w packets.pcap': 'into a file for Wireshark',
      }),
    )
    .action(async (interfaceId, args, { endpoint }) => {
      checkInstalled('tcpdump', MISSING)
      const { way, device } = await wayToTap(endpoint, interfaceId)
      const capture = isRoot() ? captureAsRoot : captureAsUser
      process.exitCode = await capture(way, device, wordsOf(args))
    })

/** Names are not looked up: that would be asked of this machine's resolver. */
const TCPDUMP = ['tcpdump', '-n']

const captureAsRoot = (way: Way, device: string, args: readonly string[]): Promise<number> =>
  runInPlace([...way, ...TCPDUMP, '-Z', 'root', '-i', device, ...args], { missing: NO_NSENTER })

/** tcpdump does not run inside a user namespace: it reads here what `isthmus tap` writes there. */
async function captureAsUser(way: Way, device: string, args: readonly string[]): Promise<number> {
  const [program = '', ...rest] = [...way, ...OURSELVES, 'tap', device]
  const tap = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    return await runInPlace([...TCPDUMP, '-l', '-r', '-', ...args], { missing: MISSING, input: tap.stdout })
  } finally {
    tap.kill()
  }
}
