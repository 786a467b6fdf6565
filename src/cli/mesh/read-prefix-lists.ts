/** Managed prefix lists that routes and rules name: what is in them, and as how much they count. */
import {
  type EC2Client,
  paginateDescribeManagedPrefixLists,
  paginateGetManagedPrefixListEntries,
} from '@aws-sdk/client-ec2'
import type { Cidr } from '../../model/cidr.ts'
import { gather, inBatches } from './gather.ts'
import { cidrs } from './seen.ts'

export interface SeenPrefixList {
  readonly id: string
  readonly family: 4 | 6
  /** Absent: Amazon's own, of which that is not told. */
  readonly maxEntries?: number
  /** None if they may not be read. */
  readonly blocks: readonly Cidr[]
}

export type PrefixLists = ReadonlyMap<string, SeenPrefixList>

/** Those of the ids that can still be seen. */
export async function readPrefixLists(client: EC2Client, ids: readonly string[]): Promise<PrefixLists> {
  const lists = await inBatches([...new Set(ids)], values => {
    const Filters = [{ Name: 'prefix-list-id', Values: [...values] }]
    const pages = paginateDescribeManagedPrefixLists({ client, pageSize: 100 }, { Filters })
    return gather(pages, page => page.PrefixLists)
  })
  const seen = lists.map(async ({ PrefixListId: id = '', AddressFamily, MaxEntries: maxEntries }) => ({
    id,
    family: AddressFamily === 'IPv6' ? (6 as const) : (4 as const),
    ...(maxEntries !== undefined && { maxEntries }),
    blocks: await readBlocks(client, id),
  }))
  return new Map((await Promise.all(seen)).map(list => [list.id, list]))
}

/** A list of somebody else's may be gone by now, or closed: then a route leads we know not where. */
function readBlocks(client: EC2Client, PrefixListId: string): Promise<readonly Cidr[]> {
  const pages = paginateGetManagedPrefixListEntries({ client, pageSize: 100 }, { PrefixListId })
  return gather(pages, page => page.Entries).then(
    entries => cidrs(entries.map(entry => entry.Cidr)),
    () => [],
  )
}
