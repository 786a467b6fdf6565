import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Takes the route to EC2-Classic away from the route tables of the VPC. Refuses: as `find`. */
export const DisableVpcClassicLink: Decide<'DisableVpcClassicLink'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  return { changes: [put({ ...vpc, classicLink: false })], reply: { Return: true } }
}
