/**
 * Where the mesh tool's calls go, and with whose credentials: a server of ours with the AWS files of its data directory, or
 * AWS with everything that the AWS CLI would use. Nothing here asks anybody until credentials are needed.
 */
import { STSClient } from '@aws-sdk/client-sts'
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { Access } from '../../mesh/file.ts'
import type { Account } from '../../model/account.ts'
import { awsEnvironment } from '../aws-environment.ts'
import { connect } from '../connection.ts'

type Provider = ReturnType<typeof fromNodeProviderChain>

export interface World {
  /** Absent: AWS's own, unless AWS's environment variables name another. */
  readonly endpoint?: string
  /** The credentials of an access. `region`: where a role is assumed. */
  credentials(access: Access, region: string): Provider
  /** The Region that an access has by itself; undefined if none is configured. */
  region(access: Access): Promise<string | undefined>
  /** What somebody without credentials that work is told to do. */
  remedy(access: Access): string
}

const ROLE_SESSION = 'isthmus-mesh'
const DEFAULT_REGION = 'us-east-1'

/** AWS, as the AWS CLI would call it: environment, config and credentials files, SSO, roles. */
const aws: World = {
  credentials: (access, region) => assuming(access, chain(access), { region }),
  region: async ({ profile }) => {
    const client = new STSClient(profile === undefined ? {} : { profile })
    return client.config.region().catch(() => undefined)
  },
  remedy: ({ profile }) =>
    profile === undefined
      ? 'Name a profile of your AWS config (--profile NAME), or sign in: aws configure, aws sso login.'
      : `Sign in anew (aws sso login --profile ${profile}), or put working keys into profile ${profile} of your AWS config.`,
}

const chain = ({ profile }: Access): Provider =>
  fromNodeProviderChain(profile === undefined ? {} : { profile })

/**
 * A server that this user has started, with the profiles in its data directory; an account that is not named by a profile
 * is one of the server's, and where any key will do, any 12 digits. Fails if no server is known at the endpoint.
 */
async function serverAt(endpoint: string): Promise<World> {
  const { AWS_CONFIG_FILE: configFilepath, AWS_SHARED_CREDENTIALS_FILE: filepath } = (
    await awsEnvironment(endpoint)
  ).set
  const ofProfile = (profile: string) =>
    fromIni({ profile, configFilepath, filepath, clientConfig: { endpoint } })
  const base = ({ profile, account }: Access): Provider => {
    if (profile === undefined && account !== undefined)
      return async () => {
        const name = await profileOf(endpoint, account)
        return name === undefined ? { accessKeyId: account, secretAccessKey: 'any' } : ofProfile(name)()
      }
    return ofProfile(profile ?? (process.env.AWS_PROFILE || 'default'))
  }
  return {
    endpoint,
    credentials: (access, region) => assuming(access, base(access), { region, endpoint }),
    region: async () => process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || DEFAULT_REGION,
    remedy: ({ profile = process.env.AWS_PROFILE || 'default', account }) =>
      `See which accounts the server has: isthmus account list. Make one: isthmus account create ${account === undefined ? profile : `NAME --id ${account}`}`,
  }
}

/** The profile of an account of the server; undefined if it has none there. */
async function profileOf(endpoint: string, id: string): Promise<string | undefined> {
  const connection = await connect(endpoint)
  const { accounts } = await connection.get<{ readonly accounts: readonly Account[] }>('/accounts')
  return accounts.find(account => account.id === id)?.name
}

function assuming(
  { role }: Access,
  base: Provider,
  clientConfig: { readonly region: string; readonly endpoint?: string },
): Provider {
  if (role === undefined) return base
  const params = { RoleArn: role, RoleSessionName: ROLE_SESSION }
  return fromTemporaryCredentials({ masterCredentials: base, params, clientConfig })
}

/** What `--aws` and `--endpoint` mean. */
export const worldOf = ({ aws: isAws, endpoint }: { readonly aws?: true; readonly endpoint: string }) =>
  isAws ? Promise.resolve(aws) : serverAt(endpoint)
