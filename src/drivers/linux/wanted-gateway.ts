/**
 * What a gateway shall have in the kernel. An internet gateway and an egress-only one are a cable from the router of
 * their VPC to the Internet, with the routes back; a virtual private gateway is a namespace with a cable to the router and
 * to a namespace for each of its sites; a gateway endpoint is a namespace with the addresses of the service.
 */
import type { Gateway, Site } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { BOTH, FAMILIES, familyOf } from './family.ts'
import { assemble, type Inventory } from './inventory.ts'
import { BIRTH_RULES, ownAddress, routingIn } from './lines.ts'
import type { Names } from './names.ts'
import { type CableEnd, towards, trunk, trunkLines } from './trunk.ts'

export function wantedGateway(names: Names, gateway: Gateway): Inventory {
  const { id, kind, mtu, sites } = gateway
  const router = names.namespace(gateway.vpcId)
  const behind = names.namespace(kind === 'internet' || kind === 'egress-only' ? 'internet' : id)
  const back = gateway.routes.map(block => mainRoute(block, 'near', id))
  return assemble({
    cables: [
      trunk(id, router, behind),
      ...sites.map(site => trunk(site.id, behind, names.namespace(site.id))),
    ],
    lines: [
      [router, trunkLines(id, 'near', mtu)],
      [behind, [...trunkLines(id, 'far', mtu), ...back]],
      ...(kind === 'vpn' || kind === 'endpoint' ? [[behind, ownLines(gateway)] as const] : []),
      ...sites.map(site => [names.namespace(site.id), siteLines(site, mtu)] as const),
    ],
  })
}

/** The namespace of the gateway itself: what it answers for, and the ways to its sites. */
const ownLines = ({ mtu, sites, service }: Gateway): readonly string[] => [
  ...routingIn(BOTH),
  ...BIRTH_RULES,
  ...(service?.addresses ?? []).map(ownAddress),
  ...sites.flatMap(site => [
    ...trunkLines(site.id, 'near', mtu),
    ...site.networks.map(network => mainRoute(network.block, 'far', site.id)),
  ]),
]

/** A site leads to its gateway whatever it does not have itself. */
const siteLines = ({ id, networks }: Site, mtu: number): readonly string[] => [
  ...routingIn(BOTH),
  ...BIRTH_RULES,
  ...trunkLines(id, 'far', mtu),
  ...networks.map(network => ownAddress(network.host)),
  ...BOTH.map(family => mainRoute(FAMILIES[family].everything, 'near', id)),
]

/** To this end of a trunk. */
const mainRoute = (destination: string, end: CableEnd, id: string): string =>
  `${command`route ${destination}`} ${towards(end, id, familyOf(destination))} table main`
