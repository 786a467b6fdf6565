/**
 * What may come in from outside a VPC, and what may leave it: a chain for each direction of every peering and uplink.
 * Over a peering come the blocks of the peer only. A gateway takes the VPC's own addresses only, and none of them may
 * come in by it; the Internet knows no private addresses at all.
 */
import type { GatewayKind, PeeringEnd, Router, Uplink } from '../../fabric/fabric.ts'
import { chainName } from './chain-names.ts'
import { only } from './family.ts'
import { blockMatch, REPLIES } from './packet-match.ts'
import { chain, type NftObject } from './ruleset.ts'
import { mappedSources } from './translation.ts'

export const edgeChains = (router: Router): readonly NftObject[] => [
  ...router.peerings.flatMap(peeringChains),
  ...router.uplinks.flatMap(uplink => [
    chain(chainName(uplink.id, 'egress'), ARRIVING[uplink.kind](router)),
    chain(chainName(uplink.id, 'ingress'), LEAVING[uplink.kind](router, uplink)),
  ]),
]

const peeringChains = ({ id, peerBlocks }: PeeringEnd): readonly NftObject[] => [
  chain(chainName(id, 'egress'), from(peerBlocks, 'accept')),
  chain(chainName(id, 'ingress'), ['accept']),
]

const from = (blocks: readonly string[], verdict: 'accept' | 'drop'): readonly string[] =>
  blocks.map(block => `${blockMatch(block, 'saddr')} ${verdict}`)

/** RFC 1918 and RFC 6598. */
const PRIVATE = '{ 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16 }'

const ARRIVING: Record<GatewayKind, (router: Router) => readonly string[]> = {
  internet: ({ blocks }) => [`ip saddr ${PRIVATE} drop`, ...from(blocks, 'drop'), 'accept'],
  'egress-only': () => [`meta nfproto 10 ${REPLIES} accept`],
  vpn: ({ blocks }) => [...from(blocks, 'drop'), 'accept'],
  endpoint: () => [`${REPLIES} accept`],
}

const LEAVING: Record<GatewayKind, (router: Router, uplink: Uplink) => readonly string[]> = {
  internet: ({ blocks }, uplink) => [
    `ip daddr ${PRIVATE} drop`,
    `${mappedSources(uplink)} accept`,
    ...from(only(6, blocks), 'accept'),
  ],
  'egress-only': ({ blocks }) =>
    only(6, blocks).map(block => `${blockMatch(block, 'saddr')} ct direction 0 accept`),
  vpn: ({ blocks }) => from(blocks, 'accept'),
  endpoint: ({ blocks }) => from(blocks, 'accept'),
}
