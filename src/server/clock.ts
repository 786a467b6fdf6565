/** The server's clock: the machine's, moved by as much as an operator said (`isthmus clock advance 7d`). It never goes back. */
import type { Store } from '../store/store.ts'

const SETTING = 'clock-offset'

export class Clock {
  readonly #store: Store
  #offset: number

  private constructor(store: Store, offset: number) {
    this.#store = store
    this.#offset = offset
  }

  static async open(store: Store): Promise<Clock> {
    return new Clock(store, Number((await store.setting(SETTING)) ?? 0))
  }

  now(): number {
    return Date.now() + this.#offset
  }

  /** Moves the clock on by so many milliseconds, durably. */
  async advance(milliseconds: number): Promise<number> {
    await this.#store.setSetting(SETTING, String(this.#offset + milliseconds))
    this.#offset += milliseconds
    return this.now()
  }
}
