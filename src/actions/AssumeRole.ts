import { type Network, put } from '../model/network.ts'
import type { Caller } from '../model/owned.ts'
import { type Policy, parsePolicyText } from '../model/policy.ts'
import { evaluateTrust, type PolicyRequest } from '../model/policy-decision.ts'
import { principalArn, type Role, sessionArn } from '../model/principal.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import { partitionOf } from '../model/regions.ts'
import { roleNamed, whyNotAssume } from '../model/role-session.ts'
import type { InputOf, ReplyOf } from '../wire/contract.ts'
import { contextOf, requestEntries } from './authorisation-context.ts'
import type { Decision, Situation } from './decide.ts'
import { denialOf, reasonOf } from './denial.ts'
import { newCredentials, showCredentials } from './temporary-credentials.ts'

type Input = InputOf<'sts', 'AssumeRole'>

const DEFAULT_DURATION = 3_600

/**
 * Credentials of a role, for whom its trust policy names. Inside an account that is enough for a principal that it names
 * itself; else the caller's own policies have to allow it too. Unlike AWS's, the root may assume roles: docs/decisions.
 * Refuses: ValidationError, MalformedPolicyDocument, UnsupportedOperation (MFA, session tags, managed policies), AccessDenied.
 */
export const AssumeRole = (situation: Situation, input: Input): Decision<ReplyOf<'sts', 'AssumeRole'>> => {
  const { network, caller } = situation
  const foreign = UNSUPPORTED.find(member => isGiven(input[member]))
  if (foreign) throw refuse('UnsupportedOperation/sts-parameter', foreign)
  const { RoleArn: arn = '', RoleSessionName: sessionName = '', DurationSeconds = DEFAULT_DURATION } = input
  const role = roleNamed(network, partitionOf(caller.region), arn)
  const no =
    whyNotAssume(
      { arn, sessionName, duration: DurationSeconds, externalId: input.ExternalId, caller },
      role,
    ) ?? whyNotTrusted(situation, input, role)
  if (no || !role) throw no ?? accessDenied(caller, arn)
  const sessionPolicy = sessionPolicyOf(input.Policy)
  const credentials = newCredentials(situation, role.accountId, DurationSeconds, {
    kind: 'role',
    id: role.id,
    sessionName,
    ...(sessionPolicy && { sessionPolicy }),
  })
  return {
    changes: [put(credentials)],
    reply: {
      Credentials: showCredentials(credentials),
      AssumedRoleUser: {
        AssumedRoleId: `${role.uniqueId}:${sessionName}`,
        Arn: sessionArn(partitionOf(caller.region), role, sessionName),
      },
      ...(input.Policy !== undefined && { PackedPolicySize: packedSize(input.Policy) }),
    },
  }
}

const UNSUPPORTED = [
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
  'SerialNumber',
  'TokenCode',
  'SourceIdentity',
  'ProvidedContexts',
] as const satisfies readonly (keyof Input)[]

const isGiven = (value: string | readonly unknown[] | undefined): boolean =>
  value !== undefined && value.length > 0

function whyNotTrusted(situation: Situation, input: Input, role: Role | undefined): Refusal | undefined {
  const { network, caller } = situation
  const arn = input.RoleArn ?? ''
  if (!role) return accessDenied(caller, arn)
  const request = requestOf(situation, input)
  const account = [caller.accountId, `arn:${partitionOf(caller.region)}:iam::${caller.accountId}:root`]
  const own = namesOf(network, caller)
  if (evaluateTrust(role.trust, request, [...own, ...account]).says !== 'allow')
    return accessDenied(caller, arn)
  const isNamed = evaluateTrust(role.trust, request, own).says === 'allow'
  const denial = denialOf(network, caller, request)
  if (!denial) return undefined
  const trustIsEnough = isNamed && role.accountId === caller.accountId && denial.verdict.says === 'nothing'
  return trustIsEnough ? undefined : accessDenied(caller, arn, ` ${reasonOf(denial)}`)
}

/** By what a trust policy may name the caller itself: its ARN, and a session's also its role's. */
function namesOf(network: Network, { arn, principal, region }: Caller): readonly string[] {
  const role = principal?.kind === 'role' ? network.roles.get(principal.id) : undefined
  return role ? [arn, principalArn(partitionOf(region), role)] : [arn]
}

function requestOf(situation: Situation, { RoleArn, RoleSessionName, ExternalId }: Input): PolicyRequest {
  const asked = [
    ['sts:RoleSessionName', RoleSessionName ?? ''] as const,
    ...(ExternalId === undefined ? [] : [['sts:ExternalId', ExternalId] as const]),
  ]
  return {
    action: 'sts:AssumeRole',
    resource: RoleArn ?? '',
    context: contextOf(requestEntries(situation), asked),
  }
}

const accessDenied = (caller: Caller, roleArn: string, because = ''): Refusal =>
  refuse('AccessDenied', caller.arn, 'sts:AssumeRole', ` on resource: ${roleArn}`, because)

const LONGEST_POLICY = 2_048

function sessionPolicyOf(text: string | undefined): Policy | undefined {
  if (text === undefined) return undefined
  if (text.length > LONGEST_POLICY) throw refuse('PackedPolicyTooLarge', packedSize(text))
  const policy = parsePolicyText(text, 'identity')
  if (typeof policy === 'string') throw refuse('MalformedPolicyDocument', policy)
  return policy
}

/** In percent of what is allowed; AWS packs the text first, we do not. */
const packedSize = (text: string): number => Math.ceil((text.length / LONGEST_POLICY) * 100)
