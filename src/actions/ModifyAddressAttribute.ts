import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findAllocation } from './find-address.ts'
import { showAddressAttribute } from './show-address.ts'

/**
 * Sets the name that the reverse DNS gives. AWS looks whether the name leads to the address; here no name leads anywhere, so
 * any is taken. Refuses: as `findAllocation`, MissingParameter, InvalidParameterValue.
 */
export const ModifyAddressAttribute: Decide<'ModifyAddressAttribute'> = (situation, input) => {
  const elastic = findAllocation(situation, input.AllocationId)
  const { DomainName: name } = input
  if (name === undefined) throw refuse('MissingParameter', 'domainName')
  if (!NAME.test(name)) throw refuse('InvalidParameterValue/domain-name', name)
  const domainName = `${name.replace(/\.$/, '')}.`
  return {
    changes: [put({ ...elastic, domainName })],
    reply: { Address: showAddressAttribute(elastic, { value: domainName }) },
  }
}

/** Labels of letters, digits and hyphens, at least two; 255 characters altogether (RFC 1035). */
const NAME = /^(?=.{1,255}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\.?$/i
