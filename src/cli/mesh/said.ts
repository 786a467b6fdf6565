/**
 * What went wrong with a call, in one sentence. AWS's own words, but where credentials are concerned: those messages may
 * carry a token or the command that makes keys, so they are told in words of ours.
 */
import { type Access, accessText } from '../../mesh/file.ts'
import type { World } from './world.ts'

/** The code of what an SDK client throws: AWS's, or that of Node's networking. */
export const codeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'Error'

const CREDENTIALS = {
  CredentialsProviderError: 'there are none',
  TokenProviderError: 'there are none',
  ExpiredToken: 'they have expired',
  ExpiredTokenException: 'they have expired',
  RequestExpired: 'they have expired',
  AuthFailure: 'they are not accepted',
  InvalidClientTokenId: 'they are not accepted',
  UnrecognizedClientException: 'they are not accepted',
  InvalidAccessKeyId: 'they are not accepted',
  SignatureDoesNotMatch: 'they are not accepted',
  IncompleteSignature: 'they are not accepted',
  OptInRequired: 'they are not for this Region',
} as const

/** Why the credentials of an access do not work, and what to do; undefined if it was something else that went wrong. */
export function whyNoCredentials(error: unknown, access: Access, world: World): string | undefined {
  const why = CREDENTIALS[codeOf(error) as keyof typeof CREDENTIALS]
  const whose = Object.values(access).some(Boolean) ? ` for ${accessText(access)}` : ''
  return why && `No credentials that work${whose}: ${why}. ${world.remedy(access)}`
}

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError)$/

/** AWS's code and sentence, or that nobody answered. */
export function said(error: unknown): string {
  const code = codeOf(error)
  if (Object.hasOwn(CREDENTIALS, code)) return `${code}: the credentials are not accepted there.`
  if (UNREACHABLE.test(code)) return `No answer (${code}).`
  return error instanceof Error ? `${code}: ${error.message}` : code
}

const THROTTLED: ReadonlySet<string> = new Set([
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'RequestThrottled',
  'EC2ThrottledException',
  'TooManyRequestsException',
])

export const isThrottled = (error: unknown): boolean => THROTTLED.has(codeOf(error))

/** Whether an error is AWS's answer, the network's or the credentials'; anything else that is thrown is a bug. */
export const isAnswer = (error: unknown): error is Error =>
  error instanceof Error &&
  ('$metadata' in error || UNREACHABLE.test(codeOf(error)) || Object.hasOwn(CREDENTIALS, codeOf(error)))
