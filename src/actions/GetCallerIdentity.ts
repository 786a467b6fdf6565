import type { ReplyOf } from '../wire/contract.ts'
import type { Decision, Situation } from './decide.ts'

/** Who calls. Refuses nothing, and nobody has to be allowed it. */
export const GetCallerIdentity = ({ caller }: Situation): Decision<ReplyOf<'sts', 'GetCallerIdentity'>> => ({
  reply: { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn },
})
