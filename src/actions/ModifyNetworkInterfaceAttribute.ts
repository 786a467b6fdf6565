import { put } from '../model/network.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { findInterface } from './find-interface.ts'
import { withGroups } from './launch-network.ts'
import { refuseUnsupported } from './unsupported.ts'

type Wish = Input<'ModifyNetworkInterfaceAttribute'>
type Change = (situation: Situation, one: NetworkInterface, wish: Wish) => NetworkInterface

/** Each attribute, and what the interface becomes. */
const changes = {
  Attachment: (_, one, wish) => ({ ...one, attachment: changedAttachment(one, wish) }),
  Description: (_, one, { Description }) => ({ ...one, description: Description?.Value ?? '' }),
  EnablePrimaryIpv6: (_, one, wish) => withPrimaryIpv6(one, wish.EnablePrimaryIpv6 ?? false),
  Groups: (situation, one, { Groups = [] }) => withGroups(situation, one, Groups),
  SourceDestCheck: (_, one, { SourceDestCheck }) => {
    if (SourceDestCheck?.Value === undefined) throw refuse('MissingParameter', 'sourceDestCheck.value')
    return { ...one, sourceDestCheck: SourceDestCheck.Value }
  },
} as const satisfies Partial<Record<keyof Wish, Change>>

const NAMES = Object.keys(changes) as (keyof typeof changes)[]

/**
 * Sets exactly one attribute. Refuses: as `findInterface` and `checkedGroups`; MissingParameter, InvalidParameterCombination,
 * UnsupportedOperation, InvalidAttachmentID.NotFound, OperationNotPermitted.
 */
export const ModifyNetworkInterfaceAttribute: Decide<'ModifyNetworkInterfaceAttribute'> = (
  situation,
  input,
) => {
  refuseUnsupported(input, {
    AssociatePublicIpAddress: [],
    AssociatedSubnetIds: [],
    ConnectionTrackingSpecification: [],
    EnaSrdSpecification: [],
  })
  const one = findInterface(situation, input.NetworkInterfaceId)
  const [name, ...others] = NAMES.filter(member => input[member] !== undefined)
  if (name === undefined) throw refuse('MissingParameter/attribute')
  if (others.length > 0) throw refuse('InvalidParameterCombination/fields')
  return { changes: [put(changes[name](situation, one, input))], reply: {} }
}

function changedAttachment(
  { attachment }: NetworkInterface,
  { Attachment: wish = {} }: Wish,
): NonNullable<NetworkInterface['attachment']> {
  refuseUnsupported(wish, { DefaultEnaQueueCount: [], EnaQueueCount: [] }, 'attachment.')
  const { AttachmentId: id, DeleteOnTermination: deleteOnTermination } = wish
  if (id === undefined) throw refuse('MissingParameter', 'attachment.attachmentId')
  if (attachment?.id !== id) throw refuse('InvalidAttachmentID.NotFound', id)
  if (deleteOnTermination === undefined) throw refuse('MissingParameter', 'attachment.deleteOnTermination')
  return { ...attachment, deleteOnTermination }
}

/** Once an IPv6 address is the primary one, it stays so. */
function withPrimaryIpv6(one: NetworkInterface, isPrimary: boolean): NetworkInterface {
  if (!isPrimary && one.primaryIpv6) throw refuse('OperationNotPermitted/primary-ipv6')
  if (!isPrimary) return one
  if (addressesOf(one, 6).length === 0) throw refuse('InvalidParameterValue/primary-ipv6', one.id)
  return { ...one, primaryIpv6: true }
}
