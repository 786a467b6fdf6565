import { type Cidr, parseCidr } from '../model/cidr.ts'
import { refuse } from '../model/refusals.ts'

/**
 * The block of one family that a request's member names, host bits cleared. `parameter` is the member in AWS's lower
 * camel case. Refuses: MissingParameter, InvalidParameterValue.
 */
export function readCidr(text: string | undefined, version: Cidr['version'], parameter: string): Cidr {
  if (text === undefined) throw refuse('MissingParameter', parameter)
  const block = parseCidr(text)
  if (block?.version !== version) throw refuse('InvalidParameterValue/cidr', text, parameter)
  return block
}
