import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotDuration } from '../model/role-session.ts'
import type { InputOf, ReplyOf } from '../wire/contract.ts'
import type { Decision, Situation } from './decide.ts'
import { newCredentials, showCredentials } from './temporary-credentials.ts'

const LONGEST = 129_600
const USUAL = 43_200
const LONGEST_OF_ROOT = 3_600

/**
 * Temporary credentials of the caller itself, for 12 hours unless it says otherwise; the root's for an hour at most.
 * Refuses: AccessDenied (with temporary credentials; with an MFA code, there are no devices), ValidationError.
 */
export const GetSessionToken = (
  situation: Situation,
  input: InputOf<'sts', 'GetSessionToken'>,
): Decision<ReplyOf<'sts', 'GetSessionToken'>> => {
  const { caller } = situation
  if (caller.isTemporary) throw refuse('AccessDenied/session-credentials')
  if (input.SerialNumber !== undefined || input.TokenCode !== undefined) throw refuse('AccessDenied/mfa')
  const no = whyNotDuration(input.DurationSeconds ?? USUAL, LONGEST)
  if (no) throw no
  const wanted = input.DurationSeconds ?? USUAL
  const duration = caller.principal ? wanted : Math.min(wanted, LONGEST_OF_ROOT)
  const credentials = newCredentials(situation, caller.accountId, duration, caller.principal)
  return { changes: [put(credentials)], reply: { Credentials: showCredentials(credentials) } }
}
