import { whyNotEnableClassicLink } from '../model/classic-link.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Adds the route to EC2-Classic to every route table of the VPC. Refuses: as `find`, InvalidVpcState. */
export const EnableVpcClassicLink: Decide<'EnableVpcClassicLink'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotEnableClassicLink(situation.network, vpc)
  if (no) throw no
  return { changes: [put({ ...vpc, classicLink: true })], reply: { Return: true } }
}
