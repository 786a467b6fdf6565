import type { InterfacePermission } from '../model/interface-permission.ts'
import type { Decide } from './decide.ts'
import { describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showInterfacePermission } from './show-interface-permission.ts'
import type { FiltersOf } from './viewed-filters.ts'

const filters: FiltersOf<InterfacePermission> = {
  'network-interface-permission.network-interface-permission-id': one => one.id,
  'network-interface-permission.network-interface-id': one => one.networkInterfaceId,
  'network-interface-permission.aws-account-id': ({ grantee }) =>
    'accountId' in grantee ? grantee.accountId : undefined,
  'network-interface-permission.aws-service': ({ grantee }) =>
    'service' in grantee ? grantee.service : undefined,
  'network-interface-permission.permission': one => one.permission,
}

/** Refuses: InvalidPermissionID.NotFound, and what `describe` refuses. */
export const DescribeNetworkInterfacePermissions: Decide<'DescribeNetworkInterfacePermissions'> = (
  situation,
  input,
) => {
  const catalogue = ownedCatalogue(situation, 'network-interface-permission', { filters })
  const { found, NextToken } = describe(catalogue, { ...input, ids: input.NetworkInterfacePermissionIds })
  return { reply: { NetworkInterfacePermissions: found.map(showInterfacePermission), NextToken } }
}
