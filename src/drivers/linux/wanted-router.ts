/** What a VPC shall have in the kernel: a router namespace, and a namespace per host. */
import type { Interface, Router } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { familiesIn, only } from './family.ts'
import { firewall } from './firewall.ts'
import { assemble, type Inventory } from './inventory.ts'
import { deviceLines, neighbour, ownAddress, routingIn } from './lines.ts'
import { deviceName, interfaceAlias, type Names } from './names.ts'
import { natFirewall } from './nat-firewall.ts'
import { routing } from './routing.ts'
import { ENDS } from './trunk.ts'
import { hostLines, interfaceLines } from './wanted-host.ts'

export function wantedRouter(names: Names, router: Router): Inventory {
  const namespace = names.namespace(router.vpcId)
  const own = router.interfaces.filter(one => !one.isGuest)
  const hosts = new Set(own.map(one => one.hostId))
  const nats = router.natGateways.filter(nat => hosts.has(nat.id))
  return assemble({
    cables: own.map(one => ({
      ends: [
        { namespace, device: deviceName(one.id) },
        { namespace: names.namespace(one.hostId), device: one.device },
      ],
    })),
    lines: [
      [namespace, routerLines(router)],
      ...[...hosts].map(host => [names.namespace(host), hostLines(host)] as const),
      ...own.map(one => [names.namespace(one.hostId), interfaceLines(one)] as const),
    ],
    rulesets: [
      [namespace, firewall(router)],
      ...nats.map(nat => [names.namespace(nat.id), natFirewall(nat)] as const),
    ],
  })
}

/** What is said of a guest's device belongs to the guest's own part. */
const routerLines = (router: Router): readonly string[] => [
  ...routingIn(familiesIn(router.blocks)),
  ...[...router.gateways, ...router.services.resolver, ...router.services.metadata].map(ownAddress),
  ...router.interfaces.filter(one => !one.isGuest).flatMap(routerEnd),
  ...routing(router),
]

/** The router's end of an interface. In IPv6 the two ends know each other by the addresses of a link, as AWS has it. */
function routerEnd({ id, hostId, mac, mtu, addresses }: Interface): readonly string[] {
  const device = deviceName(id)
  const hasIpv6 = only(6, addresses).length > 0
  return [
    ...deviceLines(device, interfaceAlias(id, hostId), ENDS.near.mac, mtu),
    ...(hasIpv6
      ? [command`address ${ENDS.near[6]}/64 dev ${device}`, neighbour(ENDS.far[6], mac, device)]
      : []),
    ...addresses.map(address => neighbour(address, mac, device)),
  ]
}
