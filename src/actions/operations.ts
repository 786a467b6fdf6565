/** Operations as the server calls them: by name, with `DryRun` and client tokens dealt with alike for all. */
import type { ClientToken } from '../model/account.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { ServiceName } from '../wire/services.ts'
import { authoriseEc2, authoriseSsm, authoriseSts } from './authorisation.ts'
import type { Decision, Situation } from './decide.ts'
import { actions, ssmActions, stsActions } from './index.ts'

type Input = { readonly DryRun?: boolean; readonly ClientToken?: string }

const table = { ec2: actions, sts: stsActions, ssm: ssmActions } as const

export type ImplementedOperation = keyof typeof actions | keyof typeof stsActions | keyof typeof ssmActions

type Action = (situation: Situation, input: object) => Decision<object>

const byName = { ...actions, ...stsActions, ...ssmActions } as unknown as Readonly<Record<string, Action>>

/** Whether Isthmus has this operation of AWS's. */
export const isImplemented = (service: ServiceName, operation: string): operation is ImplementedOperation =>
  Object.hasOwn(table[service], operation)

/** Decides an operation. Refuses: UnauthorizedOperation, AccessDenied, the operation's own, DryRunOperation, IdempotentParameterMismatch. */
export function decide(
  operation: ImplementedOperation,
  situation: Situation,
  input: object,
): Decision<object> {
  const action = byName[operation] as Action
  authorise(operation, situation, input)
  const { DryRun: dryRun, ...wish } = input as Input
  const decision = once(operation, situation, wish, () => action(situation, wish))
  if (dryRun) throw refuse('DryRunOperation')
  return decision
}

/** Who may not do it is told nothing else, `DryRun` or not. */
function authorise(operation: ImplementedOperation, situation: Situation, input: object): void {
  if (isImplemented('sts', operation)) authoriseSts(situation, operation)
  else if (isImplemented('ssm', operation)) authoriseSsm(situation, operation, input)
  else authoriseEc2(situation, operation, input)
}

/** A client token makes a creating operation happen once: asked again with it, the first answer is given again. */
function once(
  operation: string,
  { network, caller, now }: Situation,
  input: Input,
  make: () => Decision<object>,
): Decision<object> {
  const token = input.ClientToken
  if (!token || operation.startsWith('Describe')) return make()
  const id = `${placeKey(placeOf(caller))}/${operation}/${token}`
  const asked = JSON.stringify(input)
  const before = network.clientTokens.get(id)
  if (before && before.input !== asked) throw refuse('IdempotentParameterMismatch', token)
  if (before) return { reply: before.reply as object }
  const decision = make()
  const kept: ClientToken = { kind: 'client-token', id, input: asked, reply: decision.reply, usedAt: now }
  return { ...decision, changes: [...(decision.changes ?? []), put(kept)] }
}
