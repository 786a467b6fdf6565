/** `isthmus exec`: a command inside an instance, run by whoever runs this on the server's machine. */
import { Command } from '@commander-js/extra-typings'
import { runInPlace } from './child.ts'
import { Failure } from './failure.ts'
import { endpointOption, examples, wordsOf } from './options.ts'
import { NO_NSENTER, wayInto } from './ways.ts'

export const execCommand = () =>
  new Command('exec')
    .summary("run a command in an instance's network")
    .description(
      `Run a command in an instance's network, and exit as it does; without a command: a shell. Needs root, or to be the
user whose server it is. So are entered: instances (i-…), network interfaces (eni-…: whose it is), NAT gateways
(nat-…), endpoints (vpce-…), the site at the other end of a VPN connection (vpn-…), and the internet.`,
    )
    .argument('<place>', 'i-…, eni-…, nat-…, vpce-…, vpn-…, internet')
    .argument('[command...]', 'the command and its arguments, best after --')
    .option('-i, --interactive', 'the command reads what is typed (it always does)')
    .option('-t, --tty', 'the command needs a terminal: without one it is not run')
    .passThroughOptions()
    .addOption(endpointOption())
    .addHelpText(
      'after',
      examples({
        'exec i-0123456789abcdef0 -- ping -c 1 10.2.1.234': 'a real packet',
        'exec i-0123456789abcdef0 -- ip route': 'what the instance sees of its subnet',
        'exec -it i-0123456789abcdef0 -- bash': 'a shell in it',
        'exec vpn-0123456789abcdef0 -- ping -c 1 10.1.1.12': 'from the site on premises',
      }),
    )
    .action(async (place, command, { endpoint, tty }) => {
      if (tty && !process.stdin.isTTY)
        throw new Failure('Standard input is no terminal here. Run this in one, or leave -t out.')
      const words = wordsOf(command)
      const shell = [process.env.SHELL || 'sh']
      const way = await wayInto(endpoint, place)
      process.exitCode = await runInPlace([...way, ...(words.length > 0 ? words : shell)], {
        missing: NO_NSENTER,
      })
    })
