/**
 * What may be asked of a role's session before anybody's policy is.
 * Source: AWS STS API Reference, AssumeRole and GetSessionToken; IAM User Guide, "Methods to assume a role".
 */
import type { Network } from './network.ts'
import type { Caller } from './owned.ts'
import { principalArn, principalId, type Role } from './principal.ts'
import { type Refusal, refuse } from './refusals.ts'

export interface AssumeWish {
  readonly arn: string
  readonly sessionName: string
  /** Seconds. */
  readonly duration: number
  readonly externalId?: string | undefined
  readonly caller: Caller
}

const SHORTEST = 900
const LONGEST = 43_200
/** A role assumed with another role's credentials: an hour. */
const LONGEST_OF_CHAIN = 3_600

const ARN = /^arn:[\w-]+:iam::(\d{12}):role\/(?:[\u0021-\u007e]+\/)?([\w+=,.@-]{1,64})$/
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/

/** The role of that ARN, path and partition included; undefined if nobody declared it. */
export function roleNamed(network: Network, partition: string, arn: string): Role | undefined {
  const [, accountId = '', name = ''] = ARN.exec(arn) ?? []
  const role = network.roles.get(principalId(accountId, 'role', name))
  return role && principalArn(partition, role) === arn ? role : undefined
}

/** Refuses: ValidationError. A role that does not exist is refused as one that trusts nobody, elsewhere. */
export function whyNotAssume(wish: AssumeWish, role: Role | undefined): Refusal | undefined {
  const { arn, sessionName, duration, externalId, caller } = wish
  if (!/^arn:/.test(arn)) return refuse('ValidationError/arn', arn)
  if (!ARN.test(arn)) return refuse('ValidationError/role-arn', arn)
  if (!SESSION_NAME.test(sessionName))
    return refuse('ValidationError/pattern', sessionName, 'roleSessionName', '[\\w+=,.@-]*')
  if (externalId !== undefined && !EXTERNAL_ID.test(externalId))
    return refuse('ValidationError/pattern', externalId, 'externalId', '[\\w+=,.@:\\/-]*')
  const no = whyNotDuration(duration, LONGEST)
  if (no) return no
  if (caller.principal?.kind === 'role' && duration > LONGEST_OF_CHAIN)
    return refuse('ValidationError/role-chaining')
  return role && duration > role.longestSession ? refuse('ValidationError/longest-session') : undefined
}

/** Refuses: ValidationError, outside of 900 seconds to the operation's longest. */
export function whyNotDuration(seconds: number, longest: number): Refusal | undefined {
  if (seconds < SHORTEST) return refuse('ValidationError/duration', seconds, 'greater', SHORTEST)
  return seconds > longest ? refuse('ValidationError/duration', seconds, 'less', longest) : undefined
}
