/** Real packets for a scenario: pings, TCP connections, and somebody who listens. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'

/** In seconds. An answer takes a tenth of a millisecond; one that should come has time, also on a busy machine. */
const PATIENCE = { yes: '3', no: '0.4' }

/** How a command is brought into a place: the words before it. */
export type Way = readonly string[]

export const pings = (way: Way, address: string, isExpected: boolean): Promise<boolean> =>
  succeeds([...way, 'ping', '-c', '1', '-W', patience(isExpected), address])

export function connects(way: Way, address: string, port: number, isExpected: boolean): Promise<boolean> {
  const open = ['bash', '-c', 'exec 3<>"/dev/tcp/$0/$1"', address, String(port)]
  return succeeds([...way, 'timeout', patience(isExpected), ...open])
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

const LISTENING = `
const server = require('node:net').createServer(c => c.on('error', () => {}).end())
server.listen(Number(process.argv[1]), () => console.log('listening'))`

/** Somebody accepts connections at a port there, until the process ends. */
export async function listen(way: Way, port: number): Promise<ChildProcess> {
  const [program = '', ...args] = [...way, process.execPath, '-e', LISTENING, String(port)]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
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
