import type { UnsuccessfulItem } from '@aws-sdk/client-ec2'
import type { Refusal } from '../model/refusals.ts'

/** What operations on many resources say of one that was refused, while the others were done. */
export const unsuccessful = (id: string, { code, message }: Refusal): UnsuccessfulItem => ({
  Error: { Code: code, Message: message },
  ResourceId: id,
})
