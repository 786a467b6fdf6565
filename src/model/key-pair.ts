/** Key pairs: what an instance lets in by. Isthmus keeps the public half only, as AWS does. */
import type { Owned } from './owned.ts'

export interface KeyPair extends Owned, PublicKey {
  readonly kind: 'key-pair'
  readonly name: string
  readonly createdAt: number
}

export interface PublicKey {
  readonly type: KeyType
  /** As OpenSSH writes it, without a comment: `ssh-ed25519 AAAA…` */
  readonly publicKey: string
  /** As AWS works it out: it depends on the type, and on whether AWS or the user made the key. */
  readonly fingerprint: string
}

export type KeyType = 'rsa' | 'ed25519'

export interface NewKeyPair extends PublicKey {
  /** PEM: PKCS#1 for RSA, OpenSSH's own form for ED25519. */
  readonly privateKey: string
}

/** Where keys come from: decisions draw no random numbers and know no cryptography. */
export interface KeyMaker {
  make(type: KeyType): NewKeyPair
  /** The key in what a user imports; undefined if there is none that AWS takes. */
  read(material: Uint8Array): PublicKey | undefined
}
