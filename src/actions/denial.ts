/**
 * What keeps a caller from what it asks. The root may do everything; a user what its policies allow; a role's session what the
 * role's policies and the session's own allow.
 * Source: IAM User Guide, "Policy evaluation logic"; "Troubleshoot access denied error messages".
 */
import type { Network } from '../model/network.ts'
import type { Caller } from '../model/owned.ts'
import type { Policy } from '../model/policy.ts'
import { evaluate, type PolicyRequest, type PolicyVerdict } from '../model/policy-decision.ts'

export interface Denial {
  readonly request: PolicyRequest
  /** Which policies did not allow it. */
  readonly kind: 'identity-based' | 'session'
  readonly verdict: Exclude<PolicyVerdict, { readonly says: 'allow' }>
}

/** What keeps the caller from what it asks; undefined if it may. */
export function denialOf(network: Network, caller: Caller, request: PolicyRequest): Denial | undefined {
  for (const { kind, policies } of layersOf(network, caller)) {
    const verdict = evaluate(policies, request)
    if (verdict.says !== 'allow') return { request, kind, verdict }
  }
  return undefined
}

interface Layer {
  readonly kind: Denial['kind']
  readonly policies: readonly Policy[]
}

/** Each has to allow. A principal that is gone has no policies. */
function layersOf(network: Network, { principal }: Caller): readonly Layer[] {
  if (!principal) return []
  const bearer = principal.kind === 'user' ? network.users.get(principal.id) : network.roles.get(principal.id)
  const identity: Layer = { kind: 'identity-based', policies: bearer?.policies ?? [] }
  return principal.kind === 'role' && principal.sessionPolicy
    ? [identity, { kind: 'session', policies: [principal.sessionPolicy] }]
    : [identity]
}

/** `because no identity-based policy allows the ec2:CreateVpc action`, `with an explicit deny in an identity-based policy` */
export function reasonOf({ kind, verdict, request }: Denial): string {
  return verdict.says === 'deny'
    ? `with an explicit deny in ${kind === 'session' ? 'a' : 'an'} ${kind} policy`
    : `because no ${kind} policy allows the ${request.action} action`
}
