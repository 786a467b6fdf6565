import type { Instance } from '../model/instance.ts'
import { whyNotStopped } from '../model/instance-change.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/**
 * What is not named stays; the type of the host name changes in a stopped instance only. Refuses: as `find`,
 * MissingParameter, IncorrectInstanceState.
 */
export const ModifyPrivateDnsNameOptions: Decide<'ModifyPrivateDnsNameOptions'> = (situation, input) => {
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const { PrivateDnsHostnameType: hostnameType } = input
  const changed: Instance = {
    ...instance,
    hostnameType: hostnameType ?? instance.hostnameType,
    resourceNameDnsA: input.EnableResourceNameDnsARecord ?? instance.resourceNameDnsA,
    resourceNameDnsAAAA: input.EnableResourceNameDnsAAAARecord ?? instance.resourceNameDnsAAAA,
  }
  const members = [hostnameType, input.EnableResourceNameDnsARecord, input.EnableResourceNameDnsAAAARecord]
  if (members.every(member => member === undefined)) throw refuse('MissingParameter/attribute')
  const no = changed.hostnameType === instance.hostnameType ? undefined : whyNotStopped(instance)
  if (no) throw no
  return { changes: [put(changed)], reply: { Return: true } }
}
