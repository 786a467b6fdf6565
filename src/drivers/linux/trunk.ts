/**
 * A trunk: the cable between two namespaces that route, of a peering or behind a gateway. Its devices are called alike
 * at both ends.
 *
 * The two ends of every trunk have the same addresses and link-layer addresses: nobody but the other end ever sees them.
 * They are stated as neighbours and are nobody's own address: a router that is the near end of one trunk and the far end
 * of another would otherwise take its neighbour's question for its own and not answer.
 */
import { command } from './command.ts'
import type { Family } from './family.ts'
import type { Cable } from './inventory.ts'
import { deviceLines, neighbour } from './lines.ts'
import { deviceName } from './names.ts'

/** Near is a peering's requester, a gateway's VPC, a site's gateway; and the router, as its hosts see it. */
export type CableEnd = 'near' | 'far'

export const ENDS = {
  near: { 4: '169.254.0.1', 6: 'fe80::1', mac: '02:00:a9:fe:00:01', opposite: 'far' },
  far: { 4: '169.254.0.2', 6: 'fe80::2', mac: '02:00:a9:fe:00:02', opposite: 'near' },
} as const satisfies Record<CableEnd, Record<Family | 'mac', string> & { readonly opposite: CableEnd }>

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
export function trunkLines(id: string, end: CableEnd, mtu: number): readonly string[] {
  const device = deviceName(id)
  const opposite = ENDS[ENDS[end].opposite]
  return [
    ...deviceLines(device, id, ENDS[end].mac, mtu),
    neighbour(opposite[4], opposite.mac, device),
    neighbour(opposite[6], opposite.mac, device),
  ]
}

/** How a route leads to this end of a cable, at whose other end we are. An address of a link is always on the link. */
export const towards = (end: CableEnd, id: string, family: Family): string =>
  command`via ${ENDS[end][family]} dev ${deviceName(id)}` + (family === 4 ? ' onlink' : '')
