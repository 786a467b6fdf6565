/**
 * The keys of peerings between Regions. They are derived from the server's secret and kept nowhere: whoever has the
 * secret knows those of every day, and a new day has new ones. Both ends are ours, so each knows the other's.
 */
import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'

export const SIDES = ['requester', 'accepter'] as const

export type Side = (typeof SIDES)[number]

export const OPPOSITE = { requester: 'accepter', accepter: 'requester' } as const satisfies Record<Side, Side>

/** X25519, 32 bytes each, in base64, as WireGuard has them. */
export interface KeyPair {
  readonly private: string
  readonly public: string
}

export interface Keys {
  /** The day whose keys hold now, counted from 1970. */
  today(): number
  /** Of one side of a peering (`pcx-…`) on a day. */
  of(peering: string, side: Side, day: number): KeyPair
}

const DAY = 86_400_000

/** Without a secret there are no keys, and none can be asked for. `now` is in milliseconds. */
export const createKeys = (secret: string | undefined, now: () => number): Keys => ({
  today: () => Math.floor(now() / DAY),
  of(peering, side, day) {
    if (secret === undefined) throw new Error('there is no secret to derive keys from')
    return keyPair(Buffer.from(hkdfSync('sha256', secret, '', `${peering}/${side}/${day}`, 32)))
  },
})

/** What stands before the 32 bytes of an X25519 private key in DER. Source: RFC 8410. */
const PRIVATE_KEY = Buffer.from('302e020100300506032b656e04220420', 'hex')

function keyPair(bytes: Buffer): KeyPair {
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE_KEY, bytes]),
    format: 'der',
    type: 'pkcs8',
  })
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return {
    private: clamped(bytes).toString('base64'),
    public: Buffer.from(x, 'base64url').toString('base64'),
  }
}

/** As WireGuard tells it: with the bits that X25519 sets and clears anyway. Source: RFC 7748, section 5. */
function clamped(bytes: Buffer): Buffer {
  const key = Buffer.from(bytes)
  key.writeUInt8(key.readUInt8(0) & 248, 0)
  key.writeUInt8((key.readUInt8(31) & 127) | 64, 31)
  return key
}
