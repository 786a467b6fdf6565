/** What AWS's tools and SDKs find in their environment when they are to call an Isthmus server. */
import { awsFilesIn } from '../server/accounts.ts'
import { readRuntime } from '../server/runtime-file.ts'
import { Failure } from './failure.ts'
import { portOf } from './options.ts'

export interface AwsEnvironment {
  readonly set: Readonly<Record<string, string>>
  /** What would win over the files and the endpoint. */
  readonly unset: readonly string[]
}

const SHADOWS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_ENDPOINT_URL_EC2',
  'AWS_ENDPOINT_URL_STS',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
]

/** For the server at an endpoint; fails if this user has started none there. */
export async function awsEnvironment(endpoint: string): Promise<AwsEnvironment> {
  const runtime = await readRuntime(portOf(endpoint))
  if (!runtime) throw new Failure(`No server of yours is known at ${endpoint}. Start one: isthmus serve`)
  const files = awsFilesIn(runtime.directory)
  return {
    set: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_CONFIG_FILE: files.config,
      AWS_SHARED_CREDENTIALS_FILE: files.credentials,
      ISTHMUS_ENDPOINT: endpoint,
    },
    unset: SHADOWS,
  }
}
