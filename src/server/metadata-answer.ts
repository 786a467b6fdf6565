/** The instance metadata over HTTP. `services/metadata.ts` decides; here are tokens, headers and pages, as AWS has them. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import { instanceBehind, interfaceAt } from '../services/asker.ts'
import { type MetadataReply, metadata } from '../services/metadata.ts'
import type { MetadataTokens } from './metadata-tokens.ts'

const TOKEN = 'x-aws-ec2-metadata-token'
const TOKEN_SECONDS = 'x-aws-ec2-metadata-token-ttl-seconds'

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
} as const

/** What the server sends over a connection from now on passes so many hops at most. */
export type LimitHops = (connection: Socket, hops: number) => Promise<void>

export interface MetadataService {
  readonly tokens: MetadataTokens
  readonly limitHops: LimitHops
}

/**
 * Who is not in the VPC, or is no instance, is not answered. What answers a PUT, with which a token is asked for, goes no
 * further than the instance's options say, also when it is sent once more: the connection serves nothing else.
 */
export function answerMetadata(
  network: Network,
  { tokens, limitHops }: MetadataService,
  vpcId: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { remoteAddress = '', localAddress = '' } = request.socket
  const asker = interfaceAt(network, vpcId, remoteAddress)
  const instance = asker && instanceBehind(network, asker)
  if (!instance) return void request.socket.destroy()
  const secondsLeft = tokens.secondsLeft(instance.id, headerOf(request, TOKEN) ?? '')
  const reply = metadata(network, instance, {
    method: request.method ?? '',
    path: (request.url ?? '/').replace(/\?.*/, ''),
    family: isIPv6(localAddress) ? 6 : 4,
    token: tokenState(request, secondsLeft),
    seconds: headerOf(request, TOKEN_SECONDS),
    isForwarded: headerOf(request, 'x-forwarded-for') !== undefined,
  })
  const answer = () => send(response, pageOf(reply, tokens, instance, secondsLeft))
  if (request.method === 'PUT')
    limitHops(request.socket, instance.metadata.hopLimit).then(answer, () => request.socket.destroy())
  else answer()
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

function tokenState(request: IncomingMessage, secondsLeft: number | undefined) {
  if (headerOf(request, TOKEN) === undefined) return 'none'
  return secondsLeft === undefined ? 'invalid' : 'valid'
}

interface Page {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** Of the session that the request belongs to. */
  readonly secondsLeft?: number | undefined
}

function pageOf(
  reply: MetadataReply,
  tokens: MetadataTokens,
  { id }: Instance,
  secondsLeft: number | undefined,
): Page {
  switch (reply.kind) {
    case 'token':
      return page(tokens.issue(id, reply.seconds), reply.seconds)
    case 'content':
      return page(reply.body, secondsLeft)
    case 'refused':
      return { status: reply.status, type: 'text/html', body: errorPage(reply.status) }
  }
}

const page = (body: string | Uint8Array, secondsLeft: number | undefined): Page => ({
  status: 200,
  type: typeof body === 'string' ? 'text/plain' : 'application/octet-stream',
  body,
  secondsLeft,
})

/** The page of an error, as AWS writes it. */
function errorPage(status: keyof typeof TITLES): string {
  const title = `${status} - ${TITLES[status]}`
  return `<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
\t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head>
  <title>${title}</title>
 </head>
 <body>
  <h1>${title}</h1>
 </body>
</html>
`
}

function send(response: ServerResponse, { status, type, body, secondsLeft }: Page): void {
  const headers: OutgoingHttpHeaders = {
    Server: 'EC2ws',
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
    ...(secondsLeft !== undefined && { [TOKEN_SECONDS]: secondsLeft }),
  }
  response.writeHead(status, headers).end(body)
}
