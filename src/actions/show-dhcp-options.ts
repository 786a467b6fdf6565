import type { DhcpOptions as Shown } from '@aws-sdk/client-ec2'
import type { DhcpOptions } from '../model/dhcp-options.ts'
import { showTags } from './tags.ts'

/** A set of DHCP options on the wire. */
export const showDhcpOptions = (set: DhcpOptions): Shown => ({
  DhcpConfigurations: set.options.map(({ key, values }) => ({
    Key: key,
    Values: values.map(Value => ({ Value })),
  })),
  DhcpOptionsId: set.id,
  OwnerId: set.ownerId,
  Tags: showTags(set.tags),
})
