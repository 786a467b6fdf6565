/** Fresh ids as AWS makes them today: 17 hexadecimal digits, the first a 0. */
import { randomBytes } from 'node:crypto'

export const newId = (prefix: string): string => `${prefix}-0${randomBytes(8).toString('hex')}`
