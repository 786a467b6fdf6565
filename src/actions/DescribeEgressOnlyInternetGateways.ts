import { isId, malformed } from '../model/identities.ts'
import type { Decide } from './decide.ts'
import { describe } from './describe.ts'
import { lookUp } from './find.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showEgressOnlyGateway } from './show-egress-only-gateway.ts'

/**
 * An id of none is no error: nothing is shown for it, which is what Terraform's provider relies on. Refuses:
 * InvalidEgressOnlyInternetGatewayId.Malformed, and what `describe` refuses.
 */
export const DescribeEgressOnlyInternetGateways: Decide<'DescribeEgressOnlyInternetGateways'> = (
  situation,
  input,
) => {
  const { network, caller } = situation
  const { EgressOnlyInternetGatewayIds: ids = [] } = input
  const wrong = ids.find(id => !isId('eigw', id))
  if (wrong !== undefined) throw malformed('egress-only-gateway', wrong)
  const there = ids.filter(id => lookUp(network, caller, 'egress-only-gateway', id))
  if (ids.length > 0 && there.length === 0) return { reply: { EgressOnlyInternetGateways: [] } }
  const catalogue = ownedCatalogue(situation, 'egress-only-gateway', { filters: {} })
  const { found, NextToken } = describe(catalogue, { ...input, ids: there })
  return { reply: { EgressOnlyInternetGateways: found.map(showEgressOnlyGateway), NextToken } }
}
