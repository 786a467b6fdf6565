/**
 * What time alone makes happen. Nothing in the process has to stay awake for it: a document says when it is due next,
 * and what it becomes then is worked out when somebody looks at the clock.
 */
import { whenGone } from './instance-lifecycle.ts'
import { type Change, type Document, drop, type Network, put } from './network.ts'
import { peeringWhenDue, whenPeeringDue } from './peering-lifecycle.ts'
import type { Vpc } from './vpc.ts'

/** A client token is remembered for a day. */
const TOKEN_KEPT_FOR = 24 * 3_600_000
/** A block that was given back is shown as disassociated for a while; how long is not documented. */
const BLOCK_SHOWN_FOR = 3_600_000

/** When time alone next changes a document; undefined if never. */
export function whenDue(document: Document): number | undefined {
  switch (document.kind) {
    case 'peering':
      return whenPeeringDue(document)
    case 'instance':
      return whenGone(document)
    case 'client-token':
      return document.usedAt + TOKEN_KEPT_FOR
    case 'vpc':
      return whenBlockDue(document)
    default:
      return undefined
  }
}

/** What changes in a document that is due. */
export function due(network: Network, document: Document, now: number): readonly Change[] {
  if (document.kind === 'peering') {
    const next = peeringWhenDue(network, document, now)
    return [next ? put(next) : drop(document)]
  }
  return document.kind === 'vpc' ? [put(withoutShownBlocks(document, now))] : [drop(document)]
}

function whenBlockDue(vpc: Vpc): number | undefined {
  const times = [...vpc.blocks, ...vpc.ipv6Blocks].flatMap(block => block.disassociatedAt ?? [])
  return times.length > 0 ? Math.min(...times) + BLOCK_SHOWN_FOR : undefined
}

function withoutShownBlocks(vpc: Vpc, now: number): Vpc {
  const isShown = (block: { readonly disassociatedAt?: number }) =>
    block.disassociatedAt === undefined || now < block.disassociatedAt + BLOCK_SHOWN_FOR
  const [primary, ...others] = vpc.blocks
  return { ...vpc, blocks: [primary, ...others.filter(isShown)], ipv6Blocks: vpc.ipv6Blocks.filter(isShown) }
}
