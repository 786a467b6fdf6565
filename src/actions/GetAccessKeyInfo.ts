import { refuse } from '../model/refusals.ts'
import type { InputOf, ReplyOf } from '../wire/contract.ts'
import type { Decision, Situation } from './decide.ts'

/** Whose an access key is, also somebody else's. Refuses: ValidationError for what is no key of this server. */
export const GetAccessKeyInfo = (
  { network }: Situation,
  { AccessKeyId: id = '' }: InputOf<'sts', 'GetAccessKeyInfo'>,
): Decision<ReplyOf<'sts', 'GetAccessKeyInfo'>> => {
  const key = network.accessKeys.get(id) ?? network.temporaryCredentials.get(id)
  if (!key) throw refuse('ValidationError/access-key', id)
  return { reply: { Account: key.accountId } }
}
