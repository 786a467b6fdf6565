/** Fresh access keys and unique ids of principals, as AWS makes them: a prefix that says of what, and 16 or 17 letters and digits. */
import { randomBytes } from 'node:crypto'

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const random = (length: number): string =>
  [...randomBytes(length)].map(byte => DIGITS[byte % DIGITS.length]).join('')

/** A long-term access key: 80 random bits, and a secret of 240. */
export const newKey = () => ({ id: `AKIA${random(16)}`, secret: randomBytes(30).toString('base64') })

/** `AIDA…` for users, `AROA…` for roles. */
export const newUniqueId = (prefix: 'AIDA' | 'AROA'): string => `${prefix}${random(17)}`
