/** `isthmus capture`: the packets of one network interface, by tcpdump. */
import { Command } from '@commander-js/extra-typings'
import { checkInstalled, runInPlace } from './child.ts'
import { endpointOption, examples, wordsOf } from './options.ts'
import { NO_NSENTER, wayToTap } from './ways.ts'

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
      // No names are looked up: there is no resolver. It stays root: in a user namespace there is nobody else to become.
      const tcpdump = ['tcpdump', '-n', '-Z', 'root', '-i', device, ...wordsOf(args)]
      process.exitCode = await runInPlace([...way, ...tcpdump], NO_NSENTER)
    })
