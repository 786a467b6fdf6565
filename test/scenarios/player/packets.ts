/** Real packets for a scenario: pings, TCP connections, datagrams, and somebody who listens. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'

/** In seconds. An answer takes a tenth of a millisecond; one that should come has time, also on a busy machine. */
const PATIENCE = { yes: '10', no: '0.4' }

/** How a command is brought into a place: the words before it. */
export type Way = readonly string[]

export const pings = (way: Way, address: string, isExpected: boolean): Promise<boolean> =>
  succeeds([...way, 'ping', '-c', '1', '-W', patience(isExpected), address])

export function connects(way: Way, address: string, port: number, isExpected: boolean): Promise<boolean> {
  const open = ['bash', '-c', 'exec 3<>"/dev/tcp/$0/$1"', address, String(port)]
  return succeeds([...way, 'timeout', patience(isExpected), ...open])
}

/** A datagram, and an answer to it. */
export function exchanges(way: Way, address: string, port: number, isExpected: boolean): Promise<boolean> {
  const ask = ['bash', '-c', 'exec 3<>"/dev/udp/$0/$1"; echo >&3; exec head -c 1 <&3', address, String(port)]
  return succeeds([...way, 'timeout', patience(isExpected), ...ask])
}

const patience = (isExpected: boolean): string => (isExpected ? PATIENCE.yes : PATIENCE.no)

function succeeds([program = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    execFile(program, args, error => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve(!error)
    })
  })
}

/** Several may hear datagrams at one port: scenarios share the Internet. */
const LISTENING = {
  tcp: `
const server = require('node:net').createServer(c => c.on('error', () => {}).end())
server.listen(...process.argv.slice(1), () => console.log('listening'))`,
  udp: `
const [port, address = '::'] = process.argv.slice(1)
const type = address.includes(':') ? 'udp6' : 'udp4'
const socket = require('node:dgram').createSocket({ type, reuseAddr: true })
socket.on('message', (text, { port, address }) => socket.send(text, port, address))
socket.bind(Number(port), address, () => console.log('listening'))`,
} as const

/** Somebody answers at a port there, and at that address only if one is named, until the process ends. */
export async function listen(
  way: Way,
  protocol: keyof typeof LISTENING,
  port: number,
  address: readonly string[] = [],
): Promise<ChildProcess> {
  const program = [process.execPath, '-e', LISTENING[protocol], String(port), ...address]
  const [command = '', ...args] = [...way, ...program]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`the listener at ${port} ended with ${code}`)),
    ),
  ])
  return child
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
