/** What is the same in all calls of a plan. How each is made, its key, its input, the line for people: `calls-….ts`. */
import type { Tag } from '@aws-sdk/client-ec2'
import type { Tags } from '../model/owned.ts'
import type { Call } from './plan.ts'

/** What there is to say about a call beside its operation and input. */
export type Frame = Pick<Call, 'place' | 'after' | 'pair'>

/** A peering: its id, if it has one already, and what people call it. */
export interface PeeringRef {
  readonly id?: string
  readonly called: string
}

/** What a call's key names a peering by: its pair, so that it is the same before and after the peering is there. */
export const subjectOf = ({ pair }: Frame, { id }: PeeringRef): string => pair ?? id ?? ''

/** The peering in a call's input. If there is none yet, what the pair's first call answers goes in later. */
export const withPeering = ({ id }: PeeringRef) =>
  (id === undefined ? {} : { VpcPeeringConnectionId: id }) as { readonly VpcPeeringConnectionId: string }

/** Where it goes in. */
export const goesTo = ({ id }: PeeringRef) =>
  id === undefined ? ({ peeringGoesTo: 'VpcPeeringConnectionId' } as const) : {}

export const showTags = (tags: Tags): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
