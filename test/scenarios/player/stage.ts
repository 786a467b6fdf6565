/** Where a scenario is played: a running server, through what a user has of it. */
import type { Flow, Trace } from '../../../src/reach/trace.ts'

export interface Stage {
  /** Whether there are packets; else the model alone is asked. */
  readonly hasPackets: boolean
  /** What `aws` prints with `--output text`. Throws Refused. */
  aws(words: readonly string[]): Promise<string>
  /** What `isthmus` prints. Throws Refused. */
  isthmus(words: readonly string[]): Promise<string>
  /** Resolves when the data plane is what the API says. Rejects with what could not be made. */
  settle(): Promise<void>
  /** The verdict of the model, also as text. */
  judge(flow: Flow): Promise<{ readonly trace: Trace; readonly text: string }>
  /** What comes before a command for it to run in an instance, at a site, on the Internet. */
  wayInto(place: string): Promise<readonly string[]>
}

/** A command was refused. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}
