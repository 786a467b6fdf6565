/** How many packets somebody may send in a second; what is more is dropped. Source: VPC User Guide, "DNS quotas". */

/** Of each network interface, by a quota that cannot be raised. */
export const PACKETS_PER_SECOND = 1024

export class PacketLimit {
  readonly #most: number
  readonly #milliseconds: () => number
  #second = Number.NaN
  #counts = new Map<string, number>()

  constructor(most: number, milliseconds: () => number = () => performance.now()) {
    this.#most = most
    this.#milliseconds = milliseconds
  }

  /** Counts a packet; false if it is one too many. */
  admits(sender: string): boolean {
    const second = Math.floor(this.#milliseconds() / 1_000)
    if (second !== this.#second) this.#counts = new Map()
    this.#second = second
    const count = (this.#counts.get(sender) ?? 0) + 1
    this.#counts.set(sender, count)
    return count <= this.#most
  }
}
