/**
 * What time alone makes happen. Nothing in the process has to stay awake for it: a document says when it is due next,
 * and what it becomes then is worked out when somebody looks at the clock.
 */
import { whenGone } from './instance-lifecycle.ts'
import { whenNatGatewayGone } from './nat-gateway-lifecycle.ts'
import { type Change, type Document, drop, type Network, put } from './network.ts'
import { peeringWhenDue, whenPeeringDue } from './peering-lifecycle.ts'
import { whenForgotten } from './principal.ts'
import type { BlockAssociation, Vpc } from './vpc.ts'
import { whenVpnGone } from './vpn-lifecycle.ts'

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
    case 'nat-gateway':
      return whenNatGatewayGone(document)
    case 'vpn-gateway':
    case 'customer-gateway':
    case 'vpn-connection':
      return whenVpnGone(document)
    case 'client-token':
      return document.usedAt + TOKEN_KEPT_FOR
    case 'vpc':
      return whenBlockDue([...document.blocks, ...document.ipv6Blocks])
    case 'subnet':
      return whenBlockDue(document.ipv6Blocks)
    case 'temporary-credentials':
      return whenForgotten(document)
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
  if (document.kind === 'vpc') return [put(withoutShownBlocks(document, now))]
  if (document.kind === 'subnet')
    return [put({ ...document, ipv6Blocks: document.ipv6Blocks.filter(block => isShown(block, now)) })]
  return [drop(document)]
}

function whenBlockDue(blocks: readonly BlockAssociation[]): number | undefined {
  const times = blocks.flatMap(block => block.disassociatedAt ?? [])
  return times.length > 0 ? Math.min(...times) + BLOCK_SHOWN_FOR : undefined
}

function withoutShownBlocks(vpc: Vpc, now: number): Vpc {
  const [primary, ...others] = vpc.blocks
  const stays = (block: BlockAssociation) => isShown(block, now)
  return { ...vpc, blocks: [primary, ...others.filter(stays)], ipv6Blocks: vpc.ipv6Blocks.filter(stays) }
}

const isShown = ({ disassociatedAt }: BlockAssociation, now: number): boolean =>
  disassociatedAt === undefined || now < disassociatedAt + BLOCK_SHOWN_FOR
