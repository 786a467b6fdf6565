/**
 * What `isthmus serve --iam` declares: for each account, by its id, the document of its users and roles. An account that
 * is not there yet is made; accounts that the document does not name stay as they are.
 */
import { isAccountId } from '../model/account.ts'
import type { Change, Network } from '../model/network.ts'
import { createAccount } from './accounts.ts'
import type { Engine } from './engine.ts'
import { declarePrincipals, Undeclarable } from './principals.ts'

/** All of it or nothing. Throws Undeclarable. */
export async function declareIam(engine: Engine, document: unknown): Promise<void> {
  const declared = entriesOf(document).map(([id, one]) => [id, declaredFor(engine.network, id, one)] as const)
  const changes = declared.flatMap(([, one]) => one)
  refuseSharedKeys(changes)
  for (const [id] of declared) {
    if (!engine.network.accounts.get(id)) await createAccount(engine, { name: `account-${id}`, id })
  }
  await engine.install('DeclarePrincipals', changes)
}

const SHAPE = '{ "111111111111": { "Users": […], "Roles": […] }, … }'

function entriesOf(document: unknown): readonly (readonly [string, unknown])[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Undeclarable(`It is no object. It looks like ${SHAPE}.`)
  const odd = Object.keys(document).find(id => !isAccountId(id))
  if (odd !== undefined)
    throw new Undeclarable(`'${odd}' is no account id. Name each account by its 12 digits: ${SHAPE}.`)
  return Object.entries(document)
}

function declaredFor(network: Network, id: string, document: unknown): readonly Change[] {
  try {
    return declarePrincipals(network, id, document)
  } catch (error) {
    throw error instanceof Undeclarable ? new Undeclarable(`Account ${id}: ${error.message}`) : error
  }
}

/** Within an account `declarePrincipals` has looked. */
function refuseSharedKeys(changes: readonly Change[]): void {
  const keys = changes.flatMap(change =>
    'put' in change && change.put.kind === 'access-key' ? [change.put.id] : [],
  )
  const twice = keys.find((id, at) => keys.indexOf(id) < at)
  if (twice !== undefined)
    throw new Undeclarable(`The access key ${twice} is declared twice. Give each user keys of its own.`)
}
