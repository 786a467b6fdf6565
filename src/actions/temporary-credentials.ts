/** Temporary credentials as STS gives them. */
import type { Principal, TemporaryCredentials } from '../model/principal.ts'
import type { Situation } from './decide.ts'

/** Hexadecimal digits of a fresh id that are random: 64 bits. */
const RANDOM_DIGITS = 16
const LETTERS = 'ABCDEFGHIJKLMNOP'

/** Fresh credentials, valid for so many seconds. Key, secret and token have 64, 160 and 256 random bits. */
export function newCredentials(
  { now, newId }: Pick<Situation, 'now' | 'newId'>,
  accountId: string,
  duration: number,
  principal: Principal | undefined,
): TemporaryCredentials {
  const digits = () => newId('key').slice(-RANDOM_DIGITS)
  const random = (ids: number) => Array.from({ length: ids }, digits).join('')
  return {
    kind: 'temporary-credentials',
    id: `ASIA${[...digits()].map(digit => LETTERS[Number.parseInt(digit, 16)]).join('')}`,
    accountId,
    secret: random(3).slice(0, 40),
    sessionToken: `IsthmusSession${random(4)}`,
    expiresAt: now + duration * 1000,
    ...(principal && { principal }),
  }
}

export const showCredentials = ({ id, secret, sessionToken, expiresAt }: TemporaryCredentials) => ({
  AccessKeyId: id,
  SecretAccessKey: secret,
  SessionToken: sessionToken,
  Expiration: new Date(expiresAt),
})
