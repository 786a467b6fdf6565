/** The operator's way to a server: its `/_isthmus` routes, with the token that stands in its data directory. */
import { readFile } from 'node:fs/promises'
import { tokenFile } from '../server/operator-token.ts'
import { type Runtime, readRuntime } from '../server/runtime-file.ts'
import { Failure } from './failure.ts'
import { portOf } from './options.ts'

export interface Connection {
  /** What the server answers. Throws a Failure with its sentence if it refuses, or if no server answers. */
  get<Answer>(path: string): Promise<Answer>
  post<Answer>(path: string, body: object): Promise<Answer>
  put<Answer>(path: string, body: unknown): Promise<Answer>
}

/** Nobody listens at the endpoint. */
export class NoServer extends Failure {}

/** The token is `$ISTHMUS_TOKEN`, or stands with the server that this user started, unless another one is given. */
export async function connect(endpoint: string, runtime?: Runtime): Promise<Connection> {
  const token = process.env.ISTHMUS_TOKEN || (await tokenOf(runtime ?? (await readRuntime(portOf(endpoint)))))
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const send = (method: string) => (path: string, body: unknown) => {
    const headers = { ...authorization, 'content-type': 'application/json' }
    return ask<never>(endpoint, path, { method, headers, body: JSON.stringify(body) })
  }
  return {
    get: path => ask(endpoint, path, { headers: authorization }),
    post: send('POST'),
    put: send('PUT'),
  }
}

async function tokenOf(runtime: Runtime | undefined): Promise<string | undefined> {
  if (!runtime) return undefined
  return readFile(tokenFile(runtime.directory), 'utf8').then(
    text => text.trim(),
    () => undefined,
  )
}

async function ask<Answer>(endpoint: string, path: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(`${endpoint}/_isthmus${path}`, request).catch(error => {
    throw unreachable(endpoint, error)
  })
  const answer = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as Answer
  const { message } = (answer ?? {}) as { readonly message?: string }
  throw new Failure(
    message ?? `What answers at ${endpoint} is not Isthmus. Name the server with --endpoint URL.`,
  )
}

/** What is said of an endpoint where nobody answered. */
export function unreachable(endpoint: string, error: Error): NoServer {
  const reason = (error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.message
  return new NoServer(`No server answers at ${endpoint} (${reason}). Start one: isthmus serve`)
}
