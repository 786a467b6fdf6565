import { whyNotDetach } from '../model/interface-rules.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { findAttached } from './find-attachment.ts'

/** `Force` makes no difference: detaching never waits for the instance here. Refuses: as `findAttached`, OperationNotPermitted. */
export const DetachNetworkInterface: Decide<'DetachNetworkInterface'> = (situation, input) => {
  const one = findAttached(situation, input.AttachmentId)
  const no = whyNotDetach(one)
  if (no) throw no
  const { attachment: _, ...unattached } = one
  return { changes: [put(unattached)], reply: {} }
}
