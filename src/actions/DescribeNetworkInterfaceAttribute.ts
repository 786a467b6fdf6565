import { refuse } from '../model/refusals.ts'
import type { Decide, Reply } from './decide.ts'
import { find } from './find.ts'
import { showGroups, showNetworkInterface } from './show-network-interface.ts'

/** One attribute of one interface. Refuses: as `find`, MissingParameter, InvalidParameterValue (no such attribute). */
export const DescribeNetworkInterfaceAttribute: Decide<'DescribeNetworkInterfaceAttribute'> = (
  situation,
  input,
) => {
  const { network } = situation
  const one = find(situation, 'network-interface', input.NetworkInterfaceId, 'networkInterfaceId')
  const { Attribute: name } = input
  if (name === undefined) throw refuse('MissingParameter', 'attribute')
  const attributes: Readonly<Record<string, () => Reply<'DescribeNetworkInterfaceAttribute'>>> = {
    associatePublicIpAddress: () => ({ AssociatePublicIpAddress: false }),
    attachment: () => ({ Attachment: showNetworkInterface(network, one).Attachment }),
    description: () => ({ Description: { Value: one.description } }),
    groupSet: () => ({ Groups: showGroups(network, one.groups) }),
    sourceDestCheck: () => ({ SourceDestCheck: { Value: one.sourceDestCheck } }),
  }
  const show = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (!show) throw refuse('InvalidParameterValue/attribute', name)
  return { reply: { NetworkInterfaceId: one.id, ...show() } }
}
