/** How a message repeats what a person wrote. */
import { didYouMean } from './nearest.ts'

/** What a person wrote, as it may be repeated: nothing long, nothing unprintable, nothing that may be a secret. */
export function quoted(text: string): string {
  return PRINTABLE.test(text) && !SECRETS.some(secret => secret.test(text)) ? `'${text}'` : 'This'
}

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,100}$/u
/** Access key ids, and what is as long as a secret key or longer without a space. */
const SECRETS = [/(AKIA|ASIA)[A-Z0-9]{16}/, /[A-Za-z0-9/+=]{40}/]

const CREDENTIAL = /secret|token|passw|passphrase|credential|access.?key|private.?key/i

/** Why a key does not belong among these. The value that it has is nobody's business. */
export const unknownKey = (key: string, known: readonly string[]): string =>
  CREDENTIAL.test(key)
    ? `${quoted(key)} does not belong here: credentials never stand in a mesh file. Name a profile or a role.`
    : `${quoted(key)} is not known here.${didYouMean(key, known)}`
