import { type Refusal, refuse } from './refusals.ts'

const MOST_BYTES = 16_384
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/

/** Why this cannot be an instance's user data. Refuses: InvalidUserData.Malformed, InvalidParameterValue (too long). */
export function whyNotUserData(given: string): Refusal | undefined {
  const text = given.replace(/\s/g, '')
  if (!BASE64.test(text)) return refuse('InvalidUserData.Malformed')
  const bytes = Math.floor((text.replace(/=+$/, '').length * 3) / 4)
  return bytes > MOST_BYTES ? refuse('InvalidParameterValue/user-data-size', MOST_BYTES) : undefined
}
