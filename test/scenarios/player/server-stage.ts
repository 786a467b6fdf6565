/** A running server as a stage: what its operator may ask, by HTTP; `isthmus` and the AWS CLI as commands. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { connect } from '../../../src/cli/connection.ts'
import { wayInto } from '../../../src/cli/ways.ts'
import type { Failure } from '../../../src/drivers/driver.ts'
import type { Trace } from '../../../src/reach/trace.ts'
import type { Status } from '../../../src/server/operator.ts'
import { Refused, type Stage } from './stage.ts'

const ISTHMUS = fileURLToPath(new URL('../../../bin/isthmus', import.meta.url))

/** Without an `aws`: the real AWS CLI. */
export async function createServerStage(
  endpoint: string,
  aws: Stage['aws'] = realAws(endpoint),
): Promise<Stage> {
  const server = await connect(endpoint)
  const { driver } = await server.get<Status>('/status')
  const settle = async () => {
    const { failures } = await server.get<{ readonly failures: readonly Failure[] }>('/wait')
    const [failure] = failures
    if (failure) throw new Error(`${failure.part} cannot be made: ${failure.reason}`)
  }
  return {
    hasPackets: driver !== 'memory',
    aws,
    // What `isthmus wait` does, without a process for it.
    isthmus: words => (words.join(' ') === 'wait' ? settle().then(() => '') : run(endpoint, words)),
    settle,
    async judge({ from, to, ...probe }) {
      const query = new URLSearchParams({ from, to, protocol: probe.protocol })
      if ('port' in probe) query.set('port', String(probe.port))
      return server.get<{ readonly trace: Trace; readonly text: string }>(`/reach?${query}`)
    },
    wayInto: place => wayInto(endpoint, place),
  }
}

const realAws = (endpoint: string) => (words: readonly string[]) =>
  run(endpoint, ['aws', '--output', 'text', ...words])

/** `isthmus …`, to its end. */
function run(endpoint: string, words: readonly string[]): Promise<string> {
  const env = { ...process.env, ISTHMUS_ENDPOINT: endpoint, AWS_PAGER: '' }
  return new Promise((resolve, reject) => {
    execFile(ISTHMUS, [...words], { env }, (error, stdout, stderr) => {
      if (!error) resolve(stdout)
      else reject(new Refused(/\((\S+)\) when calling/.exec(stderr)?.[1] ?? 'failed', stderr.trim()))
    })
  })
}
