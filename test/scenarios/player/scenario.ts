/** A scenario, read: what is done, and what is expected of it. `README.md` beside the scenarios shows the text. */
import type { CauseCode } from '../../../src/reach/causes.ts'
import type { Direction } from '../../../src/reach/trace.ts'

export interface Scenario {
  readonly title: string
  readonly steps: readonly Step[]
  /** The accounts it takes part in, by the CLI's profiles. */
  readonly profiles: readonly string[]
}

export type Step = Command | Check

interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
}

/** `aws …` or `isthmus …`. Words may hold `$names`. */
export interface Command extends Line {
  readonly kind: 'aws' | 'isthmus'
  readonly words: readonly string[]
  /** What it prints is to have this name. */
  readonly name?: string
  /** What it prints, or the code that it is refused with. */
  readonly expected?: { readonly output: string } | { readonly refusal: string }
}

/** What becomes of a packet. */
export interface Check extends Line {
  readonly kind: 'check'
  readonly protocol: 'icmp' | 'tcp' | 'udp'
  /** `$name` of an instance or VPN connection, or `internet`. */
  readonly from: string
  /** `$name` of an instance or VPN connection, an address, or `internet`. */
  readonly to: string
  readonly port?: number
  readonly expected: Fate
}

export type Fate =
  | { readonly reaches: true }
  | {
      readonly reaches: false
      readonly code: CauseCode
      readonly direction: Direction
      /** `$name` of what stops it, if that is said. */
      readonly about?: string
    }

/** The text with every `$name` replaced by what `values` has for it. */
export const substitute = (text: string, values: (name: string) => string): string =>
  text.replace(/\$([a-z]\w*)/g, (_, name: string) => values(name))
