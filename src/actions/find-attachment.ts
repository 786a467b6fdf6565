/** Finding a network interface by its attachment, which is no resource of its own. */
import { isId } from '../model/identities.ts'
import { inPlace } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'

/** Refuses: MissingParameter, InvalidAttachmentID.Malformed, InvalidAttachmentID.NotFound. */
export function findAttached({ network, caller }: Situation, id: string | undefined): NetworkInterface {
  if (id === undefined) throw refuse('MissingParameter', 'attachmentId')
  if (!isId('eni-attach', id)) throw refuse('InvalidAttachmentID.Malformed', id, 'eni-attach')
  const one = inPlace(network, 'network-interface', placeOf(caller)).find(
    ({ attachment }) => attachment?.id === id,
  )
  if (!one) throw refuse('InvalidAttachmentID.NotFound', id)
  return one
}
