import { drop } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Nobody but the owner can have attached the interface, so `Force` makes no difference. Refuses: as `find`. */
export const DeleteNetworkInterfacePermission: Decide<'DeleteNetworkInterfacePermission'> = (
  situation,
  input,
) => {
  const id = input.NetworkInterfacePermissionId
  const one = find(situation, 'network-interface-permission', id, 'networkInterfacePermissionId')
  return { changes: [drop(one)], reply: { Return: true } }
}
