/**
 * Who may see an endpoint service and make endpoints to it: its owner, and the principals that he allows. What is
 * connected stays connected when a permission goes. Source: AWS PrivateLink Guide, "Manage permissions".
 */
import type { ServicePermission, SharedService } from './endpoint-service.ts'
import type { Caller } from './owned.ts'
import { type Refusal, refuse } from './refusals.ts'

export type PrincipalKind = 'All' | 'Account' | 'User' | 'Role' | 'Service' | 'OrganizationUnit'

/** Principals have no path. There are neither organizations nor calls of services here: the last two let nobody in. */
const FORMS = {
  All: /^\*$/,
  Account: /^arn:[\w-]+:iam::\d{12}:root$/,
  User: /^arn:[\w-]+:iam::\d{12}:user\/[\w+=,.@-]{1,64}$/,
  Role: /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@-]{1,64}$/,
  Service: /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/,
  OrganizationUnit: /^arn:[\w-]+:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9-]{13,68}$/,
} as const satisfies Record<PrincipalKind, RegExp>

const KINDS = Object.keys(FORMS) as PrincipalKind[]

/** What kind of principal an ARN names; undefined if none. */
export const principalKind = (principal: string): PrincipalKind | undefined =>
  KINDS.find(kind => FORMS[kind].test(principal))

/** Refuses: InvalidParameter. */
export function whyNotPrincipals(principals: readonly string[]): Refusal | undefined {
  const odd = principals.find(principal => principalKind(principal) === undefined)
  return odd === undefined ? undefined : refuse('InvalidParameter/service-principal', odd)
}

/** Whether a caller may see the service and connect to it. */
export const maySee = ({ ownerId, permissions }: SharedService, caller: Caller): boolean =>
  caller.accountId === ownerId || permissions.some(({ principal }) => names(principal, caller))

function names(principal: string, { accountId, principal: acting }: Caller): boolean {
  switch (principalKind(principal)) {
    case 'All':
      return true
    case 'Account':
      return accountOf(principal) === accountId
    case 'User':
    case 'Role':
      return acting?.id === `${accountOf(principal)}/${principal.slice(principal.lastIndexOf(':') + 1)}`
    default:
      return false
  }
}

const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

/** The permissions without some principals and with others; those that are there already stay as they are. */
export function permissionsAfter(
  before: readonly ServicePermission[],
  removed: readonly string[],
  added: readonly ServicePermission[],
): readonly ServicePermission[] {
  const kept = before.filter(({ principal }) => !removed.includes(principal))
  return [...kept, ...added.filter(one => !kept.some(({ principal }) => principal === one.principal))]
}
