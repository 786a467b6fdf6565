import type { ReplyOf } from '../wire/contract.ts'
import type { Decision, Situation } from './decide.ts'

/** Who calls: STS's only operation so far. Refuses nothing. */
export const GetCallerIdentity = ({ caller }: Situation): Decision<ReplyOf<'sts', 'GetCallerIdentity'>> => ({
  reply: { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn },
})
