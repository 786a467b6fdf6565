/**
 * The simulated Internet that internet gateways and egress-only ones lead to: a host there has an address of each family.
 * They are of the blocks set aside for documentation, so they are nobody's, and nothing here hands them out.
 * Sources: RFC 5737, RFC 3849.
 */
import { type Address, address } from './cidr.ts'

export const INTERNET_HOST: readonly Address[] = ['198.51.100.10', '2001:db8::10'].map(address)
