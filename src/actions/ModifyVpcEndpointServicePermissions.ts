import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { permissionsAfter, whyNotPrincipals } from '../model/service-permissions.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { showPermission } from './show-service-permission.ts'

/** The reply names those that are new. Refuses: as `find`, MissingParameter, InvalidParameter (no principal). */
export const ModifyVpcEndpointServicePermissions: Decide<'ModifyVpcEndpointServicePermissions'> = (
  situation,
  input,
) => {
  const service = find(situation, 'endpoint-service', input.ServiceId, 'serviceId')
  const { AddAllowedPrincipals: added = [], RemoveAllowedPrincipals: removed = [] } = input
  if (added.length + removed.length === 0)
    throw refuse('MissingParameter/either', 'addAllowedPrincipals', 'removeAllowedPrincipals')
  const no = whyNotPrincipals([...added, ...removed])
  if (no) throw no
  const wishes = [...new Set(added)].map(principal => ({
    id: situation.newId('vpce-svc-perm'),
    principal,
  }))
  const permissions = permissionsAfter(service.permissions, removed, wishes)
  const fresh = permissions.filter(one => wishes.includes(one))
  return {
    changes: [put({ ...service, permissions })],
    reply: { AddedPrincipals: fresh.map(one => showPermission(service, one)), ReturnValue: true },
  }
}
