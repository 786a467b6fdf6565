/** What is wrong with a wish, said before anything is touched: each rule is asked, in this order. */
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

const forbidding: readonly ObjectionRule[] = []
const warning: readonly ObjectionRule[] = []

export const objectionsTo = (draft: Draft) => ({
  objections: forbidding.flatMap(rule => rule(draft)),
  warnings: warning.flatMap(rule => rule(draft)),
})
