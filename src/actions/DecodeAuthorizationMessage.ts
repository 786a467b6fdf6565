import { refuse } from '../model/refusals.ts'
import type { InputOf, ReplyOf } from '../wire/contract.ts'
import { decodeAuthorisation } from './authorisation-message.ts'
import type { Decision, Situation } from './decide.ts'

/** Why an operation of EC2 was not authorised. Refuses: InvalidAuthorizationMessageException. */
export const DecodeAuthorizationMessage = (
  _: Situation,
  { EncodedMessage: text = '' }: InputOf<'sts', 'DecodeAuthorizationMessage'>,
): Decision<ReplyOf<'sts', 'DecodeAuthorizationMessage'>> => {
  const decoded = decodeAuthorisation(text)
  if (decoded === undefined) throw refuse('InvalidAuthorizationMessageException')
  return { reply: { DecodedMessage: decoded } }
}
