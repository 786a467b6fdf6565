/** What is wrong with a wish, said before anything is touched: each rule is asked, in this order. */
import type { Draft, ObjectionRule } from './draft.ts'
import { objectTwice, warnNested } from './objections-ambiguous.ts'
import { objectDns, objectOtherMesh } from './objections-dns.ts'
import { objectOutstanding, warnOutstanding } from './objections-outstanding.ts'
import { objectOverlap } from './objections-overlap.ts'
import { objectPartition } from './objections-partition.ts'
import { objectPeerings } from './objections-peerings.ts'
import { objectRouteQuota, objectRuleQuota } from './objections-quotas.ts'
import { objectRoutes } from './objections-routes.ts'
import { objectTags } from './objections-tags.ts'
import { warnUnseen } from './objections-unseen.ts'

const forbidding: readonly ObjectionRule[] = [
  objectPartition,
  objectOverlap,
  objectTwice,
  objectRoutes,
  objectDns,
  objectOtherMesh,
  objectPeerings,
  objectOutstanding,
  objectRouteQuota,
  objectRuleQuota,
  objectTags,
]

const warning: readonly ObjectionRule[] = [warnNested, warnOutstanding, warnUnseen]

export const objectionsTo = (draft: Draft) => ({
  objections: forbidding.flatMap(rule => rule(draft)),
  warnings: warning.flatMap(rule => rule(draft)),
})
