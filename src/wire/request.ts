/** From an HTTP request to the call in it: which service, which operation, with which parameters. No decisions. */
import { refuse } from '../model/refusals.ts'
import { isOperation, type OperationName, type Service, versionOf } from './contract.ts'
import { type Parameter, parseForm } from './form.ts'

/** A request as it came, nothing decoded. */
export interface HttpRequest {
  readonly method: string
  /** Without the query string, percent-encoded as it came. */
  readonly path: string
  /** What follows the `?`; may be empty. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
}

export type Call = {
  readonly [S in Service]: { readonly service: S; readonly operation: OperationName<S> }
}[Service] & {
  /** Without Action, Version and those of a presigned URL. */
  readonly parameters: readonly Parameter[]
}

/**
 * What is asked for. `service` is what the request was signed for; without, its version tells.
 * Refuses: MalformedQueryString, MissingAction, MissingParameter (Version), NoSuchVersion, InvalidAction.
 */
export function readCall(request: HttpRequest, service?: Service): Call {
  const all = [...parseForm(request.query), ...parseForm(Buffer.from(request.body).toString('utf8'))]
  const action = find(all, 'action')
  if (!action) throw refuse('MissingAction')
  const version = find(all, 'version')
  if (!version) throw refuse('MissingParameter', 'Version')
  const called = service ?? (version === versionOf('sts') ? 'sts' : 'ec2')
  if (version !== versionOf(called)) throw refuse('NoSuchVersion', version.slice(0, SHOWN))
  return { ...operationOf(called, action), parameters: all.filter(([name]) => !isOfProtocol(name)) }
}

const SHOWN = 255

function operationOf(service: Service, action: string) {
  if (service === 'ec2' && isOperation(service, action)) return { service, operation: action }
  if (service === 'sts' && isOperation(service, action)) return { service, operation: action }
  const shown = action.slice(0, SHOWN)
  throw service === 'ec2'
    ? refuse('InvalidAction', shown)
    : refuse('InvalidAction/sts', shown, versionOf(service))
}

const find = (parameters: readonly Parameter[], wanted: string): string | undefined =>
  parameters.find(([name]) => name.toLowerCase() === wanted)?.[1]

const isOfProtocol = (name: string): boolean => /^(action|version|x-amz-.*)$/i.test(name)
