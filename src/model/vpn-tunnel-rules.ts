/**
 * What may be asked of the tunnels of a VPN connection: tables of ranges and words, the blocks inside, the shared secret.
 * Source: EC2 API Reference, "VpnTunnelOptionsSpecification".
 */
import { type Cidr, cidr, contains, nthBlock } from './cidr.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { Tunnel, TunnelSettings } from './vpn-connection.ts'

/** Seconds, packets, percents: the least and the most, both allowed. */
export const tunnelNumbers = {
  phase1LifetimeSeconds: [900, 28_800],
  phase2LifetimeSeconds: [900, 3_600],
  rekeyMarginTimeSeconds: [60, 1_800],
  rekeyFuzzPercentage: [0, 100],
  replayWindowSize: [64, 2_048],
  dpdTimeoutSeconds: [30, 86_400],
} as const satisfies Record<string, readonly [number, number]>

export const tunnelWords = {
  dpdTimeoutAction: ['clear', 'none', 'restart'],
  startupAction: ['add', 'start'],
} as const satisfies Record<string, readonly string[]>

const ENCRYPTION = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16']
const INTEGRITY = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512']
const STRONG_GROUPS = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]

export const tunnelLists = {
  phase1EncryptionAlgorithms: ENCRYPTION,
  phase2EncryptionAlgorithms: ENCRYPTION,
  phase1IntegrityAlgorithms: INTEGRITY,
  phase2IntegrityAlgorithms: INTEGRITY,
  phase1DHGroupNumbers: [2, ...STRONG_GROUPS],
  phase2DHGroupNumbers: [2, 5, ...STRONG_GROUPS],
  ikeVersions: ['ikev1', 'ikev2'],
} as const satisfies Record<string, readonly (string | number)[]>

const DEFAULT_PHASE_1 = 28_800
const DEFAULT_PHASE_2 = 3_600

/** Refuses: InvalidParameterValue. */
export function whyNotSettings({ numbers, words, lists }: TunnelSettings): Refusal | undefined {
  for (const [name, value] of Object.entries(numbers)) {
    const [least, most] = tunnelNumbers[name as keyof typeof tunnelNumbers]
    if (value < least || value > most) return invalid(value, name, `a value between ${least} and ${most}`)
  }
  for (const [name, value] of Object.entries(words)) {
    const known: readonly string[] = tunnelWords[name as keyof typeof tunnelWords]
    if (!known.includes(value)) return invalid(value, name, known.join(' | '))
  }
  for (const [name, values] of Object.entries(lists)) {
    const known: readonly (string | number)[] = tunnelLists[name as keyof typeof tunnelLists]
    const wrong = values.find(value => !known.includes(value))
    if (wrong !== undefined) return invalid(wrong, name, known.join(' | '))
  }
  return whyNotLifetimes(numbers)
}

/** The second phase ends before the first, and is renewed in its second half. */
function whyNotLifetimes(numbers: TunnelSettings['numbers']): Refusal | undefined {
  const { phase1LifetimeSeconds: first = DEFAULT_PHASE_1, phase2LifetimeSeconds: second = DEFAULT_PHASE_2 } =
    numbers
  if (second >= first) return invalid(second, 'phase2LifetimeSeconds', `a value less than ${first}`)
  const margin = numbers.rekeyMarginTimeSeconds
  return margin !== undefined && margin > second / 2
    ? invalid(margin, 'rekeyMarginTimeSeconds', `a value between 60 and ${Math.floor(second / 2)}`)
    : undefined
}

const LINK_LOCAL = cidr('169.254.0.0/16')
const INSIDE_PREFIX = 30
const RESERVED: ReadonlySet<string> = new Set([
  ...[0, 1, 2, 3, 4, 5].map(n => `169.254.${n}.0/30`),
  '169.254.169.252/30',
])

/** Why a tunnel may not have this block inside. `taken`: those of the gateway's tunnels. Refuses: InvalidParameterValue. */
export function whyNotInside(block: Cidr, taken: ReadonlySet<string>): Refusal | undefined {
  const isOne = block.prefix === INSIDE_PREFIX && contains(LINK_LOCAL, block) && !RESERVED.has(block.text)
  if (!isOne) return invalid(block.text, 'tunnelInsideCidr', 'a /30 of 169.254.0.0/16 that is not reserved')
  return taken.has(block.text)
    ? invalid(block.text, 'tunnelInsideCidr', 'a block that no other tunnel of the gateway has')
    : undefined
}

/** A block for inside that is not taken, the same for the same number. */
export function freeInside(from: number, taken: ReadonlySet<string>): Cidr {
  const all = 2 ** (INSIDE_PREFIX - LINK_LOCAL.prefix)
  for (let n = 0; n < all; n++) {
    const block = nthBlock(LINK_LOCAL, INSIDE_PREFIX, (from + n) % all)
    if (!RESERVED.has(block.text) && !taken.has(block.text)) return block
  }
  throw new Error('every block inside is taken')
}

/** The blocks inside all tunnels of a gateway. */
export const insideBlocksOf = (network: Network, gatewayId: string | undefined): readonly string[] =>
  gatewayId === undefined
    ? []
    : network.vpnConnections
        .where('gateway', gatewayId)
        .flatMap(({ tunnels }): readonly Tunnel[] => tunnels)
        .map(tunnel => tunnel.inside.text)

/** Refuses: InvalidParameterValue. */
export const whyNotPreSharedKey = (key: string): Refusal | undefined =>
  /^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$/.test(key)
    ? undefined
    : invalid(
        key,
        'preSharedKey',
        '8 to 64 letters, digits, periods and underscores that do not begin with 0',
      )

const invalid = (value: string | number, parameter: string, expected: string): Refusal =>
  refuse('InvalidParameterValue/tunnel', String(value), parameter, expected)
