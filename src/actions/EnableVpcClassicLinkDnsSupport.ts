import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Whether or not the VPC is enabled for ClassicLink: AWS documents no order. Refuses: as `find`. */
export const EnableVpcClassicLinkDnsSupport: Decide<'EnableVpcClassicLinkDnsSupport'> = (
  situation,
  input,
) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  return { changes: [put({ ...vpc, classicLinkDns: true })], reply: { Return: true } }
}
