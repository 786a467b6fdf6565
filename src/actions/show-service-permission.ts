import type { AddedPrincipal } from '@aws-sdk/client-ec2'
import type { ServicePermission, SharedService } from '../model/endpoint-service.ts'
import { principalKind } from '../model/service-permissions.ts'

/** Who may make endpoints to a service, on the wire. */
export const showPermission = (
  { id: ServiceId }: SharedService,
  { id, principal }: ServicePermission,
): AddedPrincipal => ({
  PrincipalType: principalKind(principal),
  Principal: principal,
  ServicePermissionId: id,
  ServiceId,
})
