import { isOptionName, whyNotOptions } from '../model/dhcp-rules.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { showDhcpOptions } from './show-dhcp-options.ts'
import { tagsFor } from './tags.ts'

/** Refuses: MissingParameter, and what `whyNotOptions` and `tagsFor` refuse. */
export const CreateDhcpOptions: Decide<'CreateDhcpOptions'> = ({ caller, newId }, input) => {
  const { DhcpConfigurations: given } = input
  if (!given?.length) throw refuse('MissingParameter', 'dhcpConfiguration')
  const tags = tagsFor('dhcp-options', input.TagSpecifications)
  const wishes = given.map(({ Key: key = '', Values: values = [] }) => ({ key, values: spread(key, values) }))
  const no = whyNotOptions(wishes)
  if (no) throw no
  const options = wishes.flatMap(({ key, values }) => (isOptionName(key) ? { key, values } : []))
  const set = {
    kind: 'dhcp-options',
    id: newId('dopt'),
    ...placeOf(caller),
    options,
    isDefault: false,
    tags,
  } as const
  return { changes: [put(set)], reply: { DhcpOptions: showDhcpOptions(set) } }
}

/** Several servers may come as one text with commas, as the console sends them. */
const spread = (key: string, values: readonly string[]): readonly string[] =>
  key.endsWith('-servers') ? values.flatMap(value => value.split(',').map(part => part.trim())) : values
