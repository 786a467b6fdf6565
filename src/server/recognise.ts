/**
 * Who calls. With `--auth keys` every request is signed with an access key that the server knows. With `--auth open`
 * nothing is verified: the account is the access key id if that has 12 digits, else 000000000000.
 */
import type { Network } from '../model/network.ts'
import type { Caller } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { partitionOf, regionNamed } from '../model/regions.ts'
import { type Service, services } from '../wire/contract.ts'
import { readScope } from '../wire/credential.ts'
import type { HttpRequest } from '../wire/request.ts'
import { verify } from '../wire/sigv4.ts'

export type Auth = 'keys' | 'open'

export interface Recognised {
  readonly caller: Caller
  /** What the request was signed for; undefined if it was not signed. */
  readonly service: Service | undefined
}

const NOBODY = '000000000000'
const FALLBACK_REGION = 'us-east-1'
const ACCOUNT = /^\d{12}$/

/** Refuses: whatever is wrong with the signature (wire/sigv4.ts), a Region that AWS does not have. */
export async function recognise(auth: Auth, request: HttpRequest, network: Network): Promise<Recognised> {
  if (auth === 'open') return unverified(request)
  // Signatures are of the real time, whatever the network's clock has been moved to.
  const signed = await verify(request, id => network.accessKeys.get(id), Date.now())
  const key = network.accessKeys.get(signed.accessKeyId)
  if (!key) throw refuse('AuthFailure')
  return {
    caller: callerOf(key.accountId, checkedRegion(signed.region), key.userName, key.id),
    service: signed.service,
  }
}

function unverified(request: HttpRequest): Recognised {
  const scope = readScope(request)
  const id = scope?.accessKeyId ?? ''
  const region = scope ? checkedRegion(scope.region) : FALLBACK_REGION
  return {
    caller: callerOf(ACCOUNT.test(id) ? id : NOBODY, region, undefined, id),
    service: services.find(service => service === scope?.service),
  }
}

function checkedRegion(region: string): string {
  if (!regionNamed(region)) throw refuse('SignatureDoesNotMatch/region', region)
  return region
}

function callerOf(accountId: string, region: string, userName: string | undefined, keyId: string): Caller {
  const name = userName ? `user/${userName}` : 'root'
  return {
    accountId,
    region,
    arn: `arn:${partitionOf(region)}:iam::${accountId}:${name}`,
    userId: userName ? keyId.replace(/^AKIA/, 'AIDA') : accountId,
  }
}
