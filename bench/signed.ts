/** Signed requests a second: signed beforehand, sent over kept connections, verified by a server with `--auth keys`. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignatureV4 } from '@smithy/signature-v4'
import { Sha256 } from '../test/sha256.ts'
import { inParallel } from './clients.ts'
import { isthmus, started } from './server.ts'

const REQUESTS = 20_000
const CONNECTIONS = 32

/** The last of the signer's ways of being called: with an HTTP request. */
type RequestToSign = Extract<Parameters<SignatureV4['sign']>[0], { headers: unknown }>

interface Prepared {
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Rate {
  /** As seen by the client, which needs a core of its own. */
  readonly seen: number
  /** For each second of the server's processor time. */
  readonly perCore: number
}

export async function requestsASecond(kind: 'read' | 'write'): Promise<Rate> {
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-bench-'))
  const args = ['serve', '--port', '0', '--data', directory, '--driver', 'memory', '--log-level', 'warn']
  const server = await started(isthmus, args)
  const sign = await signerFor(directory, new URL(server.endpoint))
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const send = (prepared: Prepared) => post(agent, server.endpoint, prepared)
  const created = await send(await sign('Action=CreateVpc&Version=2016-11-15&CidrBlock=10.1.0.0%2F16'))
  const vpc = /<vpcId>(.*?)<\/vpcId>/.exec(created)?.[1] ?? ''
  const bodyOf = {
    read: () => `Action=DescribeVpcs&Version=2016-11-15&VpcId.1=${vpc}`,
    write: (n: number) =>
      `Action=CreateTags&Version=2016-11-15&ResourceId.1=${vpc}&Tag.1.Key=k&Tag.1.Value=${n}`,
  }
  const prepared = await Promise.all(Array.from({ length: REQUESTS }, (_, n) => sign(bodyOf[kind](n))))
  const cpu = await server.cpuSeconds()
  const began = performance.now()
  await inParallel(prepared, CONNECTIONS, send)
  const seconds = (performance.now() - began) / 1_000
  const used = (await server.cpuSeconds()) - cpu
  agent.destroy()
  await server.stop()
  await rm(directory, { recursive: true })
  return { seen: REQUESTS / seconds, perCore: REQUESTS / used }
}

async function signerFor(directory: string, endpoint: URL) {
  const text = await readFile(join(directory, 'aws-credentials'), 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  const signer = new SignatureV4({
    service: 'ec2',
    region: 'us-east-1',
    credentials: { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') },
    sha256: Sha256,
  })
  return async (body: string): Promise<Prepared> => {
    const request: RequestToSign = {
      method: 'POST',
      protocol: 'http:',
      hostname: endpoint.hostname,
      path: '/',
      query: {},
      headers: { host: endpoint.host, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    }
    const { headers } = await signer.sign(request)
    return { headers, body }
  }
}

function post(agent: Agent, endpoint: string, { headers, body }: Prepared): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      endpoint,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      answer => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', chunk => (text += chunk))
        answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(text))))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
