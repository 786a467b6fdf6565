import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Once the owner of the service pays, he always does. Refuses: as `find`, MissingParameter. */
export const ModifyVpcEndpointServicePayerResponsibility: Decide<
  'ModifyVpcEndpointServicePayerResponsibility'
> = (situation, input) => {
  const service = find(situation, 'endpoint-service', input.ServiceId, 'serviceId')
  const { PayerResponsibility: payer } = input
  if (payer === undefined) throw refuse('MissingParameter', 'payerResponsibility')
  return { changes: [put({ ...service, payer })], reply: { ReturnValue: true } }
}
