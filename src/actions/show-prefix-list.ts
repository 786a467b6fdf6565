/** Managed prefix lists on the wire. Amazon's show neither a size nor a version. */
import type { ManagedPrefixList, PrefixListState, PrefixListEntry as ShownEntry } from '@aws-sdk/client-ec2'
import { arnOf } from '../model/arn.ts'
import { AMAZON } from '../model/owned.ts'
import type { PrefixList, PrefixListEntry } from '../model/prefix-list.ts'
import { FAMILY_NAMES } from '../model/prefix-list-rules.ts'
import { showTags } from './tags.ts'

/** `state` is what the answer to a change says, before the next `Describe` tells that it is complete. */
export const showPrefixList = (
  list: PrefixList,
  state: PrefixListState = `${list.changedBy}-complete`,
): ManagedPrefixList => ({
  PrefixListId: list.id,
  AddressFamily: FAMILY_NAMES[list.family],
  State: state,
  PrefixListArn: arnOf('prefix-list', list.ownerId === AMAZON ? { ...list, ownerId: 'aws' } : list),
  PrefixListName: list.name,
  ...(list.ownerId !== AMAZON && { MaxEntries: list.maxEntries, Version: list.versions.length }),
  Tags: showTags(list.tags),
  OwnerId: list.ownerId,
})

export const showEntry = ({ cidr, description }: PrefixListEntry): ShownEntry => ({
  Cidr: cidr.text,
  ...(description !== undefined && { Description: description }),
})
