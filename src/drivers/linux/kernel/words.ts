/** A command of `ip`, word by word. Whoever reads one takes what it knows and then asks that nothing is left. */
export class Words {
  readonly #words: string[]

  constructor(command: string) {
    this.#words = command.split(' ').filter(Boolean)
  }

  /** The next word. Throws if there is none. */
  next(): string {
    const word = this.#words.shift()
    if (word === undefined) throw new Error('the command ends too early')
    return word
  }

  /** The word after this one, wherever it stands; undefined if it is not there. */
  value(name: string): string | undefined {
    const at = this.#words.indexOf(name)
    if (at < 0) return undefined
    const [, value] = this.#words.splice(at, 2)
    if (value === undefined) throw new Error(`${name} has no value`)
    return value
  }

  number(name: string): number | undefined {
    const value = this.value(name)
    if (value === undefined) return undefined
    if (Number.isNaN(Number(value))) throw new Error(`${name} ${value} is no number`)
    return Number(value)
  }

  /** Whether this word is there. */
  flag(name: string): boolean {
    const at = this.#words.indexOf(name)
    if (at >= 0) this.#words.splice(at, 1)
    return at >= 0
  }

  /** Throws if a word was not taken. */
  end(): void {
    if (this.#words.length > 0) throw new Error(`not understood: ${this.#words.join(' ')}`)
  }
}
