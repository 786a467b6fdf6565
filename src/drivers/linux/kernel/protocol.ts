/** What the server and the kernel's process say to each other. */
import type { Jobs } from './jobs.ts'

export interface Question {
  readonly id: number
  readonly job: keyof Jobs
  readonly namespace: string | undefined
  readonly argument: unknown
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number
      readonly reason: string
      /** The namespace is not there. */
      readonly isMissing: boolean
    }
