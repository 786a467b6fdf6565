/** Which of the two kinds of addresses a text is. */
import { parseCidr } from '../../model/cidr.ts'

export const isIpv4Address = (address: string): boolean => !address.includes(':')

export const isIpv4Block = (block: string): boolean => parseCidr(block)?.version === 4
