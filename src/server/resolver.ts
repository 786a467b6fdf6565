/**
 * Amazon's resolver as it is asked: who may ask, how often, and what. `services/resolve.ts` knows the names; the others
 * are asked upstream, or, without one, do not exist: the Internet of this world has no more hosts than we know. It serves
 * recursion only, and nobody outside the VPC. What AWS refuses is not documented: transfers, other classes, and asking
 * without recursion are refused here.
 */
import type { Question } from 'dns-packet'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { interfaceAt } from '../services/asker.ts'
import { resolve } from '../services/resolve.ts'
import { isPlain, isRecursive, type Query, type Reply, readQuery, writeReply } from './dns-message.ts'
import type { Upstream } from './dns-upstream.ts'
import { PACKETS_PER_SECOND, PacketLimit } from './packet-limit.ts'

export interface Asked {
  readonly vpcId: string
  /** The address that it came from. */
  readonly from: string
  readonly protocol: 'udp' | 'tcp'
}

export class Resolver {
  readonly #network: () => Network
  readonly #upstream: Upstream | undefined
  readonly #limit: PacketLimit

  constructor(network: () => Network, upstream?: Upstream, limit = new PacketLimit(PACKETS_PER_SECOND)) {
    this.#network = network
    this.#upstream = upstream
    this.#limit = limit
  }

  /** The message to send back; undefined for what is dropped. */
  async answer(message: Buffer, { vpcId, from, protocol }: Asked): Promise<Buffer | undefined> {
    const network = this.#network()
    const asker = interfaceAt(network, vpcId, from)
    if (!asker || !this.#limit.admits(asker.id)) return undefined
    const query = readQuery(message)
    if (!query) return undefined
    const reply = whyNot(query) ?? replyTo(network, asker, query)
    if (reply) return writeReply(query, reply, protocol)
    if (!this.#upstream) return writeReply(query, NOWHERE, protocol)
    return (await this.#upstream.ask(message, protocol)) ?? writeReply(query, FAILED, protocol)
  }
}

const NOWHERE: Reply = { rcode: 'NXDOMAIN', zone: '.' }
const FAILED: Reply = { rcode: 'SERVFAIL' }

const TRANSFERS: ReadonlySet<string> = new Set(['AXFR', 'IXFR'])

/** Why a query is not looked into. A version of EDNS that nobody knows is told by EDNS itself. */
function whyNot(query: Query): Reply | undefined {
  if (!isPlain(query)) return { rcode: 'NOTIMP' }
  const [question, second] = query.questions
  if (!question || second) return { rcode: 'FORMERR' }
  if (query.edns && query.edns.version > 0) return { rcode: 'NOERROR' }
  const isServed = isRecursive(query) && question.class === 'IN' && !TRANSFERS.has(question.type)
  return isServed ? undefined : { rcode: 'REFUSED' }
}

/** Undefined for names that are none of ours. */
function replyTo(network: Network, asker: NetworkInterface, { questions }: Query): Reply | undefined {
  const { name, type } = questions[0] as Question
  const found = resolve(network, asker, { name: name.toLowerCase(), type })
  switch (found.kind) {
    case 'known':
      return found.data.length > 0
        ? { rcode: 'NOERROR', records: found.data }
        : { rcode: 'NOERROR', zone: found.zone }
    case 'unknown':
      return { rcode: 'NXDOMAIN', zone: found.zone }
    case 'elsewhere':
      return undefined
  }
}
