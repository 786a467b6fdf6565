/**
 * Who calls. With `--auth keys` every request is signed with an access key that the server knows. With `--auth open`
 * nothing is verified: a key that the server knows is taken at its word; else the account is the access key id if that
 * has 12 digits, else 000000000000.
 */
import type { AccessKey } from '../model/account.ts'
import type { Network } from '../model/network.ts'
import type { Caller } from '../model/owned.ts'
import {
  type Principal,
  principalArn,
  principalId,
  sessionArn,
  type TemporaryCredentials,
} from '../model/principal.ts'
import { refuse } from '../model/refusals.ts'
import { partitionOf, regionNamed } from '../model/regions.ts'
import { readScope } from '../wire/credential.ts'
import type { HttpRequest } from '../wire/request.ts'
import { type ServiceName, serviceNamed } from '../wire/services.ts'
import { verify } from '../wire/sigv4.ts'

export type Auth = 'keys' | 'open'

export interface Recognised {
  readonly caller: Caller
  /** What the request was signed for; undefined if it was not signed. */
  readonly service: ServiceName | undefined
}

const NOBODY = '000000000000'
const FALLBACK_REGION = 'us-east-1'
const ACCOUNT = /^\d{12}$/

/**
 * `now`: by the network's clock; credentials expire by it.
 * Refuses: whatever is wrong with the signature (wire/sigv4.ts), a Region that AWS does not have, expired credentials.
 */
export async function recognise(
  auth: Auth,
  request: HttpRequest,
  network: Network,
  now: number,
): Promise<Recognised> {
  if (auth === 'open') return unverified(request, network, now)
  // Signatures are of the real time, whatever the network's clock has been moved to.
  const { accessKeyId, region, service } = await verify(request, id => keyOf(network, id), Date.now())
  const key = keyOf(network, accessKeyId)
  if (!key) throw refuse('AuthFailure')
  return { caller: bearerOf(network, key, checkedRegion(region), service, now), service }
}

type Key = AccessKey | TemporaryCredentials

const keyOf = (network: Network, id: string): Key | undefined =>
  network.accessKeys.get(id) ?? network.temporaryCredentials.get(id)

function unverified(request: HttpRequest, network: Network, now: number): Recognised {
  const scope = readScope(request)
  const id = scope?.accessKeyId ?? ''
  const region = scope ? checkedRegion(scope.region) : FALLBACK_REGION
  const service = serviceNamed(scope?.service)
  const key = keyOf(network, id)
  const caller = key
    ? bearerOf(network, key, region, service, now)
    : rootOf(ACCOUNT.test(id) ? id : NOBODY, region)
  return { caller, service }
}

function checkedRegion(region: string): string {
  if (!regionNamed(region)) throw refuse('SignatureDoesNotMatch/region', region)
  return region
}

/** Refuses: RequestExpired (EC2) or ExpiredToken. */
function bearerOf(
  network: Network,
  key: Key,
  region: string,
  service: ServiceName | undefined,
  now: number,
): Caller {
  if (key.kind === 'access-key') {
    if (key.userName === undefined) return rootOf(key.accountId, region)
    return callerAs(network, key.accountId, region, {
      kind: 'user',
      id: principalId(key.accountId, 'user', key.userName),
    })
  }
  if (now >= key.expiresAt)
    throw refuse(service === 'sts' || service === 'ssm' ? 'ExpiredToken' : 'RequestExpired')
  const caller = key.principal
    ? callerAs(network, key.accountId, region, key.principal)
    : rootOf(key.accountId, region)
  return { ...caller, isTemporary: true }
}

const rootOf = (accountId: string, region: string): Caller => ({
  accountId,
  region,
  arn: `arn:${partitionOf(region)}:iam::${accountId}:root`,
  userId: accountId,
})

/** Refuses: InvalidClientTokenId for a principal that is there no more. */
function callerAs(network: Network, accountId: string, region: string, principal: Principal): Caller {
  const partition = partitionOf(region)
  if (principal.kind === 'user') {
    const user = network.users.get(principal.id)
    if (!user) throw refuse('InvalidClientTokenId')
    return { accountId, region, principal, arn: principalArn(partition, user), userId: user.uniqueId }
  }
  const role = network.roles.get(principal.id)
  if (!role) throw refuse('InvalidClientTokenId')
  return {
    accountId,
    region,
    principal,
    arn: sessionArn(partition, role, principal.sessionName),
    userId: `${role.uniqueId}:${principal.sessionName}`,
  }
}
