/**
 * Session tokens of the instance metadata. A token says until when it is valid, and is signed for one instance: nobody keeps
 * it, so that there may be any number of them. The key is the process's: after a restart clients are told to ask for
 * another token, as after six hours.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const TIME_BYTES = 8

export class MetadataTokens {
  readonly #key = randomBytes(32)
  readonly #now: () => number

  /** `now` in milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  issue(instanceId: string, seconds: number): string {
    const end = Buffer.alloc(TIME_BYTES)
    end.writeBigUInt64BE(BigInt(this.#now() + seconds * 1_000))
    return Buffer.concat([end, this.#sign(end, instanceId)]).toString('base64')
  }

  /** For how many seconds it is still valid; undefined if it is not. */
  secondsLeft(instanceId: string, token: string): number | undefined {
    const bytes = Buffer.from(token, 'base64')
    const [end, signature] = [bytes.subarray(0, TIME_BYTES), bytes.subarray(TIME_BYTES)]
    const right = this.#sign(end, instanceId)
    if (signature.length !== right.length || !timingSafeEqual(signature, right)) return undefined
    const left = Number(end.readBigUInt64BE()) - this.#now()
    return left > 0 ? Math.ceil(left / 1_000) : undefined
  }

  #sign(end: Buffer, instanceId: string): Buffer {
    return createHmac('sha256', this.#key).update(end).update(instanceId).digest()
  }
}
