/** Names that never leave a machine, which every resolver answers itself. Source: RFC 6761 section 6.3. */
import { address } from '../model/cidr.ts'
import { addressData, type Family, pointer, within } from './meaning.ts'

const LOOPBACK = ['127.0.0.1', '::1'].map(address).map(addressData)
const LOOPBACK_BACKWARDS: ReadonlySet<string> = new Set([
  '1.0.0.127.in-addr.arpa',
  `1.${'0.'.repeat(31)}ip6.arpa`,
])

export const localNames: Family = (_, name) => {
  if (within('localhost', name) !== undefined) return { zone: 'localhost', data: LOOPBACK }
  return LOOPBACK_BACKWARDS.has(name) ? { zone: name, data: [pointer('localhost')] } : undefined
}
