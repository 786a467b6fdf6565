import { associated, type Destination, whyNotAssociate, whyNotInstance } from '../model/address-rules.ts'
import type { ElasticAddress } from '../model/elastic-address.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { findAllocation, findPublic } from './find-address.ts'

/**
 * An association that is there already is answered with its id. Refuses: InvalidParameterCombination, as `find`,
 * InvalidParameterValue (not an address of the interface), and what `whyNotInstance` and `whyNotAssociate` refuse.
 */
export const AssociateAddress: Decide<'AssociateAddress'> = (situation, input) => {
  const { network, now, newId } = situation
  const elastic = findElastic(situation, input)
  const to = findDestination(situation, input)
  const { association } = elastic
  if (association && isSame(elastic, to)) return { reply: { AssociationId: association.id } }
  const no = whyNotAssociate(network, elastic, to, input.AllowReassociation ?? true)
  if (no) throw no
  const id = newId('eipassoc')
  return { changes: associated(network, elastic, to, { id, now }), reply: { AssociationId: id } }
}

function findElastic(situation: Situation, input: Input<'AssociateAddress'>): ElasticAddress {
  const { AllocationId: id, PublicIp: text } = input
  if (id !== undefined && text !== undefined)
    throw refuse('InvalidParameterCombination/together', 'publicIp', 'allocationId')
  if (text !== undefined && findPublic(situation, text))
    throw refuse('InvalidParameterCombination/allocation-to-map')
  return findAllocation(situation, id)
}

function findDestination(situation: Situation, input: Input<'AssociateAddress'>): Destination {
  const one = findInterface(situation, input)
  const { PrivateIpAddress: text } = input
  if (text === undefined) return { interface: one, privateAddress: one.addresses[0] }
  const privateAddress = one.addresses.find(address => address.version === 4 && address.text === text)
  if (!privateAddress) throw refuse('InvalidParameterValue/not-on-interface', text, one.id)
  return { interface: one, privateAddress }
}

function findInterface(situation: Situation, input: Input<'AssociateAddress'>): NetworkInterface {
  const { InstanceId: instanceId, NetworkInterfaceId: id } = input
  if (instanceId === undefined && id === undefined)
    throw refuse('MissingParameter/either', 'instanceId', 'networkInterfaceId')
  if (instanceId !== undefined && id !== undefined)
    throw refuse('InvalidParameterCombination/together', 'instanceId', 'networkInterfaceId')
  if (id !== undefined) return find(situation, 'network-interface', id)
  const instance = find(situation, 'instance', instanceId)
  const no = whyNotInstance(situation.network, instance)
  if (no) throw no
  return situation.network.networkInterfaces.where('instance', instance.id)[0] as NetworkInterface
}

const isSame = ({ association }: ElasticAddress, to: Destination): boolean =>
  association?.networkInterfaceId === to.interface.id && association.privateAddress === to.privateAddress.text
