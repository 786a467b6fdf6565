/** A plan before anybody objects to it. */
import type { QuotaLimits } from '../model/quotas.ts'
import type { Link } from './link.ts'
import type { Objection } from './objection.ts'
import type { Call } from './plan.ts'
import type { Survey } from './survey.ts'
import type { Wish } from './wish.ts'

/** What a rule may look at: the wish, what there is, and what would be done. */
export interface Draft {
  readonly wish: Wish
  readonly survey: Survey
  readonly links: readonly Link[]
  readonly calls: readonly Call[]
  readonly quotas: QuotaLimits
}

export type ObjectionRule = (draft: Draft) => readonly Objection[]
