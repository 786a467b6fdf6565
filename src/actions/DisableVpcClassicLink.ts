import { whyNotDisableClassicLink } from '../model/classic-link.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Takes the route to EC2-Classic away from the route tables of the VPC. Refuses: as `find`, DependencyViolation (linked instances). */
export const DisableVpcClassicLink: Decide<'DisableVpcClassicLink'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotDisableClassicLink(situation.network, vpc)
  if (no) throw no
  return { changes: [put({ ...vpc, classicLink: false })], reply: { Return: true } }
}
