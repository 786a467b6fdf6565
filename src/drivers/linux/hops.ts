/**
 * On AWS the router of a VPC is no hop, and neither is a peering: a packet arrives with the TTL, or the hop limit, that it
 * was sent with. So the router gives before what the kernel takes when it forwards: a packet's last one is enough. 255
 * cannot be raised, and is put back afterwards; that leaves 254, which loses one.
 *
 * Nothing goes round for ever: routers lead from host to host, and each host that sends on takes one.
 */
import { FAMILIES, type Family } from './family.ts'
import { chain, type NftObject } from './ruleset.ts'

const LIMITS = {
  4: { field: 'ip ttl', at: '@nh,64,8' },
  6: { field: 'ip6 hoplimit', at: '@nh,56,8' },
} as const satisfies Record<Family, unknown>

/**
 * The checksum of an IPv4 header falls by 0x0100 when its TTL rises. nftables 1.0 corrects it where a constant is written
 * only: the length of the header counts as much in the sum, so it is raised with correction, and put back without. A header
 * with options has another length, and goes on unraised.
 */
const PLAIN = 'ip hdrlength 5'
const CORRECTION = 'ip hdrlength set 6 @nh,0,8 set 0x45'

/** The last rule before a packet of the family is forwarded. */
export const raising = (family: Family): string =>
  family === 4
    ? `${PLAIN} ip ttl < 254 ${CORRECTION} goto ${nameOf(family)}`
    : `ip6 hoplimit < 254 goto ${nameOf(family)}`

/** While a packet of the family is forwarded. */
export const puttingBack = (family: Family): string => {
  const { field } = LIMITS[family]
  return `${field} 254 ${field} set 255`
}

/**
 * nftables does not add: one more is the other value of the lowest bit that is 0, and of the bits below it. The first rule
 * serves every even number, and of those below 254 only 127 comes to the last.
 */
export function raise(family: Family): NftObject {
  const { at } = LIMITS[family]
  const rules = [0x1, 0x3, 0x7, 0xf, 0x1f, 0x3f, 0x7f].map(bits => {
    const [changed, lower] = [`0x${bits.toString(16)}`, `0x${(bits >> 1).toString(16)}`]
    return `${at} & ${changed} == ${lower} ${at} set ${at} ^ ${changed} accept`
  })
  return chain(nameOf(family), [...rules, `${at} set ${at} ^ 0xff`])
}

const nameOf = (family: Family): string => `raise${FAMILIES[family].suffix}`
