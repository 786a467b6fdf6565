/** Form-encoded text (`Action=CreateVpc&CidrBlock=10.0.0.0%2F16`): a request's body, and its query string. */
import { refuse } from '../model/refusals.ts'

export type Parameter = readonly [name: string, value: string]

/** More in one request is no request but an attack; a legitimate call with 1,000 permissions has about 6,000. */
const MOST_PARAMETERS = 10_000

/** Names and values in the order of the text, percent-decoded, `+` as a space. Refuses: MalformedQueryString. */
export function parseForm(text: string): readonly Parameter[] {
  if (text === '') return []
  const pieces = text.split('&', MOST_PARAMETERS + 1)
  if (pieces.length > MOST_PARAMETERS) throw refuse('MalformedQueryString', 'too many parameters')
  return pieces.filter(piece => piece !== '').map(parsePair)
}

function parsePair(piece: string): Parameter {
  const equals = piece.indexOf('=')
  return equals < 0 ? [decode(piece), ''] : [decode(piece.slice(0, equals)), decode(piece.slice(equals + 1))]
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw refuse('MalformedQueryString', 'invalid percent-encoding')
  }
}
