import type { NetworkInterfacePermission as Shown } from '@aws-sdk/client-ec2'
import type { InterfacePermission } from '../model/interface-permission.ts'

/** A permission on the wire: it is granted at once. */
export const showInterfacePermission = (one: InterfacePermission): Shown => ({
  NetworkInterfacePermissionId: one.id,
  NetworkInterfaceId: one.networkInterfaceId,
  ...('accountId' in one.grantee
    ? { AwsAccountId: one.grantee.accountId }
    : { AwsService: one.grantee.service }),
  Permission: one.permission,
  PermissionState: { State: 'granted' },
})
