/**
 * Key pairs as AWS makes and reads them: RSA of 2048 bits and ED25519. Fingerprints: of an RSA key that was made here,
 * SHA-1 over the private key (PKCS#8); of one that was imported, MD5 over the public key (SPKI); of an ED25519 key,
 * SHA-256 over the public key as SSH sends it. Sources: EC2 User Guide, "Verify the fingerprint of your key pair";
 * RFC 4253 section 6.6, RFC 4716, RFC 8709; OpenSSH's PROTOCOL.key.
 */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { KeyMaker, KeyType, NewKeyPair, PublicKey } from '../model/key-pair.ts'

export const keyMaker: KeyMaker = {
  make: type => (type === 'rsa' ? newRsa() : newEd25519()),
  read: readPublicKey,
}

const RSA_BITS = 2048
/** What AWS takes. */
const IMPORTED_BITS = [1024, 2048, 4096]

function newRsa(): NewKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS })
  return {
    type: 'rsa',
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().trimEnd(),
    publicKey: sshLine('rsa', rsaBlob(publicKey)),
    fingerprint: digest('sha1', privateKey.export({ type: 'pkcs8', format: 'der' })),
  }
}

function newEd25519(): NewKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]
  return { ...ed25519(publicKey), privateKey: opensshPrivateKey(seed, point) }
}

/** From an OpenSSH line, the form of RFC 4716, or Base64 of the key as SSH sends it or as DER. */
function readPublicKey(material: Uint8Array): PublicKey | undefined {
  const blob = Buffer.from(bodyOf(Buffer.from(material).toString('latin1').trim()), 'base64')
  const key = fromSshBlob(blob) ?? keyObject({ key: blob, type: 'spki', format: 'der' })
  if (key?.asymmetricKeyType === 'ed25519') return ed25519(key)
  const { modulusLength = 0 } = key?.asymmetricKeyDetails ?? {}
  if (key?.asymmetricKeyType !== 'rsa' || !IMPORTED_BITS.includes(modulusLength)) return undefined
  return {
    type: 'rsa',
    publicKey: sshLine('rsa', rsaBlob(key)),
    fingerprint: digest('md5', key.export({ type: 'spki', format: 'der' })),
  }
}

/** The part of the text that is Base64. */
function bodyOf(text: string): string {
  const [, line] = /^(?:ssh-rsa|ssh-ed25519)\s+(\S+)/.exec(text) ?? []
  if (line !== undefined) return line
  const isArmour = (one: string) => one.startsWith('----') || one.includes(':')
  const unfolded = text.replace(/\\\r?\n/g, '')
  return unfolded
    .split(/\r?\n/)
    .filter(one => !isArmour(one))
    .join('')
}

function fromSshBlob(blob: Buffer): KeyObject | undefined {
  const [type, first, second] = sshStrings(blob)
  const name = type?.toString('latin1')
  if (name === 'ssh-ed25519' && first) {
    const key = { kty: 'OKP', crv: 'Ed25519', x: first.toString('base64url') }
    return keyObject({ key, format: 'jwk' })
  }
  if (name !== 'ssh-rsa' || !first || !second) return undefined
  return keyObject({ key: { kty: 'RSA', e: unsigned(first), n: unsigned(second) }, format: 'jwk' })
}

function keyObject(from: Parameters<typeof createPublicKey>[0]): KeyObject | undefined {
  try {
    return createPublicKey(from)
  } catch {
    return undefined
  }
}

/** The strings of an SSH message, each behind its length; those that are whole. */
function sshStrings(message: Buffer): readonly Buffer[] {
  const strings: Buffer[] = []
  for (let at = 0; at + 4 <= message.length; ) {
    const end = at + 4 + message.readUInt32BE(at)
    if (end > message.length) break
    strings.push(message.subarray(at + 4, end))
    at = end
  }
  return strings
}

/** An integer as SSH sends it, without the zeros before it. */
function unsigned(integer: Buffer): string {
  const first = integer.findIndex(byte => byte !== 0)
  return integer.subarray(Math.max(first, 0)).toString('base64url')
}

/** The reverse: a leading zero keeps it from being negative. */
function positive(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url')
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes
}

function ed25519(key: KeyObject): PublicKey {
  const { x = '' } = key.export({ format: 'jwk' })
  const blob = sshMessage('ssh-ed25519', Buffer.from(x, 'base64url'))
  return {
    type: 'ed25519',
    publicKey: sshLine('ed25519', blob),
    fingerprint: createHash('sha256').update(blob).digest('base64'),
  }
}

function rsaBlob(key: KeyObject): Buffer {
  const { e = '', n = '' } = key.export({ format: 'jwk' })
  return sshMessage('ssh-rsa', positive(e), positive(n))
}

const sshLine = (type: KeyType, blob: Buffer): string => `ssh-${type} ${blob.toString('base64')}`

const sshMessage = (...strings: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(strings.map(string => Buffer.from(string)).flatMap(bytes => [uint32(bytes.length), bytes]))

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** OpenSSH's own form of an ED25519 key, without a passphrase. */
function opensshPrivateKey(seed: Buffer, point: Buffer): string {
  const check = randomBytes(4)
  const key = sshMessage('ssh-ed25519', point, Buffer.concat([seed, point]), '')
  const plain = Buffer.concat([check, check, key])
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (plain.length % 8)) % 8))
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshMessage('none', 'none', ''),
    uint32(1),
    sshMessage(sshMessage('ssh-ed25519', point), Buffer.concat([plain, padding])),
  ])
  const lines = file.toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----'].join('\n')
}

const digest = (algorithm: 'sha1' | 'md5', bytes: Buffer): string =>
  createHash(algorithm)
    .update(bytes)
    .digest('hex')
    .replace(/..(?!$)/g, '$&:')
