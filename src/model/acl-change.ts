/** What may be done to network ACLs and their entries. Sources: VPC User Guide, "Network ACLs" and "Amazon VPC quotas". */
import type { Network } from './network.ts'
import type { EntryPlace, NetworkAcl, NetworkAclAssociation, NetworkAclEntry } from './network-acl.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'

/** The numbers from 32767 on are those of the entries that deny the rest. */
const MOST_ENTRY_NUMBER = 32_766

const isAt =
  ({ egress, number }: EntryPlace) =>
  (entry: EntryPlace): boolean =>
    entry.egress === egress && entry.number === number

/** Refuses: InvalidParameterValue. */
const whyNotEntryNumber = (number: number): Refusal | undefined =>
  Number.isInteger(number) && 1 <= number && number <= MOST_ENTRY_NUMBER
    ? undefined
    : refuse('InvalidParameterValue/entry-number', number, MOST_ENTRY_NUMBER)

/** Refuses: InvalidParameterValue (number), NetworkAclEntryAlreadyExists, NetworkAclEntryLimitExceeded. */
export function whyNotAddEntry(
  acl: NetworkAcl,
  entry: NetworkAclEntry,
  quotas: QuotaLimits,
): Refusal | undefined {
  const no = whyNotEntryNumber(entry.number)
  if (no) return no
  if (acl.entries.some(isAt(entry))) return refuse('NetworkAclEntryAlreadyExists', entry.number)
  return whyNotFit(acl, entry, quotas)
}

/** Refuses: InvalidParameterValue (number), InvalidNetworkAclEntry.NotFound, NetworkAclEntryLimitExceeded (another family). */
export function whyNotReplaceEntry(
  acl: NetworkAcl,
  entry: NetworkAclEntry,
  quotas: QuotaLimits,
): Refusal | undefined {
  return whyNotDeleteEntry(acl, entry) ?? whyNotFit(withoutEntry(acl, entry), entry, quotas)
}

/** Refuses: InvalidParameterValue (number), InvalidNetworkAclEntry.NotFound. */
export function whyNotDeleteEntry(acl: NetworkAcl, place: EntryPlace): Refusal | undefined {
  const no = whyNotEntryNumber(place.number)
  if (no) return no
  return acl.entries.some(isAt(place))
    ? undefined
    : refuse('InvalidNetworkAclEntry.NotFound', place.egress ? 'egress' : 'ingress', place.number)
}

/** The quota is for each direction and family; the entry that denies the rest counts. */
function whyNotFit(
  { entries }: NetworkAcl,
  { egress, cidr }: NetworkAclEntry,
  quotas: QuotaLimits,
): Refusal | undefined {
  const alike = entries.filter(one => one.egress === egress && one.cidr.version === cidr.version)
  return alike.length + 2 > quotas['rules-per-network-acl']
    ? refuse('NetworkAclEntryLimitExceeded')
    : undefined
}

/** The ACL with this entry, instead of the one at its place if there is one. */
export const withEntry = (acl: NetworkAcl, entry: NetworkAclEntry): NetworkAcl => ({
  ...acl,
  entries: [...withoutEntry(acl, entry).entries, entry],
})

export const withoutEntry = (acl: NetworkAcl, place: EntryPlace): NetworkAcl => {
  const isThere = isAt(place)
  return { ...acl, entries: acl.entries.filter(entry => !isThere(entry)) }
}

/** Refuses: InvalidParameterValue (a default ACL), DependencyViolation (it guards a subnet). */
export function whyNotDeleteAcl(network: Network, acl: NetworkAcl): Refusal | undefined {
  if (acl.isDefault) return refuse('InvalidParameterValue/default-acl', acl.id)
  return network.networkAclAssociations.count('acl', acl.id) > 0
    ? refuse('DependencyViolation', 'networkAcl', acl.id)
    : undefined
}

/** Refuses: InvalidParameterValue, for an ACL of another VPC than the subnet's. */
export const whyNotGuard = (association: NetworkAclAssociation, acl: NetworkAcl): Refusal | undefined =>
  association.vpcId === acl.vpcId
    ? undefined
    : refuse(
        'InvalidParameterValue/different-networks',
        `network acl ${acl.id}`,
        `subnet ${association.subnetId}`,
      )
