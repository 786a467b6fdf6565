import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Refuses: as `find`. */
export const DisableVpcClassicLinkDnsSupport: Decide<'DisableVpcClassicLinkDnsSupport'> = (
  situation,
  input,
) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  return { changes: [put({ ...vpc, classicLinkDns: false })], reply: { Return: true } }
}
