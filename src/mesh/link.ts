/**
 * What a connected pair shall have, completely: one peering, routes on both sides, options, rules. Whether it is there
 * already is `plan.ts`'s question; `export` writes links as Terraform and CloudFormation.
 */
import type { Cidr } from '../model/cidr.ts'
import type { Tags } from '../model/owned.ts'
import type { Origin } from './marks.ts'
import type { Admission, Member } from './wish.ts'

export interface Link {
  /** `pairKey` of the two, the lesser VPC id first, whoever asks for the peering. */
  readonly pair: string
  /** The lesser VPC id asks, unless there is a peering the other way already. */
  readonly requester: LinkEnd
  readonly accepter: LinkEnd
  /** The peering that there is and that will be used: active, or waiting to be accepted. */
  readonly peeringId?: string
  /** Whether a mesh makes the peering, or has made it; or it is somebody else's, and gets no tags but marks. */
  readonly origin: Origin
  /** For both sides of a peering that a mesh makes, and for the rules; the mesh's own are among them. */
  readonly tags: Tags
  /** AllowDnsResolutionFromRemoteVpc of both sides. Absent: left as it is. */
  readonly dns?: boolean
}

export interface LinkEnd {
  readonly member: Member
  /** To the other end's announced blocks, in this end's tables. */
  readonly routes: readonly LinkRoute[]
  readonly rules: readonly LinkRule[]
}

export interface LinkRoute {
  readonly tableId: string
  readonly destination: Cidr
}

export interface LinkRule extends Admission {
  readonly from: Cidr
}
