import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/**
 * AWS looks for the TXT record in the public DNS; here no name leads anywhere, so any owner is believed, at once. Refuses: as
 * `find`, InvalidParameter (there is no private name).
 */
export const StartVpcEndpointServicePrivateDnsVerification: Decide<
  'StartVpcEndpointServicePrivateDnsVerification'
> = (situation, input) => {
  const service = find(situation, 'endpoint-service', input.ServiceId, 'serviceId')
  const { privateDns } = service
  if (!privateDns) throw refuse('InvalidParameter/no-private-name', service.id)
  const verified = { ...service, privateDns: { ...privateDns, state: 'verified' } } as const
  return { changes: [put(verified)], reply: { ReturnValue: true } }
}
