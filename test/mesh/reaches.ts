/** Who reaches whom with HTTPS, by the model; and who should, by a wish. */

import type { Landscape } from '../../src/mesh/landscape.ts'
import type { Member, Wish } from '../../src/mesh/wish.ts'
import { holds } from '../../src/model/cidr.ts'
import type { Network } from '../../src/model/network.ts'
import type { NetworkInterface } from '../../src/model/network-interface.ts'
import { tableOf } from '../../src/model/route-choice.ts'
import { trace } from '../../src/reach/trace.ts'

export interface Way {
  readonly from: NetworkInterface
  readonly to: NetworkInterface
  readonly version: 4 | 6
}

export const wayText = ({ from, to, version }: Way): string =>
  `${from.vpcId}/${from.id} → ${to.vpcId}/${to.id} IPv${version}`

/** Every way between two interfaces that have addresses of the family. */
function* waysIn(network: Network): Iterable<Way> {
  const has = (one: NetworkInterface, version: 4 | 6) =>
    one.addresses.some(address => address.version === version)
  for (const from of network.networkInterfaces.values())
    for (const to of network.networkInterfaces.values())
      for (const version of [4, 6] as const)
        if (from !== to && has(from, version) && has(to, version)) yield { from, to, version }
}

/** The ways that packets find, there and back. */
export const openWays = (network: Network): readonly Way[] =>
  [...waysIn(network)].filter(
    ({ from, to, version }) =>
      trace(network, { from: from.id, to: to.id, version, protocol: 'tcp', port: 443 }).verdict.reaches,
  )

/** Whether the two VPCs of a way shall be connected, in whatever part. */
export const isWanted = ({ pairs }: Wish, { from, to }: Way): boolean =>
  pairs.some(pair => pair.includes(from.vpcId) && pair.includes(to.vpcId) && from.vpcId !== to.vpcId)

/** The ways that have to be open by a wish: both ends are announced, routed, and let in. */
export function wantedWays(network: Network, wish: Wish, landscape: Landscape): readonly Way[] {
  const members = new Map(wish.members.map(member => [member.vpcId, member]))
  return [...waysIn(network)].filter(way => {
    const [a, b] = [members.get(way.from.vpcId), members.get(way.to.vpcId)]
    if (!a || !b || !isWanted(wish, way)) return false
    return (
      takesPart(network, a, way, way.from) && takesPart(network, b, way, way.to) && isLetIn(landscape, b, way)
    )
  })
}

function takesPart(
  network: Network,
  { announces, tableIds }: Member,
  { version }: Way,
  one: NetworkInterface,
): boolean {
  const address = one.addresses.find(own => own.version === version)
  const table = tableOf(network, { id: one.subnetId, vpcId: one.vpcId })
  return (
    address !== undefined && announces.some(block => holds(block, address)) && tableIds.includes(table.id)
  )
}

const isLetIn = ({ vpcs }: Landscape, { admits }: Member, { to }: Way): boolean =>
  admits.length > 0 ||
  vpcs.some(vpc =>
    vpc.groups.some(
      group => to.groups.includes(group.id) && group.rules.some(rule => rule.from.prefix === 0),
    ),
  )
