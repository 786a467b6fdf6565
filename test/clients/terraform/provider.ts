/**
 * How Terraform's AWS provider (hashicorp/terraform-provider-aws, internal/service/ec2) waits and what it takes for
 * "gone". The tests beside replay its calls, resource by resource: create, refresh, update, delete.
 */
import type { Tag } from '@aws-sdk/client-ec2'
import type { TestServer } from '../../api/server.ts'

export interface Wait {
  /** States that may pass by. */
  readonly pending: readonly string[]
  /** States that end the wait; none: until it is gone. */
  readonly target: readonly string[]
  /** The state now, or undefined if it is not there. */
  readonly refresh: () => Promise<string | undefined>
}

const MOST_READS = 10

/** Reads until the target is there; fails at a state that the provider does not expect. */
export async function waitFor(server: TestServer, { pending, target, refresh }: Wait): Promise<void> {
  for (let reads = 0; reads < MOST_READS; reads++) {
    const state = await refresh()
    if (state === undefined ? target.length === 0 : target.includes(state)) return
    if (state !== undefined && !pending.includes(state))
      throw new Error(`unexpected state '${state}', wanted target '${target.join(', ')}'`)
    await server.settled()
  }
  throw new Error(`timeout while waiting for '${target.join(', ')}'`)
}

/** What is read, or undefined if it is refused with the code that the provider takes for "it is not there". */
export async function unless<T>(code: string, read: Promise<T>): Promise<T | undefined> {
  try {
    return await read
  } catch (error) {
    if (error instanceof Error && error.name === code) return undefined
    throw error
  }
}

/** The tags that the provider gives at creation. */
export function tagged<R extends string>(ResourceType: R, tags: Readonly<Record<string, string>>) {
  return [{ ResourceType, Tags: tagList(tags) }]
}

export const tagList = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

export const where = (filters: Readonly<Record<string, string>>) => ({
  Filters: Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] })),
})
