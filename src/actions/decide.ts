/**
 * The shape of every operation: a pure decision. It reads the network and answers with the changes it wants and the
 * reply, or throws a `Refusal`. Time and ids arrive as arguments, so the same decision can be made again (a lost race),
 * made and not kept (`DryRun`, a what-if), or made by the mesh planner. Input and reply are AWS's own types.
 */
import type { ConsoleReader } from '../model/console.ts'
import type { ImageRule } from '../model/images.ts'
import type { KeyMaker } from '../model/key-pair.ts'
import type { Change, Network } from '../model/network.ts'
import type { Caller } from '../model/owned.ts'
import type { QuotaLimits } from '../model/quotas.ts'
import type { Operations } from '../wire/operations.generated.ts'

export type Operation = keyof Operations
export type Input<Op extends Operation> = Operations[Op]['input']
export type Reply<Op extends Operation> = Operations[Op]['reply']

export interface Situation {
  readonly network: Network
  readonly caller: Caller
  /** Milliseconds since 1970, by the server's clock, which an operator may have moved. */
  readonly now: number
  /** A fresh id with that prefix: `newId('vpc')` → `vpc-0…`, 17 hexadecimal digits. */
  readonly newId: (prefix: string) => string
  readonly quotas: QuotaLimits
  /** Whether an image must be known to be launched. */
  readonly images: ImageRule
  /** Whether there is ClassicLink, as AWS had it. */
  readonly classicLink: boolean
  readonly keys: KeyMaker
  readonly consoleOf: ConsoleReader
}

export interface Decision<R> {
  /** Absent or empty: nothing is to be kept. */
  readonly changes?: readonly Change[]
  readonly reply: R
}

export type Decide<Op extends Operation> = (situation: Situation, input: Input<Op>) => Decision<Reply<Op>>
