/** The AWS CLI without the AWS CLI, which takes half a second to start: its words, read, and AWS's SDK. */
import * as ec2 from '@aws-sdk/client-ec2'
import * as sts from '@aws-sdk/client-sts'
import { type AwsCall, readAwsCall } from './aws-call.ts'
import { printed } from './query.ts'
import type { Scenario } from './scenario.ts'
import { Refused, type Stage } from './stage.ts'

interface Client {
  send(command: unknown): Promise<unknown>
  destroy(): void
}

const SDK = {
  ec2: { Client: ec2.EC2Client, commands: ec2 },
  sts: { Client: sts.STSClient, commands: sts },
} as const

type Commands = Readonly<Record<string, new (input: object) => unknown>>

export interface SdkAws {
  readonly aws: Stage['aws']
  close(): void
}

/** A server with `--auth open` takes an account as an access key. Scenarios of different numbers share no account. */
export function createSdkAws(endpoint: string, { profiles }: Scenario, number: number): SdkAws {
  const accountOf = (profile: string) =>
    String(number * 100 + profiles.indexOf(profile) + 1).padStart(12, '7')
  const clients = new Map<string, Client>()
  const clientFor = ({ service, profile, region }: AwsCall): Client => {
    const key = `${service} ${profile} ${region}`
    const known = clients.get(key)
    if (known) return known
    const credentials = { accessKeyId: accountOf(profile), secretAccessKey: 'any' }
    const made = new SDK[service].Client({ endpoint, region, credentials, maxAttempts: 1 }) as Client
    clients.set(key, made)
    return made
  }
  return {
    async aws(words) {
      const call = readAwsCall(words)
      const Command = (SDK[call.service].commands as unknown as Commands)[`${call.operation}Command`]
      if (!Command) throw new Error(`the SDK has no ${call.operation}`)
      const reply = await clientFor(call).send(new Command(call.input)).catch(refusal)
      return call.query === undefined ? '' : printed(reply, call.query)
    },
    close: () => {
      for (const client of clients.values()) client.destroy()
    },
  }
}

function refusal(error: Error): never {
  throw new Refused(error.name, error.message)
}
