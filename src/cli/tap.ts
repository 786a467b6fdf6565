/** What `isthmus capture` runs inside for an ordinary user: the packets at a device on standard output. Not for typing. */
import { writeSync } from 'node:fs'
import { Command } from '@commander-js/extra-typings'

export const tapCommand = () =>
  new Command('tap').argument('<device>').action(async device => {
    const { packetsAt } = await import('../drivers/linux/packets.ts')
    for (const piece of packetsAt(device)) writeSync(process.stdout.fd, piece)
  })
