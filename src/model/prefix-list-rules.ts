/**
 * What a managed prefix list may be made of, how it may change, and when it may go. Sources: VPC User Guide, "Work with
 * customer-managed prefix lists"; EC2 API Reference, "ModifyManagedPrefixList"; messages as seen from AWS.
 */
import { weightOf } from './group-change.ts'
import { rulesOf } from './group-rules.ts'
import type { Network } from './network.ts'
import { entriesOf, type PrefixList, type PrefixListEntry } from './prefix-list.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { weightOfRoutes } from './routes.ts'

const LONGEST_NAME = 255
const LONGEST_DESCRIPTION = 255
const MOST_IN_A_REQUEST = 100
export const FAMILY_NAMES = { 4: 'IPv4', 6: 'IPv6' } as const

/** Refuses: InvalidParameterValue. */
export const whyNotListName = (name: string): Refusal | undefined =>
  name === '' || name.length > LONGEST_NAME || name.startsWith('com.amazonaws')
    ? refuse('InvalidParameterValue/prefix-list-name', name)
    : undefined

/** Refuses: InvalidParameterValue, PrefixListMaxEntriesExceeded. */
export function whyNotSize(size: number, quotas: QuotaLimits): Refusal | undefined {
  const most = quotas['entries-per-prefix-list']
  if (size < 1) return refuse('InvalidParameterValue/too-small', size, 'maxEntries', 0)
  return size > most ? refuse('PrefixListMaxEntriesExceeded', most) : undefined
}

/** Refuses: InvalidParameterValue (family, description), InvalidPrefixListModification, PrefixListMaxEntriesExceeded. */
export function whyNotEntries(
  { family, maxEntries }: Pick<PrefixList, 'family' | 'maxEntries'>,
  entries: readonly PrefixListEntry[],
): Refusal | undefined {
  const foreign = entries.find(entry => entry.cidr.version !== family)
  if (foreign) return refuse('InvalidParameterValue/entry-family', foreign.cidr.text, FAMILY_NAMES[family])
  if (entries.some(({ description = '' }) => description.length > LONGEST_DESCRIPTION))
    return refuse('InvalidParameterValue/entry-description')
  const twice = repeated(entries.map(entry => entry.cidr.text))
  if (twice !== undefined) return refuse('InvalidPrefixListModification/twice', twice)
  return entries.length > maxEntries ? refuse('PrefixListMaxEntriesExceeded', maxEntries) : undefined
}

/** What a request wants changed of the entries; `remove` are blocks as texts. */
export interface EntryChange {
  readonly add: readonly PrefixListEntry[]
  readonly remove: readonly string[]
}

/** Refuses: InvalidParameterValue (too many at once), InvalidPrefixListModification, and what `whyNotEntries` refuses. */
export function whyNotChangeEntries(list: PrefixList, change: EntryChange): Refusal | undefined {
  const { add, remove } = change
  if (add.length > MOST_IN_A_REQUEST || remove.length > MOST_IN_A_REQUEST)
    return refuse('InvalidParameterValue/entries-in-request', MOST_IN_A_REQUEST)
  const twice = repeated([...add.map(entry => entry.cidr.text), ...remove])
  if (twice !== undefined) return refuse('InvalidPrefixListModification/twice', twice)
  const there = new Map(entriesOf(list).map(entry => [entry.cidr.text, entry]))
  const again = add.map(entry => there.get(entry.cidr.text)).find(entry => entry !== undefined)
  if (again) return refuse('InvalidPrefixListModification/exists', again.cidr.text, again.description ?? '')
  const absent = remove.find(text => !there.has(text))
  if (absent !== undefined) return refuse('InvalidPrefixListModification/absent', absent)
  return whyNotEntries(list, changedEntries(list, change))
}

export const changedEntries = (
  list: PrefixList,
  { add, remove }: EntryChange,
): readonly PrefixListEntry[] => [
  ...entriesOf(list).filter(entry => !remove.includes(entry.cidr.text)),
  ...add,
]

/** Refuses: InvalidParameterValue (no version at all), PrefixListVersionMismatch. */
export function whyNotCurrent(list: PrefixList, version: number): Refusal | undefined {
  if (version < 1) return refuse('InvalidParameterValue/prefix-list-version', version)
  return version === list.versions.length ? undefined : refuse('PrefixListVersionMismatch')
}

/**
 * Why a list may not get another size. What names it must have room for it. Refuses: as `whyNotSize`,
 * PrefixListMaxEntriesExceeded (it has more entries), RouteLimitExceeded, RulesPerSecurityGroupLimitExceeded.
 */
export function whyNotResize(
  network: Network,
  list: PrefixList,
  size: number,
  quotas: QuotaLimits,
): Refusal | undefined {
  const no = whyNotSize(size, quotas)
  if (no) return no
  if (entriesOf(list).length > size) return refuse('PrefixListMaxEntriesExceeded', size)
  const growth = size - list.maxEntries
  if (growth <= 0) return undefined
  return whyNotInTables(network, list, growth, quotas) ?? whyNotInGroups(network, list, growth, quotas)
}

function whyNotInTables(
  network: Network,
  { id, family }: PrefixList,
  growth: number,
  quotas: QuotaLimits,
): Refusal | undefined {
  const tables = network.routes.where('list', id).map(route => network.routeTables.get(route.routeTableId))
  const isFull = tables.some(
    table => table && weightOfRoutes(network, table, family) + growth > quotas['routes-per-table'],
  )
  return isFull ? refuse('RouteLimitExceeded') : undefined
}

function whyNotInGroups(
  network: Network,
  { id, family }: PrefixList,
  growth: number,
  quotas: QuotaLimits,
): Refusal | undefined {
  const naming = network.securityGroupRules.where('list', id)
  const isFull = naming.some(({ groupId, direction }) => {
    const group = network.securityGroups.get(groupId)
    if (!group) return false
    const rules = rulesOf(network, groupId, direction)
    const times = rules.filter(one => naming.includes(one)).length
    return weightOf(network, group, rules, family) + growth * times > quotas['rules-per-security-group']
  })
  return isFull ? refuse('RulesPerSecurityGroupLimitExceeded') : undefined
}

/** Refuses: DependencyViolation, while a route or a rule names the list. */
export const whyNotDeleteList = (network: Network, { id }: PrefixList): Refusal | undefined =>
  network.routes.count('list', id) + network.securityGroupRules.count('list', id) > 0
    ? refuse('DependencyViolation', 'prefixList', id)
    : undefined

const repeated = (texts: readonly string[]): string | undefined =>
  texts.find((text, at) => texts.indexOf(text) < at)
