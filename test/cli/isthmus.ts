/** The command line as a person uses it: real processes, a home and data directories of their own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'

export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url))
export const ISTHMUS = join(CHECKOUT, 'bin/isthmus')

/** Each command is a process, and the AWS CLI a slow one: a busy machine takes its time. */
vi.setConfig({ testTimeout: 60_000 })

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly endpoint: string
  readonly pid: number
  /** Ends it with a signal, and resolves with its exit code, or the signal's name if that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<number | string>
}

/** As whom commands are run. */
export interface User {
  readonly uid: number
  readonly gid: number
}

/**
 * What a command runs through to find a machine that allows no user namespaces: in one that is the last. With a log, what
 * it says as error goes there.
 */
export const withoutUserNamespaces = (log?: string): readonly string[] => [
  ...['unshare', '--user', '--map-user=1000', '--keep-caps', 'sh', '-ec'],
  `echo 0 >/proc/sys/user/max_user_namespaces; exec "$@" ${log ? `2>>${log}` : ''}`,
  'sh',
]

export class Lab {
  readonly home = mkdtempSync(join(tmpdir(), 'isthmus-cli-'))
  readonly #user: User | undefined
  readonly #through: readonly string[]
  readonly #children: ChildProcess[] = []
  #endpoint: string | undefined

  /**
   * A place of one's own for a test; all that is in it goes with the test. Without a user: as whoever runs the test.
   * `through` is a command that runs the command that follows it. `atEnd` is `afterAll` for a place that several tests share.
   */
  constructor(
    user?: User,
    through: readonly string[] = [],
    atEnd: (clear: () => Promise<void>) => void = onTestFinished,
  ) {
    this.#user = user
    this.#through = through
    if (user) chownSync(this.home, user.uid, user.gid)
    atEnd(() => this.#clear())
  }

  path = (name: string): string => join(this.home, name)

  get environment(): NodeJS.ProcessEnv {
    const { PATH, TMPDIR } = process.env
    return { PATH, TMPDIR, HOME: this.home, ...(this.#endpoint && { ISTHMUS_ENDPOINT: this.#endpoint }) }
  }

  /** `isthmus …`, to its end. */
  isthmus(...args: readonly string[]): Promise<Ended> {
    return this.run(ISTHMUS, args)
  }

  run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const options = { env: { ...this.environment, ...env }, cwd: this.home, ...this.#user }
    const [first = '', ...rest] = [...this.#through, program, ...args]
    return new Promise((resolve, reject) => {
      execFile(first, rest, options, (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error)
        else resolve({ code: Number(error?.code ?? 0), stdout, stderr })
      })
    })
  }

  /** A server on a free port with its data in `data`; the commands that follow mean it. */
  async serve(...args: readonly string[]): Promise<Running> {
    const wish = ['--port', '0', '--data', this.path('data'), '--log-level', 'warn', ...args]
    const [first = '', ...rest] = [...this.#through, ISTHMUS, 'serve', ...wish]
    const options = { env: this.environment, cwd: this.home, ...this.#user }
    const child = spawn(first, rest, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
    this.#children.push(child)
    const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string)
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line') as Promise<[string]>,
      ended.then(code => Promise.reject(new Error(`the server ended with ${code} before it was ready`))),
    ])
    const endpoint = line.replace(/^ready /, '')
    this.#endpoint = endpoint
    const end = (signal: NodeJS.Signals) => {
      child.kill(signal)
      return ended
    }
    return { endpoint, pid: child.pid as number, end, ended }
  }

  /** What is done while `isthmus …` runs, from its first output on. */
  async during(args: readonly string[], job: () => Promise<void>): Promise<void> {
    const [first = '', ...rest] = [...this.#through, ISTHMUS, ...args]
    const options = { env: this.environment, cwd: this.home, ...this.#user }
    const child = spawn(first, rest, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
    this.#children.push(child)
    const ended = once(child, 'exit')
    const early = ended.then(([code]) => Promise.reject(new Error(`${args.join(' ')} ended with ${code}`)))
    await Promise.race([once(child.stdout, 'data'), early])
    await job().finally(() => child.kill('SIGTERM'))
    await ended
  }

  async #clear(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(this.home, { recursive: true, force: true })
  }
}

/** A port of the loopback that nobody had a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}
