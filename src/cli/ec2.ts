/** An ordinary client of the EC2 API, with the keys of an account's profile. */
import { readFile } from 'node:fs/promises'
import { SignatureV4 } from '@smithy/signature-v4'
import { awsFilesIn } from '../server/accounts.ts'
import { readRuntime } from '../server/runtime-file.ts'
import { versionOf } from '../wire/contract.ts'
import { Sha256 } from '../wire/sha256.ts'
import { unreachable } from './connection.ts'
import { Failure } from './failure.ts'
import { portOf } from './options.ts'

export interface Caller {
  readonly endpoint: string
  /** The name of a profile. */
  readonly account: string
  readonly region: string
}

/** Calls an operation with its parameters as they stand on the wire; the reply's XML. Fails with AWS's code and message. */
export type Ec2 = (operation: string, parameters: Readonly<Record<string, string>>) => Promise<string>

export async function ec2As({ endpoint, account, region }: Caller): Promise<Ec2> {
  const credentials = await credentialsOf(endpoint, account)
  const signer = new SignatureV4({ credentials, region, service: 'ec2', sha256: Sha256 })
  const { hostname, protocol, host } = new URL(endpoint)
  return async (operation, parameters) => {
    const body = `${new URLSearchParams({ Action: operation, Version: versionOf('ec2'), ...parameters })}`
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    const signed = await signer.sign({ method: 'POST', protocol, hostname, path: '/', headers, body })
    const request = { method: 'POST', headers: signed.headers, body }
    const response = await fetch(endpoint, request).catch(error =>
      Promise.reject(unreachable(endpoint, error)),
    )
    const xml = await response.text()
    if (response.ok) return xml
    throw new Failure(`${elementOf(xml, 'Code')}: ${elementOf(xml, 'Message')}`)
  }
}

/** The text of the first element with this name; empty if there is none. */
export const elementOf = (xml: string, name: string): string =>
  (new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '').replace(
    /&(lt|gt|quot|amp);/g,
    (_, entity: keyof typeof ENTITIES) => ENTITIES[entity],
  )

const ENTITIES = { lt: '<', gt: '>', quot: '"', amp: '&' } as const

async function credentialsOf(endpoint: string, account: string) {
  const runtime = await readRuntime(portOf(endpoint))
  if (!runtime) throw new Failure(`No server of yours is known at ${endpoint}. Start one: isthmus serve`)
  const text = await readFile(awsFilesIn(runtime.directory).credentials, 'utf8')
  const section = text.split(/^\[/m).find(part => part.startsWith(`${account}]`))
  if (!section)
    throw new Failure(`There is no account named '${account}'. Make it: isthmus account create ${account}`)
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(section)?.[1] ?? ''
  return { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') }
}
