/** The two families of addresses, and how the tools call them. */

export type Family = 4 | 6

export const FAMILIES = {
  4: {
    number: 2,
    rule: 'rule',
    match: 'ip',
    type: 'ipv4_addr',
    suffix: '',
    host: 32,
    everything: '0.0.0.0/0',
  },
  6: {
    number: 10,
    rule: 'rule6',
    match: 'ip6',
    type: 'ipv6_addr',
    suffix: '6',
    host: 128,
    everything: '::/0',
  },
} as const satisfies Record<Family, unknown>

export const BOTH = [4, 6] as const satisfies readonly Family[]

/** Of an address or a block. */
export const familyOf = (text: string): Family => (text.includes(':') ? 6 : 4)

/** Those of the family. */
export const only = (family: Family, texts: readonly string[]): readonly string[] =>
  texts.filter(text => familyOf(text) === family)

/** Those of which there is one at least. */
export const familiesIn = (texts: readonly string[]): readonly Family[] =>
  BOTH.filter(family => texts.some(text => familyOf(text) === family))
