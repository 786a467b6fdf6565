/** Two networks are the same if they differ only in ids of peerings and rules, in times, and in what is only still shown. */
import { type Document, documents, type Network } from '../../src/model/network.ts'
import type { Tags } from '../../src/model/owned.ts'
import type { Peering } from '../../src/model/peering.ts'

const LIVE: ReadonlySet<Peering['state']> = new Set(['pending-acceptance', 'provisioning', 'active'])

/** The network as texts: each document once, sorted. `untold`: keys of tags that do not count. */
export function textsOf(network: Network, untold: readonly string[] = []): readonly string[] {
  const names = new Map([...network.peerings.values()].map(peering => [peering.id, nameOf(peering)]))
  const renamed = (text: string) => text.replaceAll(/pcx-[0-9a-f]{17}/g, id => names.get(id) ?? id)
  return [...documents(network)]
    .filter(one => one.kind !== 'peering' || LIVE.has(one.state))
    .map(one => renamed(JSON.stringify(timeless(one, untold))))
    .sort()
}

/** Live ones by their pair; one that has ended keeps its id. */
const nameOf = ({ id, state, requester, accepter }: Peering): string =>
  LIVE.has(state) ? `${requester.vpcId}|${accepter.vpcId}` : id

function timeless(one: Document, untold: readonly string[]): object {
  const { createdAt: _, since: __, ...rest } = one as Document & { createdAt?: number; since?: number }
  const sorted = one.kind === 'peering' ? { ...rest, tags: sortedTags(one.tags, untold) } : rest
  return one.kind === 'security-group-rule' ? { ...sorted, id: '', tags: told(one.tags, untold) } : sorted
}

const sortedKeys = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)))
const told = (tags: Tags, untold: readonly string[]): Tags =>
  sortedKeys(Object.fromEntries(Object.entries(tags).filter(([key]) => !untold.includes(key))))

/** A place without tags is like one that never had any. */
const sortedTags = (tags: Peering['tags'], untold: readonly string[]) =>
  sortedKeys(
    Object.fromEntries(
      Object.entries(tags)
        .map(([place, own]) => [place, told(own, untold)] as const)
        .filter(([, own]) => Object.keys(own).length > 0),
    ),
  )
