/** What a name stands for, and who is asked. */
import type { Address } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Vpc } from '../model/vpc.ts'

/** The data of one record. Names have no dot at their end. */
export interface Data {
  readonly type: 'A' | 'AAAA' | 'PTR'
  readonly data: string
}

export interface Meaning {
  /** The domain in which the name is, or would be. */
  readonly zone: string
  /** Absent: there is no such name. */
  readonly data?: readonly Data[]
}

/** The interface that asks, and its VPC. */
export interface Asking {
  readonly network: Network
  readonly vpc: Vpc
  readonly asker: NetworkInterface
}

/** Undefined for names of another family. */
export type Family = (asking: Asking, name: string) => Meaning | undefined

export const addressData = ({ version, text }: Address): Data => ({
  type: version === 4 ? 'A' : 'AAAA',
  data: text,
})

export const pointer = (name: string): Data => ({ type: 'PTR', data: name })

/** The labels of a name before a domain, without the dot; `''` for the domain itself, undefined for what is not in it. */
export function within(domain: string, name: string): string | undefined {
  if (name === domain) return ''
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : undefined
}
