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
      statement.principal.patterns.some(one => one === '*' || names.includes(one)) !==
        statement.principal.negated,
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

/** A variable that is not known means no resource; behind `NotResource` it takes the statement's meaning away. */
function speaksOf(
  { hasVariables }: Policy,
  { action, resource, conditions }: Statement,
  request: PolicyRequest,
): boolean {
  const { context } = request
  const variables = hasVariables ? context : undefined
  const resources = fill(resource, variables)
  if (resource.negated && resources.length < resource.patterns.length) return false
  const name = request.action.toLowerCase()
  return (
    fill(action, undefined).some(wanted => matches(wanted, name)) !== action.negated &&
    resources.some(wanted => matchesArn(wanted, request.resource)) !== resource.negated &&
    conditions.every(condition => isFulfilled(condition, context, variables))
  )
}

const fill = ({ patterns }: Selection, variables: Context | undefined): readonly Pattern[] =>
  patterns.map(wanted => pattern(wanted, variables)).filter(wanted => wanted !== undefined)
