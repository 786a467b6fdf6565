/** Small programs that run in namespaces: all they need there is Node. */
import { inside, says, start, stop } from './inside.ts'

/** What is done while the program runs, which then ends. It must say that it listens. */
async function during<T>(
  namespace: string,
  program: string,
  args: readonly string[],
  job: () => Promise<T>,
): Promise<T> {
  const child = start(namespace, process.execPath, '-e', program, ...args)
  try {
    await says(child, 'listening')
    return await job()
  } finally {
    await stop(child)
  }
}

/** Listens at a port, and says to each who connects which address it sees. */
const SERVING = `
const [port] = process.argv.slice(1)
const server = require('net').createServer(c => c.on('error', () => {}).end(c.remoteAddress.replace('::ffff:', '')))
server.listen(Number(port), () => console.log('listening'))`

/** Prints what a server says, or \`no\` if there is no connection within 0.5 s. */
export const ASKING = `
const [host, port] = process.argv.slice(1)
const socket = require('net').connect({ host, port, timeout: 500 })
const no = () => process.stdout.write('no', () => process.exit())
socket.on('data', data => process.stdout.write(data)).on('timeout', no).on('error', no)`

/** Lets a server run at that port of the namespace. */
export const serving = <T>(namespace: string, port: number, job: () => Promise<T>): Promise<T> =>
  during(namespace, SERVING, [String(port)], job)

/** From which address a server says that it is asked; \`no\` if it cannot be reached. */
export async function ask(namespace: string, address: string, port: number): Promise<string> {
  const { stdout } = await inside(namespace, process.execPath, '-e', ASKING, address, String(port))
  return stdout
}

/** Sends a datagram, and prints how it is told that nobody listens there; \`nothing\` if it is not told within 0.5 s. */
const KNOCKING = `
const [host, port] = process.argv.slice(1)
const socket = require('dgram').createSocket('udp4')
const say = text => process.stdout.write(text, () => process.exit())
socket.on('error', error => say(error.code))
socket.connect(Number(port), host, () => socket.send('anybody?'))
setTimeout(say, 500, 'nothing')`

/** What who sends a datagram to a port is told: `ECONNREFUSED` if nobody listens there. */
export async function knock(namespace: string, address: string, port: number): Promise<string> {
  const { stdout } = await inside(namespace, process.execPath, '-e', KNOCKING, address, String(port))
  return stdout
}

/** Sends a text as a datagram to port 9. */
export const SAYING = `
const [host, text] = process.argv.slice(1)
const socket = require('dgram').createSocket('udp4')
socket.send(text, 9, host, () => socket.close())`
