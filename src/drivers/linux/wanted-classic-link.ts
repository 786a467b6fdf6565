/** What joins an instance of EC2-Classic to the router of a VPC: a cable, and in the instance the routes over it. */
import type { ClassicLink } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { assemble, type Inventory } from './inventory.ts'
import { deviceLines, neighbour, onlyStated } from './lines.ts'
import { deviceName, type Names } from './names.ts'
import { ENDS, trunk } from './trunk.ts'

export function wantedClassicLink(names: Names, link: ClassicLink): Inventory {
  const router = names.namespace(link.vpcId)
  const instance = names.namespace(link.instanceId)
  const device = deviceName(link.id)
  return assemble({
    cables: [trunk(link.id, router, instance)],
    lines: [
      [
        router,
        [...deviceLines(device, link.id, ENDS.near.mac, link.mtu), neighbour(link.address, link.mac, device)],
      ],
      [instance, instanceLines(link, device)],
    ],
  })
}

const instanceLines = (link: ClassicLink, device: string): readonly string[] => [
  command`link dev ${device} alias ${link.id}`,
  command`link dev ${device} address ${link.mac.toLowerCase()}`,
  command`link dev ${device} mtu ${link.mtu}`,
  onlyStated(device),
  command`link dev ${device} up`,
  command`address ${link.address}/32 dev ${device}`,
  ...link.destinations.map(
    block => command`route ${block} via ${link.gateway} dev ${device} onlink table main`,
  ),
]
