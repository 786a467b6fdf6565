/** SHA-256 as the SDK's signer asks for it; with a key it is an HMAC. */
import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto'

export class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', keyOf(key))
  }
  update(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {
    throw new Error('a hash is made for one text')
  }
}

/** Node looks at a key of bytes for five times as long as at one that it has made of them. */
function keyOf(key: string | ArrayBuffer | ArrayBufferView): string | KeyObject {
  if (typeof key === 'string') return key
  const bytes = ArrayBuffer.isView(key)
    ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength)
    : new Uint8Array(key)
  return createSecretKey(bytes)
}
