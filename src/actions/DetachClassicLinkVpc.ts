import { unlinked, whyNotUnlink } from '../model/classic-link.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Unlinks an instance of EC2-Classic from the VPC it is linked to. Refuses: as `find` and `whyNotUnlink`. */
export const DetachClassicLinkVpc: Decide<'DetachClassicLinkVpc'> = (situation, input) => {
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotUnlink(instance, vpc)
  if (no) throw no
  return { changes: [put(unlinked(instance))], reply: { Return: true } }
}
