/** Why a mesh cannot be had as it is wished for, said before anything is touched: what, where, and what could be done. */

export type ObjectionCode =
  /** The blocks of two VPCs overlap: AWS lets such a peering fail. */
  | 'overlap'
  | 'peerings-quota'
  | 'routes-quota'
  | 'rules-quota'
  /** A peering bears 50 tags at most. */
  | 'tags-quota'
  /** An existing route would win, or stands where a new one has to. */
  | 'route-conflict'
  /** Two members announce overlapping blocks to a third. */
  | 'ambiguous'
  | 'partition'
  | 'permission'
  | 'dns'
  | 'not-found'
  /** One VPC is meant, and several have the name. */
  | 'not-unique'
  /** Two members are the same VPC and want different things of it. */
  | 'contradiction'
  /** The VPC does not have the blocks that it shall announce. */
  | 'announcement'
  /** The credentials are another account's than the one named. */
  | 'account'
  /** One cannot say from here whether it would work: a Region or an account did not answer. */
  | 'unreadable'

export interface Objection {
  readonly code: ObjectionCode
  /** One sentence. */
  readonly why: string
  /** Each a sentence that says what could be done instead. */
  readonly advice: readonly string[]
  /** Ids of what it is about: VPCs, route tables, peerings. */
  readonly about: readonly string[]
}
