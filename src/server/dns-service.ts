/** The resolver at its sockets. */
import type { Socket as UdpSocket } from 'node:dgram'
import type { Socket } from 'node:net'
import { eachMessage, framed } from './dns-stream.ts'
import type { Resolver } from './resolver.ts'

export interface DnsService {
  readonly resolver: Resolver
  readonly vpcId: string
  /** Something that must not happen. */
  readonly onError: (error: unknown) => void
}

const MOST_QUERY_BYTES = 4_096
/** Whoever reads none of their answers is cut off. */
const MOST_UNREAD_BYTES = 65_536

export function serveUdp({ resolver, vpcId, onError }: DnsService, socket: UdpSocket): void {
  let isOpen = true
  socket.once('close', () => {
    isOpen = false
  })
  socket.on('error', onError)
  socket.on('message', (query, { address: from, port }) => {
    resolver
      .answer(query, { vpcId, from, protocol: 'udp' })
      .then(answer => answer && isOpen && socket.send(answer, port, from, () => {}))
      .catch(onError)
  })
}

export function serveTcp({ resolver, vpcId, onError }: DnsService, connection: Socket): void {
  const { remoteAddress: from = '' } = connection
  eachMessage(connection, MOST_QUERY_BYTES, query => {
    if (connection.writableLength > MOST_UNREAD_BYTES) return void connection.destroy()
    resolver
      .answer(query, { vpcId, from, protocol: 'tcp' })
      .then(answer => answer && connection.writable && connection.write(framed(answer)))
      .catch(onError)
  })
}
