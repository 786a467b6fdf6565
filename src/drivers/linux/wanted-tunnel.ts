/**
 * What a peering between Regions shall have in the kernel: a device of WireGuard in each router, and a namespace where
 * their datagrams meet. WireGuard sends where it was made, not where its device is: so there is no way between the
 * two routers but through it, and nothing in the namespace but what it sends.
 */
import type { Link } from '../../fabric/fabric.ts'
import { assemble, type Inventory } from './inventory.ts'
import { BIRTH_RULES, deviceLines, LOOPBACK_UP } from './lines.ts'
import { deviceName, type Names, tunnelAlias } from './names.ts'
import { OPPOSITE, SIDES } from './tunnel/keys.ts'
import { tunnelLine } from './tunnel/tunnel-line.ts'

/** `day`: whose keys; `blocks`: what each side may send. */
export function wantedTunnel(
  names: Names,
  day: number,
  { id, mtu, requesterVpcId, accepterVpcId }: Link,
  blocks: NonNullable<Link['encrypted']>,
): Inventory {
  const behind = names.namespace(id)
  const device = deviceName(id)
  const routers = { requester: names.namespace(requesterVpcId), accepter: names.namespace(accepterVpcId) }
  const tunnels = SIDES.map(side => ({ side, behind, end: { namespace: routers[side], device } }))
  const keys = tunnels.map(tunnel => tunnelLine(tunnel, day, blocks[OPPOSITE[tunnel.side]]))
  return assemble({
    tunnels,
    lines: [
      [behind, [LOOPBACK_UP, ...BIRTH_RULES, ...keys]],
      ...SIDES.map(
        side => [routers[side], deviceLines(device, tunnelAlias(id, side), undefined, mtu)] as const,
      ),
    ],
  })
}
