/** Who stands at which door: the resolver and the web service, at the sockets of all real parts. */
import { Server, type Socket } from 'node:net'
import type { Network } from '../model/network.ts'
import { serveTcp, serveUdp } from './dns-service.ts'
import type { Upstream } from './dns-upstream.ts'
import type { Attend } from './doorkeeper.ts'
import type { LimitHops } from './metadata-answer.ts'
import { Resolver } from './resolver.ts'
import { createWebService } from './web-service.ts'

export interface AttendantOptions {
  readonly network: () => Network
  /** The network's time, in milliseconds. */
  readonly now: () => number
  /** As a driver has it. */
  readonly limitHops: LimitHops
  /** Where names that are none of ours are asked; absent: they do not exist. */
  readonly upstream?: Upstream | undefined
  /** Something that must not happen. */
  readonly onError: (error: unknown) => void
}

/** Connections at a door at a time, and how long one may be silent, in milliseconds. */
const MOST_CONNECTIONS = 128
const SILENCE = 10_000

export function createAttendants({ network, now, limitHops, upstream, onError }: AttendantOptions): Attend {
  const resolver = new Resolver(network, upstream)
  const web = createWebService(network, now, limitHops)
  return ({ answers }, socket) => {
    const serve = (connection: Socket) =>
      answers.who === 'resolver'
        ? serveTcp({ resolver, vpcId: answers.vpcId, onError }, connection)
        : web(connection, answers)
    if (socket instanceof Server) return eachConnection(socket, serve, onError)
    if (answers.who === 'resolver') serveUdp({ resolver, vpcId: answers.vpcId, onError }, socket)
    return () => socket.close()
  }
}

function eachConnection(
  server: Server,
  serve: (connection: Socket) => void,
  onError: (error: unknown) => void,
): () => void {
  const connections = new Set<Socket>()
  server.maxConnections = MOST_CONNECTIONS
  server.on('error', onError)
  server.on('connection', connection => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
    connection.on('error', () => connection.destroy())
    connection.setTimeout(SILENCE, () => connection.destroy())
    serve(connection)
  })
  return () => {
    server.close()
    for (const connection of connections) connection.destroy()
  }
}
