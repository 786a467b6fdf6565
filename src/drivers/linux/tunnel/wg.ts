/**
 * What is said to WireGuard and what it answers, by way of `wg` of wireguard-tools: the kernel's own devices and the
 * processes of wireguard-go are told and asked in the same words, by their own means. Source: wg(8).
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where a device of WireGuard is spoken to. */
export interface Door {
  /** The namespace to enter, as `nsenter` takes it. */
  readonly enter: string
  /** What the device is called there. */
  readonly device: string
}

/** Keys are in base64, as everywhere in WireGuard. */
export interface Setting {
  readonly privateKey: string
  readonly port: number
  readonly peer: Peer
  /** It begins the handshake, and it does so at once. */
  readonly begins: boolean
}

export interface Peer {
  readonly publicKey: string
  readonly endpoint: string
  /** What may be at the other end. */
  readonly allowed: readonly string[]
}

/** What a device answers; without a private key or a port it has never been told any. */
export interface Shown {
  readonly privateKey: string
  readonly port: number
  readonly peers: readonly (Peer & { readonly hasMet: boolean })[]
}

/** How long an answer may take, in milliseconds: a process may hang, and the machine may be busy. */
const ANSWERS_WITHIN = 3_000

/** Rejects if there is no such device, or it does not answer. */
export const show = async (door: Door): Promise<Shown> =>
  parseDump(await tell(door, 'exec wg show "$0" dump'))

/** What the device knew of the other end is forgotten. Rejects if it is not there, or refuses. */
export async function set(door: Door, setting: Setting): Promise<void> {
  await tell(door, SET, settingText(setting))
}

/** Keys come by standard input, where nobody else sees them. Node's is a socket, which has no name to open it by. */
const SET = 'cat | wg setconf "$0" /dev/stdin'

const MISSING =
  "command -v wg >/dev/null || { echo 'the program wg is missing (Debian package wireguard-tools)' >&2; exit 1; }"

async function tell({ enter, device }: Door, script: string, input = ''): Promise<string> {
  const options = { timeout: ANSWERS_WITHIN, killSignal: 'SIGKILL' } as const
  const asking = run('nsenter', [enter, 'sh', '-ec', `${MISSING}\n${script}`, device], options)
  // Whoever ends without reading it says why by itself.
  asking.child.stdin?.on('error', () => {}).end(input)
  try {
    return (await asking).stdout
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string }
    throw new Error(stderr.trim().split('\n').at(-1) || `WireGuard is silent: ${device}`)
  }
}

/**
 * Should both ends begin a handshake at once, neither would take the other's answer: only one does, when it is told to keep
 * the connection alive. As rarely as can be; what counts is the first time, which is at once.
 */
const KEEP_ALIVE = 65_535

export const settingText = ({ privateKey, port, peer, begins }: Setting): string =>
  [
    '[Interface]',
    `PrivateKey = ${privateKey}`,
    `ListenPort = ${port}`,
    '[Peer]',
    `PublicKey = ${peer.publicKey}`,
    `Endpoint = ${peer.endpoint}`,
    `AllowedIPs = ${peer.allowed.join(', ')}`,
    ...(begins ? [`PersistentKeepalive = ${KEEP_ALIVE}`] : []),
    '',
  ].join('\n')

/** Of `wg show … dump`: a line of the device itself, then one for each peer, with tabulators between the words. */
export function parseDump(dump: string): Shown {
  const [own = [], ...others] = dump
    .split('\n')
    .filter(Boolean)
    .map(line => line.split('\t'))
  const [privateKey = '', , port] = own
  const peers = others.map(([publicKey = '', , endpoint = '', allowed = '', handshake]) => ({
    publicKey,
    endpoint,
    allowed: allowed.split(',').filter(block => block !== '' && block !== '(none)'),
    hasMet: Number(handshake) > 0,
  }))
  return { privateKey, port: Number(port), peers }
}
