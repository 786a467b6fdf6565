/** A server's door that behaves as AWS does on a bad day: it counts, throttles, forgets what is new, and lets calls be watched. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Lab, Running } from './isthmus.ts'

export interface Seen {
  readonly action: string
  readonly region: string
  readonly parameters: URLSearchParams
}

export interface Refused {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** What becomes of a call: nothing special, a refusal, or the XML of an answer. */
export type Whim = (call: Seen) => Refused | string | undefined | Promise<undefined>

export interface Wayward {
  readonly endpoint: string
  /** The calls in the order in which they came. */
  readonly calls: Seen[]
}

/** In front of a server; commands that are told its endpoint find the server's data directory. */
export async function waywardDoor(lab: Lab, server: Running, whim: Whim): Promise<Wayward> {
  const calls: Seen[] = []
  const door = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming)
    const call = seenIn(incoming, body)
    if (call) calls.push(call)
    const own = call && (await whim(call))
    if (own !== undefined) {
      const answer = typeof own === 'string' ? { status: 200, xml: own } : refusal(own)
      outgoing.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.xml)
      return
    }
    const { method, url, headers } = incoming
    const onward = request(new URL(url ?? '/', server.endpoint), { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy()).end(body)
  })
  await new Promise<void>(resolve => door.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    door.closeAllConnections()
    door.close()
  })
  const { port } = door.address() as { port: number }
  const servers = join(lab.home, '.isthmus/servers')
  const known = readFileSync(join(servers, `${new URL(server.endpoint).port}.json`), 'utf8')
  mkdirSync(servers, { recursive: true })
  writeFileSync(join(servers, `${port}.json`), known)
  return { endpoint: `http://127.0.0.1:${port}`, calls }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of incoming.setEncoding('utf8')) body += chunk
  return body
}

function seenIn({ headers }: IncomingMessage, body: string): Seen | undefined {
  const parameters = new URLSearchParams(body)
  const action = parameters.get('Action')
  const [, region = ''] = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? []
  return action === null ? undefined : { action, region, parameters }
}

const refusal = ({ status, code, message }: Refused) => ({
  status,
  xml: `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
})

export const isDescribe = ({ action }: Seen): boolean => /^(Describe|Get)/.test(action)
