/** Programs of others, run against a server in this process. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ACCOUNT, type TestServer } from '../api/server.ts'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a client reads of AWS from its environment; boto3 before 1.28 does not know AWS_ENDPOINT_URL. */
const environment = ({ endpoint }: TestServer) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_URL: endpoint,
  AWS_ACCESS_KEY_ID: ACCOUNT,
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
})

function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'isthmus-client-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

/** Runs it to its end, in an empty home unless it has one. */
export function run(
  server: TestServer,
  program: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
  home = emptyHome(),
): Promise<Ended> {
  const { PATH } = process.env
  const options = {
    cwd: home,
    env: { PATH, HOME: home, LC_ALL: 'C.UTF-8', ...environment(server), ...more },
    maxBuffer: 64 << 20,
  }
  return new Promise((resolve, reject) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

/** Why a program cannot be run here, or undefined. */
export const missing = (program: string): string | undefined =>
  existsSync(program) ? undefined : `skipped: no ${program}`
