/** What an instance has printed. It is no document: it comes from what runs in the instance. */
export interface ConsoleOutput {
  /** The last 64 KiB. */
  readonly base64: string
  /** How long ago the last of it was printed, in milliseconds. */
  readonly age: number
}

/** Undefined: the instance has printed nothing. */
export type ConsoleReader = (instanceId: string) => ConsoleOutput | undefined
