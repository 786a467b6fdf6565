import { isAccountId } from '../model/account.ts'
import type { InterfacePermission } from '../model/interface-permission.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input } from './decide.ts'
import { findInterface } from './find-interface.ts'
import { showInterfacePermission } from './show-interface-permission.ts'

/** Refuses: as `findInterface`, MissingParameter, InvalidParameterCombination, InvalidParameterValue (no account). */
export const CreateNetworkInterfacePermission: Decide<'CreateNetworkInterfacePermission'> = (
  situation,
  input,
) => {
  const { caller, newId } = situation
  const { id: networkInterfaceId } = findInterface(situation, input.NetworkInterfaceId)
  const { Permission: permission } = input
  if (permission === undefined) throw refuse('MissingParameter', 'permission')
  const one: InterfacePermission = {
    kind: 'network-interface-permission',
    id: newId('eni-perm'),
    ...placeOf(caller),
    networkInterfaceId,
    permission,
    grantee: granteeOf(input),
    tags: {},
  }
  return { changes: [put(one)], reply: { InterfacePermission: showInterfacePermission(one) } }
}

function granteeOf({
  AwsAccountId: accountId,
  AwsService: service,
}: Input<'CreateNetworkInterfacePermission'>): InterfacePermission['grantee'] {
  if (accountId !== undefined && service === undefined) {
    if (!isAccountId(accountId)) throw refuse('InvalidParameterValue/account', accountId, 'awsAccountId')
    return { accountId }
  }
  if (service === undefined || accountId !== undefined) throw refuse('InvalidParameterCombination/grantee')
  return { service }
}
