/** Names of the host on the simulated Internet. They are real names of hosts that do what it does: say who calls. */
import { INTERNET_HOST } from '../model/internet.ts'
import { addressData, type Family } from './meaning.ts'

const NAMES: ReadonlySet<string> = new Set(['checkip.amazonaws.com', 'example.com', 'www.example.com'])

export const internetNames: Family = (_, name) =>
  NAMES.has(name) ? { zone: name, data: INTERNET_HOST.map(addressData) } : undefined
