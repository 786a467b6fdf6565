/** Whether the caller may do what it asks of EC2, STS or Systems Manager: the question before all others. */
import { type Caller, placeOf } from '../model/owned.ts'
import type { PolicyRequest } from '../model/policy-decision.ts'
import { parameterArn } from '../model/public-parameters.ts'
import { refuse } from '../model/refusals.ts'
import {
  type AskedInput,
  contextOf,
  createdTags,
  requestEntries,
  resourceArn,
  resourceEntries,
} from './authorisation-context.ts'
import { encodeAuthorisation } from './authorisation-message.ts'
import { type AuthorisedResource, authorisedResources } from './authorised-resources.ts'
import type { Situation } from './decide.ts'
import { type Denial, denialOf, reasonOf } from './denial.ts'
import { splitParameterName } from './find-parameter.ts'

/** Refuses: UnauthorizedOperation, for the first resource that the operation is not allowed upon. */
export function authoriseEc2(situation: Situation, operation: string, input: AskedInput): void {
  const { network, caller } = situation
  if (!caller.principal) return
  for (const request of requestsOf(situation, operation, input)) {
    const denial = denialOf(network, caller, request)
    if (denial) throw unauthorised(caller, denial)
  }
}

/** What the caller may ask of STS without anybody's leave; and what asks for itself, of the role too. */
const WITHOUT_LEAVE = new Set(['GetCallerIdentity', 'GetSessionToken', 'AssumeRole'])

/** Refuses: AccessDenied. */
export function authoriseSts(situation: Situation, operation: string): void {
  const { network, caller } = situation
  if (!caller.principal || WITHOUT_LEAVE.has(operation)) return
  const context = contextOf(requestEntries(situation))
  const denial = denialOf(network, caller, { action: `sts:${operation}`, resource: '*', context })
  if (denial) throw refuse('AccessDenied', caller.arn, denial.request.action, '', ` ${reasonOf(denial)}`)
}

/** What an input of Systems Manager names: parameters, or the path to them. */
interface NamedParameters {
  readonly Name?: string
  readonly Names?: readonly string[]
  readonly Path?: string
}

/** Refuses: AccessDenied, for the first parameter that the operation is not allowed upon. */
export function authoriseSsm(situation: Situation, operation: string, input: NamedParameters): void {
  const { network, caller } = situation
  if (!caller.principal) return
  const context = contextOf(requestEntries(situation))
  const action = `ssm:${operation}`
  for (const asked of [input.Name ?? input.Path ?? [], input.Names ?? []].flat()) {
    const resource = parameterArn(placeOf(caller), splitParameterName(situation, asked)[0])
    const denial = denialOf(network, caller, { action, resource, context })
    if (denial)
      throw refuse('AccessDenied', caller.arn, action, ` on resource: ${resource}`, ` ${reasonOf(denial)}`)
  }
}

/** The operation upon each of its resources, and `CreateTags` upon each that is tagged as it is created. */
function requestsOf(situation: Situation, operation: string, input: AskedInput): readonly PolicyRequest[] {
  const asked = requestEntries(situation)
  const action = `ec2:${operation}`
  const resources = authorisedResources(situation, operation, input)
  if (resources.length === 0) return [{ action, resource: '*', context: contextOf(asked) }]
  const tagged = resources.filter(one => one.id === undefined && createdTags(one, input).length > 0)
  const upon = (resource: AuthorisedResource) => ({
    resource: resourceArn(placeOf(situation.caller), resource.type, resource.id ?? '*'),
    context: contextOf(asked, resourceEntries(situation, resource, input)),
  })
  return [
    ...resources.map(one => ({ action, ...upon(one) })),
    ...tagged.map(one => {
      const { resource, context } = upon(one)
      return {
        action: 'ec2:CreateTags',
        resource,
        context: new Map([...context, ['ec2:createaction', [operation]]]),
      }
    }),
  ]
}

/** Resources are named, and the reason is told to who may decode it, where the action knows resources. */
function unauthorised(caller: Caller, denial: Denial) {
  const { resource } = denial.request
  const on = resource === '*' ? '' : ` on resource: ${resource}`
  const message = resource === '*' ? undefined : encodeAuthorisation(caller, denial)
  return refuse('UnauthorizedOperation', caller.arn, denial.request.action, on, reasonOf(denial), message)
}
