/** What is the same in all of AWS's shapes: tags and blocks. From them to what the mesh tool sees, `seen-….ts`; all pure. */
import type { Tag } from '@aws-sdk/client-ec2'
import { type Cidr, parseCidr } from '../../model/cidr.ts'
import type { Tags } from '../../model/owned.ts'

export const seenTags = (tags: readonly Tag[] | undefined): Tags =>
  Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))

/** Those texts that are blocks, in their order. */
export const cidrs = (texts: readonly (string | undefined)[]): readonly Cidr[] =>
  texts.flatMap(text => (text === undefined ? [] : (parseCidr(text) ?? [])))
