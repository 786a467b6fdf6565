/**
 * Whether policies allow a request: an explicit deny wins, else an allow counts, else nothing is allowed.
 * Source: IAM User Guide, "Policy evaluation logic".
 */
import type { Policy, Selection, Statement } from './policy.ts'
import { isFulfilled } from './policy-conditions.ts'
import { type Context, matches, matchesArn, type Pattern, pattern } from './policy-pattern.ts'

export interface PolicyRequest {
  /** `ec2:CreateVpc` */
  readonly action: string
  /** An ARN; `*` for an action that knows no resources. */
  readonly resource: string
  readonly context: Context
}

/** What a set of policies says: `nothing` where no statement speaks of the request. */
export type PolicyVerdict =
  | { readonly says: 'allow' | 'deny'; readonly statement: Statement }
  | { readonly says: 'nothing' }

/** What the policies say of a request, whoever makes it. */
export function evaluate(policies: readonly Policy[], request: PolicyRequest): PolicyVerdict {
  return decide(policies, (policy, statement) => speaksOf(policy, statement, request))
}

/**
 * What a trust policy says of a request by a principal that goes by these names. With its account's among them, whether
 * it is trusted at all; without, whether it is trusted itself.
 */
export function evaluateTrust(
  policy: Policy,
  request: PolicyRequest,
  names: readonly string[],
): PolicyVerdict {
  return decide(
    [policy],
    (_, statement) =>
      speaksOf(policy, statement, request) &&
      statement.principal !== undefined &&
      selects(statement.principal, wanted => names.includes(wanted) || wanted === '*'),
  )
}

function decide(
  policies: readonly Policy[],
  speaks: (policy: Policy, statement: Statement) => boolean,
): PolicyVerdict {
  let allow: Statement | undefined
  for (const policy of policies) {
    for (const statement of policy.statements) {
      if (!speaks(policy, statement)) continue
      if (statement.effect === 'Deny') return { says: 'deny', statement }
      allow ??= statement
    }
  }
  return allow ? { says: 'allow', statement: allow } : { says: 'nothing' }
}

function speaksOf(policy: Policy, statement: Statement, { action, resource, context }: PolicyRequest) {
  const variables = policy.hasVariables ? context : undefined
  const name = action.toLowerCase()
  const isOf = (test: (wanted: Pattern) => boolean, known: Context | undefined) => (wanted: string) => {
    const filled = pattern(wanted, known)
    return filled !== undefined && test(filled)
  }
  return (
    selects(
      statement.action,
      isOf(wanted => matches(wanted, name), undefined),
    ) &&
    selects(
      statement.resource,
      isOf(wanted => isEverything(wanted) || matchesArn(wanted, resource), variables),
    ) &&
    statement.conditions.every(condition => isFulfilled(condition, context, variables))
  )
}

const selects = ({ negated, patterns }: Selection, is: (wanted: string) => boolean): boolean =>
  patterns.some(is) !== negated

const isEverything = (wanted: Pattern): boolean => wanted.length === 1 && typeof wanted[0] === 'symbol'
