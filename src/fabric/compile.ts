/**
 * From the network to what must exist: `compile` makes one part, `parts` names all of them. Each kind of part, and each
 * thing in a router that is more than a line, has a file of its own beside this one. Lists are sorted, so that the same
 * network always gives the same parts and comparing is easy.
 */
import type { Network } from '../model/network.ts'
import { attachedIn } from './attached-gateway.ts'
import { classicLink, linkedTo } from './compile-classic.ts'
import { gateway } from './compile-gateway.ts'
import { internet } from './compile-internet.ts'
import { link } from './compile-link.ts'
import { router } from './compile-router.ts'
import type { Part, PartId } from './fabric.ts'
import { hasRouter } from './has-router.ts'
import { INTERNET, partOfClassicLink, partOfGateway, partOfPeering, partOfVpc } from './part-ids.ts'

const compilers: Readonly<Record<string, (network: Network, id: string) => Part | undefined>> = {
  vpc: router,
  peering: link,
  gateway,
  internet,
  classic: classicLink,
}

/** What a part must be; undefined if it must not exist. */
export function compile(network: Network, part: PartId): Part | undefined {
  const [kind = '', id = ''] = part.split('/', 2)
  return compilers[kind]?.(network, id)
}

/** Every part that must exist. */
export function* parts(network: Network): Iterable<PartId> {
  for (const { id } of network.vpcs.values()) {
    if (!hasRouter(network, id)) continue
    yield partOfVpc(id)
    for (const attached of attachedIn(network, id)) yield partOfGateway(attached.id)
    for (const instance of linkedTo(network, id)) yield partOfClassicLink(instance.id)
  }
  for (const { id } of network.peerings.values()) if (link(network, id)) yield partOfPeering(id)
  if (internet(network)) yield INTERNET
}
