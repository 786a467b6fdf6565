/** What every resource has. Time is milliseconds since 1970 everywhere in the model. */

import type { Principal } from './principal.ts'

export type Tags = Readonly<Record<string, string>>

/** Whose a resource is, and where: a resource exists in one account and one Region only. */
export interface Place {
  readonly ownerId: string
  readonly region: string
}

export interface Owned extends Place {
  readonly id: string
  readonly tags: Tags
}

/** Who owns what is Amazon's, as AWS names it. */
export const AMAZON = 'AWS'

/** One text for an account in a Region: the key of the `place` indexes. */
export const placeKey = (place: Place): string => `${place.ownerId}/${place.region}`

/** Who calls: an account in a Region, as its root or as one of its users and roles. */
export interface Caller {
  readonly accountId: string
  readonly region: string
  /** `arn:aws:iam::…:root` or `…:user/NAME` */
  readonly arn: string
  readonly userId: string
  /** Absent: the root, who may do everything. */
  readonly principal?: Principal
  /** The call came with temporary credentials. */
  readonly isTemporary?: boolean
}

export const placeOf = (caller: Caller): Place => ({ ownerId: caller.accountId, region: caller.region })
