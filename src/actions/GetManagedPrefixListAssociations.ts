import type { Decide } from './decide.ts'
import { page } from './describe.ts'
import { findOwnPrefixList } from './find-prefix-list.ts'

/** The route tables and security groups that name a list, each once. Refuses: as `findOwnPrefixList`, InvalidNextToken. */
export const GetManagedPrefixListAssociations: Decide<'GetManagedPrefixListAssociations'> = (
  situation,
  input,
) => {
  const { network, caller } = situation
  const { id } = findOwnPrefixList(situation, input.PrefixListId)
  const naming = [
    ...network.routes.where('list', id).map(route => route.routeTableId),
    ...network.securityGroupRules.where('list', id).map(rule => rule.groupId),
  ]
  const { found, NextToken } = page(
    [...new Set(naming)].map(resource => ({ id: resource })),
    input,
  )
  const shown = found.map(({ id: ResourceId }) => ({ ResourceId, ResourceOwner: caller.accountId }))
  return { reply: { PrefixListAssociations: shown, NextToken } }
}
