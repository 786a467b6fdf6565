import { whyNotLink } from '../model/classic-link.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/**
 * Links an instance of EC2-Classic to a VPC, with groups of the VPC. Refuses: as `find` and `whyNotLink`, MissingParameter,
 * SecurityGroupsPerInterfaceLimitExceeded.
 */
export const AttachClassicLinkVpc: Decide<'AttachClassicLinkVpc'> = (situation, input) => {
  const { network, quotas } = situation
  const ids = [...new Set(input.Groups)]
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const vpc = find(situation, 'vpc', input.VpcId)
  if (ids.length === 0) throw refuse('MissingParameter', 'securityGroupId')
  const groups = ids.map(id => find(situation, 'security-group', id))
  const no = whyNotLink(network, instance, vpc, groups)
  if (no) throw no
  if (ids.length > quotas['security-groups-per-interface'])
    throw refuse('SecurityGroupsPerInterfaceLimitExceeded')
  const classicLink = { vpcId: vpc.id, groups: ids }
  return { changes: [put({ ...instance, classicLink })], reply: { Return: true } }
}
