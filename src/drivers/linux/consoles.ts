/** The consoles lately used, by program and namespace; and the one program that has none, `sysctl`. */
import { execFile } from 'node:child_process'
import { type Console, createConsole, type IpAnswer, type Times } from './console.ts'
import { netnsFile } from './names.ts'

export interface Consoles {
  /** As a console's; without a namespace: where we are. */
  ip(namespace: string | undefined, commands: readonly string[]): Promise<IpAnswer>
  nft(namespace: string, commands: readonly string[]): Promise<string>
  /** Sets kernel settings: `net.ipv4.conf.all.forwarding=1`. */
  sysctl(namespace: string, settings: readonly string[]): Promise<void>
  /** Ends the consoles in this namespace, or all. */
  close(namespace?: string): Promise<void>
}

interface ConsoleLimits extends Times {
  /** How many consoles to keep. */
  readonly most: number
  /** How many programs to ask at a time. */
  readonly atOnce: number
}

export function createConsoles(limits: ConsoleLimits): Consoles {
  const kept = new Map<string, { readonly namespace: string | undefined; readonly console: Console }>()
  const lane = createLanes(limits.atOnce)

  /** The map is in the order of use: the first has been silent for longest. */
  function consoleIn(program: 'ip' | 'nft', namespace: string | undefined): Console {
    const key = `${program} ${namespace ?? ''}`
    const { console } = kept.get(key) ?? { console: createConsole(program, namespace, limits) }
    kept.delete(key)
    kept.set(key, { namespace, console })
    const [oldest] = kept
    if (oldest && kept.size > limits.most) {
      kept.delete(oldest[0])
      void oldest[1].console.close()
    }
    return console
  }

  return {
    ip: (namespace, commands) => lane(() => consoleIn('ip', namespace).ip(commands)),
    nft: (namespace, commands) => lane(() => consoleIn('nft', namespace).nft(commands)),
    sysctl: (namespace, settings) => lane(() => sysctl(namespace, settings, limits.within)),
    async close(namespace) {
      const closing = [...kept].filter(([, one]) => namespace === undefined || one.namespace === namespace)
      for (const [key] of closing) kept.delete(key)
      await Promise.all(closing.map(([, { console }]) => console.close()))
    },
  }
}

function sysctl(namespace: string, settings: readonly string[], within: number): Promise<void> {
  const args = [`--net=${netnsFile(namespace)}`, '--', 'sysctl', '-q', '-w', ...settings]
  return new Promise((resolve, reject) => {
    execFile('nsenter', args, { timeout: within }, (error, _, stderr) =>
      error || stderr ? reject(new Error(stderr.trim() || String(error))) : resolve(),
    )
  })
}

/** Lets at most so many jobs run at a time; the others wait in line. */
function createLanes(most: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = most
  return async job => {
    if (free > 0) free--
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
