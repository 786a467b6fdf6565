/** Running commands inside namespaces, as a local operator does. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

const enter = (namespace: string, command: readonly string[]) => [
  `--net=/run/netns/${namespace}`,
  '--',
  ...command,
]

/** Runs it to its end, at most 10 s. Rejects if it fails. */
export const inside = (namespace: string, ...command: readonly string[]) =>
  run('nsenter', enter(namespace, command), { timeout: 10_000 })

/** A ping is answered. An answer takes a tenth of a millisecond: one that should come has 2 s, one that should not 0.3 s. */
export async function answers(namespace: string, address: string, expected = true): Promise<boolean> {
  try {
    await inside(namespace, 'ping', '-c', '1', '-W', expected ? '2' : '0.3', address)
    return true
  } catch {
    return false
  }
}

export const start = (namespace: string, ...command: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn('nsenter', enter(namespace, command))

/** The next output of a process that contains this text. */
export function says(child: ChildProcessWithoutNullStreams, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes(text)) return
      child.stdout.removeListener('data', listen)
      resolve(output)
    }
    child.stdout.on('data', listen)
    child.once('close', () => reject(new Error(`it ended and had said: ${output}`)))
  })
}

export async function stop(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** How many datagrams have come to a namespace, to an open port or not; none where there is no namespace. */
export async function datagramsTo(namespace: string): Promise<number> {
  if (!readdirSync('/run/netns').includes(namespace)) return 0
  const { stdout } = await inside(namespace, 'cat', '/proc/net/snmp', '/proc/net/snmp6')
  const counts = [...stdout.matchAll(/^Udp: (\d+) (\d+)|^Udp6(?:InDatagrams|NoPorts)\s+(\d+)/gm)]
  return counts.flatMap(([, ...found]) => found).reduce((sum, one) => sum + Number(one ?? 0), 0)
}

/** By hand, a route of the Internet's to private addresses of the first VPC, which it should not know. */
export async function leadInto(internet: string, block: string): Promise<void> {
  const way = ['via', '169.254.0.1', 'dev', 'igw-00000000001', 'onlink']
  await inside(internet, 'ip', 'route', 'add', block, ...way)
}
