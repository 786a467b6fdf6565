/**
 * Which parts may differ after a change: what the loop is told. It may name a part that turns out not to differ, but
 * never leaves one out that does; and it costs what the change touches, not the size of the network. Parts are also
 * named when a life cycle waits for them: a peering that is accepted or ended, an instance that comes or goes.
 */
import type { Applied, Document, Network } from '../model/network.ts'
import type { PartId } from './fabric.ts'
import { type Reading, readings } from './readings.ts'

/** The parts that may differ after a change. `network` is as it is after it, and after what was committed with it. */
export function affected(network: Network, { before, after }: Applied): ReadonlySet<PartId> {
  const kind = (after ?? before)?.kind
  const reading = kind && (readings[kind] as Reading<Document> | undefined)
  if (!reading) return new Set()
  const read = (document: Document | undefined) => document && JSON.stringify(reading.reads(document))
  if (read(before) === read(after)) return new Set()
  return new Set([before, after].flatMap(document => (document ? reading.parts(network, document) : [])))
}
