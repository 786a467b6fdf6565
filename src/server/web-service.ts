/**
 * What answers over HTTP beside the EC2 API: the metadata, the host of the simulated Internet, which says who calls, and
 * where an endpoint leads to, which says that nothing is there. One server for all connections, wherever they came in.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Network } from '../model/network.ts'
import type { Answers } from './doors.ts'
import { answerMetadata, type LimitHops } from './metadata-answer.ts'
import { MetadataTokens } from './metadata-tokens.ts'

/** Not imported: an import asks the module for all that it exports, and has it load a client of HTTP that takes 10 MB. */
const { createServer } = process.getBuiltinModule('node:http')

export type WebAnswers = Exclude<Answers, { readonly who: 'resolver' }>

/** Serves a connection that has come in at a door of that kind. `now`: the network's time, in milliseconds. */
export function createWebService(network: () => Network, now: () => number, limitHops: LimitHops) {
  const service = { tokens: new MetadataTokens(now), limitHops }
  const kinds = new WeakMap<Socket, WebAnswers>()
  const http = createServer((request, response) => {
    const kind = kinds.get(request.socket) as WebAnswers
    if (kind.who === 'metadata') answerMetadata(network(), service, kind.vpcId, request, response)
    else if (kind.who === 'internet') sayWhoCalls(request, response)
    else sayNothingIsThere(network(), kind.endpointId, response)
  })
  return (connection: Socket, kind: WebAnswers): void => {
    kinds.set(connection, kind)
    http.emit('connection', connection)
  }
}

const PLAIN = { 'Content-Type': 'text/plain', Connection: 'close' }

const sayWhoCalls = ({ socket }: IncomingMessage, response: ServerResponse): void =>
  void response.writeHead(200, PLAIN).end(`${socket.remoteAddress}\n`)

function sayNothingIsThere(network: Network, endpointId: string, response: ServerResponse): void {
  const service = network.vpcEndpoints.get(endpointId)?.serviceName ?? 'a service'
  const text = `${endpointId} leads to ${service}, and this is where that would answer. Nothing is behind it here.\n`
  response.writeHead(501, PLAIN).end(text)
}
