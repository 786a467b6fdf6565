/** Entries of prefix lists as requests name them. */
import type { AddPrefixListEntry } from '@aws-sdk/client-ec2'
import { type Cidr, parseCidr } from '../model/cidr.ts'
import type { PrefixListEntry } from '../model/prefix-list.ts'
import { refuse } from '../model/refusals.ts'

/** Host bits are cleared. Refuses: MissingParameter, InvalidParameterValue. */
export const readEntries = (given: readonly AddPrefixListEntry[] = []): readonly PrefixListEntry[] =>
  given.map(({ Cidr: text, Description: description }) => ({
    cidr: readBlock(text),
    ...(description && { description }),
  }))

/** A block of either family. Refuses: MissingParameter, InvalidParameterValue. */
export function readBlock(text: string | undefined): Cidr {
  if (text === undefined) throw refuse('MissingParameter', 'cidr')
  const block = parseCidr(text)
  if (!block) throw refuse('InvalidParameterValue/cidr', text, 'cidr')
  return block
}
