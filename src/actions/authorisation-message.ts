/**
 * The encoded authorization failure message: what was asked of which policies, and what they said, for
 * `DecodeAuthorizationMessage`. It is encoded, not encrypted: nothing in it is secret from its account.
 */
import type { Caller } from '../model/owned.ts'
import type { Denial } from './denial.ts'

export const encodeAuthorisation = (caller: Caller, denial: Denial): string =>
  btoa(encodeURIComponent(JSON.stringify(shown(caller, denial))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')

/** The message as JSON text; undefined if it is none of ours. */
export function decodeAuthorisation(text: string): string | undefined {
  try {
    const json = decodeURIComponent(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    return JSON.parse(json).allowed === false ? json : undefined
  } catch {
    return undefined
  }
}

/** As AWS shows it. */
function shown(caller: Caller, { request, verdict }: Denial) {
  const { action, resource, context } = request
  const matched =
    verdict.says === 'deny' ? [{ statementId: verdict.statement.sid ?? '', effect: 'DENY' }] : []
  return {
    allowed: false,
    explicitDeny: verdict.says === 'deny',
    matchedStatements: { items: matched },
    failures: { items: [] },
    context: {
      principal: { id: caller.userId, arn: caller.arn },
      action,
      resource,
      conditions: {
        items: [...context].map(([key, values]) => ({
          key,
          values: { items: values.map(value => ({ value })) },
        })),
      },
    },
  }
}
