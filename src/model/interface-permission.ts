/** Permissions on a network interface for another account or a service. An instance in another VPC cannot use them here. */
import type { Owned } from './owned.ts'

export interface InterfacePermission extends Owned {
  readonly kind: 'network-interface-permission'
  readonly networkInterfaceId: string
  readonly permission: 'INSTANCE-ATTACH' | 'EIP-ASSOCIATE'
  readonly grantee: { readonly accountId: string } | { readonly service: string }
}
