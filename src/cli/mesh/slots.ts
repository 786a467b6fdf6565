/** So many tasks at a time; of those that wait, the urgent ones go first, each kind in its order. */
export class Slots {
  #free: number
  readonly #urgent: (() => void)[] = []
  readonly #others: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  /** Takes a place until what is returned is called. */
  async take(isUrgent = false): Promise<() => void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>(resolve => (isUrgent ? this.#urgent : this.#others).push(resolve))
    return () => this.#give()
  }

  async run<T>(task: () => Promise<T>, isUrgent: boolean): Promise<T> {
    const give = await this.take(isUrgent)
    return task().finally(give)
  }

  #give(): void {
    const next = this.#urgent.shift() ?? this.#others.shift()
    if (next) next()
    else this.#free++
  }
}
