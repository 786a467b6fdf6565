import type {
  NetworkInterfacePermissionStateCode,
  NetworkInterfacePermission as Shown,
} from '@aws-sdk/client-ec2'
import type { InterfacePermission } from '../model/interface-permission.ts'

/**
 * AWS says it in capitals, against its own schema: HashiCorp's AWS provider (5.100, aws_network_interface_permission)
 * waits for this spelling.
 */
const GRANTED = 'GRANTED' as NetworkInterfacePermissionStateCode

/** A permission on the wire: it is granted at once. */
export const showInterfacePermission = (one: InterfacePermission): Shown => ({
  NetworkInterfacePermissionId: one.id,
  NetworkInterfaceId: one.networkInterfaceId,
  ...('accountId' in one.grantee
    ? { AwsAccountId: one.grantee.accountId }
    : { AwsService: one.grantee.service }),
  Permission: one.permission,
  PermissionState: { State: GRANTED },
})
