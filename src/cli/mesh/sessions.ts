/** As whom the mesh tool calls, and where: one identity for each access, one EC2 client for each account and Region. */
import { EC2Client } from '@aws-sdk/client-ec2'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type Access, accessKey, accessText, type Identities, type Whereabouts } from '../../mesh/file.ts'
import { type Place, placeKey } from '../../model/owned.ts'
import { Failure } from '../failure.ts'
import { said, whyNoCredentials } from './said.ts'
import type { World } from './world.ts'

/** The SDK's own retries: exponential, with jitter; what is throttled waits longer. */
const RETRIES = { retryMode: 'standard', maxAttempts: 12 } as const

interface Session extends Place {
  readonly access: Access
  readonly arn: string
  /** It keeps the credentials and renews them. */
  readonly sts: STSClient
}

export interface Sessions {
  readonly identities: Identities
  /** The accounts and Regions that whereabouts mean, each once. */
  places(wheres: readonly Whereabouts[]): readonly Place[]
  /** Whether there are credentials for an account. */
  isKnown(ownerId: string): boolean
  /** A client of an account that is known. */
  ec2(place: Place): EC2Client
  /** As whom one calls there: an ARN. */
  arn(place: Place): string
  /** By which profile and role. */
  access(place: Place): Access
  close(): void
}

/** Asks every access who it is. Fails with a sentence for each one without credentials that work. */
export async function openSessions(world: World, wheres: readonly Whereabouts[]): Promise<Sessions> {
  const byAccess = Map.groupBy(wheres, where => accessKey(where.access))
  const opened = await Promise.allSettled([...byAccess.values()].map(same => identify(world, same)))
  const failed = opened.flatMap(one => (one.status === 'rejected' ? [one.reason as Error] : []))
  const bug = failed.find(error => !(error instanceof Failure))
  if (bug) throw bug
  if (failed.length > 0) throw new Failure(failed.map(error => error.message).join('\n'))
  return sessionsOf(
    world,
    opened.flatMap(one => (one.status === 'fulfilled' ? [one.value] : [])),
  )
}

async function identify(world: World, wheres: readonly Whereabouts[]): Promise<Session> {
  const access = wheres[0]?.access ?? {}
  const region =
    (await world.region(access)) ??
    wheres.find(where => where.region !== undefined)?.region ??
    noRegion(access)
  const credentials = world.credentials(access, region)
  const sts = new STSClient({ region, credentials, ...endpointOf(world), ...RETRIES })
  try {
    const { Account: ownerId = '', Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}))
    return { access, ownerId, region, arn, sts }
  } catch (error) {
    sts.destroy()
    if (error instanceof Failure) throw error
    throw new Failure(
      whyNoCredentials(error, access, world) ??
        `Not even GetCallerIdentity works as ${accessText(access)}. ${said(error)}`,
    )
  }
}

function noRegion(access: Access): never {
  throw new Failure(`No Region is named for ${accessText(access)}: add --region, or "region" in the file.`)
}

const endpointOf = ({ endpoint }: World) => (endpoint === undefined ? {} : { endpoint })

function sessionsOf(world: World, sessions: readonly Session[]): Sessions {
  const identities = new Map(sessions.map(session => [accessKey(session.access), session]))
  const byAccount = new Map(sessions.toReversed().map(session => [session.ownerId, session]))
  const clients = new Map<string, EC2Client>()
  const at = ({ ownerId }: Place): Session => {
    const session = byAccount.get(ownerId)
    if (!session) throw new Error(`no credentials for account ${ownerId}`)
    return session
  }
  return {
    identities,
    places: wheres => {
      const places = wheres.map(({ access, region }) => {
        const { ownerId = '', region: own = '' } = identities.get(accessKey(access)) ?? {}
        return { ownerId, region: region ?? own }
      })
      return [...new Map(places.map(place => [placeKey(place), place])).values()]
    },
    isKnown: ownerId => byAccount.has(ownerId),
    ec2: place => {
      const kept = clients.get(placeKey(place))
      if (kept) return kept
      const { credentials } = at(place).sts.config
      const client = new EC2Client({ region: place.region, credentials, ...endpointOf(world), ...RETRIES })
      clients.set(placeKey(place), client)
      return client
    },
    arn: place => at(place).arn,
    access: place => at(place).access,
    close: () => {
      for (const client of [...clients.values(), ...sessions.map(session => session.sts)]) client.destroy()
    },
  }
}
