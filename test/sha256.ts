/** SHA-256, and HMAC with it, in the form that the SDK's signer asks for. */
import { createHash, createHmac } from 'node:crypto'

export class Sha256 {
  readonly #hash
  constructor(key?: unknown) {
    this.#hash = key ? createHmac('sha256', key as Uint8Array) : createHash('sha256')
  }
  update(bytes: Uint8Array) {
    this.#hash.update(bytes)
  }
  async digest() {
    return new Uint8Array(this.#hash.digest())
  }
  reset() {}
}
