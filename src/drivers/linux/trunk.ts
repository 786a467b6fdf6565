/**
 * A trunk: the cable between two namespaces that route, of a peering or behind a gateway. Its devices are called alike
 * at both ends.
 *
 * The two ends of every trunk have the same two addresses and link-layer addresses: nobody but the other end ever sees
 * them. They are stated as neighbours and are nobody's own address: a router that is the near end of one trunk and the
 * far end of another would otherwise take its neighbour's question for its own and not answer.
 */
import { command } from './command.ts'
import type { Cable } from './inventory.ts'
import { deviceLines, neighbour } from './lines.ts'
import { deviceName } from './names.ts'

/** Near is a peering's requester, a gateway's VPC, a site's gateway. */
export type TrunkEnd = 'near' | 'far'

const ENDS = {
  near: { address: '169.254.0.1', mac: '02:00:a9:fe:00:01', opposite: 'far' },
  far: { address: '169.254.0.2', mac: '02:00:a9:fe:00:02', opposite: 'near' },
} as const satisfies Record<TrunkEnd, { address: string; mac: string; opposite: TrunkEnd }>

/** The trunk with this id between these two namespaces. */
export function trunk(id: string, near: string, far: string): Cable {
  const device = deviceName(id)
  return {
    ends: [
      { namespace: near, device },
      { namespace: far, device },
    ],
  }
}

/** What is said about a trunk in the namespace of one end. */
export function trunkLines(id: string, end: TrunkEnd, mtu: number): readonly string[] {
  const device = deviceName(id)
  const opposite = ENDS[ENDS[end].opposite]
  return [
    ...deviceLines(device, id, mtu),
    command`link dev ${device} address ${ENDS[end].mac}`,
    neighbour(opposite.address, opposite.mac, device),
  ]
}

/** How a route leads over a trunk to this end of it. */
export const towards = (end: TrunkEnd, id: string): string =>
  command`via ${ENDS[end].address} dev ${deviceName(id)} onlink`
