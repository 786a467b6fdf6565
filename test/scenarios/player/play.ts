/**
 * Plays a scenario on a stage: does what its commands say, and compares what comes of it with what it expects. Checks that
 * stand together are tried at the same time: first by the model, then, where there are packets, by packets.
 */
import type { ChildProcess } from 'node:child_process'
import { cidr } from '../../../src/model/cidr.ts'
import { hostIn } from '../../../src/model/customer-site.ts'
import { INTERNET_HOST } from '../../../src/model/internet.ts'
import type { Flow, Verdict } from '../../../src/reach/trace.ts'
import { connects, end, exchanges, listen, pings, type Way } from './packets.ts'
import { type Check, type Command, type Fate, type Scenario, type Step, substitute } from './scenario.ts'
import { Refused, type Stage } from './stage.ts'

/** Told of every step that was as expected, and what it printed. */
export type Audience = (step: Step, printed: string) => void

/** Throws an Error with file, line and what was otherwise at the first step that is not as the scenario says. */
export async function playScenario(
  file: string,
  { steps }: Scenario,
  stage: Stage,
  audience: Audience = () => undefined,
): Promise<void> {
  const player = new Player(stage)
  try {
    for (let at = 0; at < steps.length; ) {
      const together = checksFrom(steps, at)
      if (together.length > 0) await stage.settle()
      const doing = together.length > 0 ? together : steps.slice(at, at + 1)
      const tried = doing.map(async step => {
        const printed = await player.take(step).catch((error: Error) => {
          throw new Error(`${file}:${step.number}: ${step.text}\n${error.message}`)
        })
        audience(step, printed)
      })
      const failed = (await Promise.allSettled(tried)).find(one => one.status === 'rejected')
      if (failed) throw failed.reason
      at += doing.length
    }
  } finally {
    await player.leave()
  }
}

function checksFrom(steps: readonly Step[], at: number): readonly Check[] {
  const checks: Check[] = []
  for (const step of steps.slice(at)) {
    if (step.kind !== 'check') break
    checks.push(step)
  }
  return checks
}

/** What a name stands for, and whose it is: the CLI's words before the service. */
interface Value {
  readonly text: string
  readonly as: readonly string[]
}

class Player {
  readonly #stage: Stage
  readonly #values = new Map<string, Value>()
  readonly #listeners = new Map<string, Promise<ChildProcess>>()
  /** The private address of each instance, which stays. */
  readonly #addresses = new Map<string, Promise<string>>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** What the step printed. Throws if it is not as expected. */
  take(step: Step): Promise<string> {
    return step.kind === 'check' ? this.#check(step) : this.#command(step)
  }

  async leave(): Promise<void> {
    await Promise.allSettled([...this.#listeners.values()].map(async listener => end(await listener)))
  }

  async #command({ kind, words, name, expected }: Command): Promise<string> {
    const filled = words.map(word => this.#fill(word))
    const happened = await this.#stage[kind](filled).catch((error: Error) => {
      if (error instanceof Refused && expected && 'refusal' in expected) return error
      throw error
    })
    const output =
      happened instanceof Refused ? `refused: ${happened.code}` : happened.trim().replace(/\s+/g, ' ')
    const wanted =
      expected && ('refusal' in expected ? `refused: ${expected.refusal}` : this.#fill(expected.output))
    if (wanted !== undefined && output !== wanted) throw new Error(`expected ${wanted}, and got ${output}`)
    if (name) this.#values.set(name, { text: output, as: words.slice(0, words.indexOf('ec2')) })
    return output
  }

  async #check(check: Check): Promise<string> {
    const flow = this.#flowOf(check)
    const { trace, text } = await this.#stage.judge(flow)
    const [said, wanted] = [told(trace.verdict), told(this.#filled(check.expected))]
    if (!said.startsWith(wanted))
      throw new Error(`the model was expected to say: ${wanted}. It says:\n${text}`)
    if (this.#stage.hasPackets && (await this.#arrives(check)) !== check.expected.reaches)
      throw new Error(
        `a real packet ${check.expected.reaches ? 'does not arrive' : 'arrives'}. The model says:\n${text}`,
      )
    return said
  }

  #flowOf({ protocol, port = 0, from, to }: Check): Flow {
    const ends = { from: this.#end(from), to: this.#end(to) }
    return protocol === 'icmp' ? { ...ends, protocol } : { ...ends, protocol, port }
  }

  #filled(fate: Fate): Fate {
    return fate.reaches || fate.about === undefined ? fate : { ...fate, about: this.#fill(`$${fate.about}`) }
  }

  async #arrives({ protocol, port = 0, from, to, expected }: Check): Promise<boolean> {
    const way = await this.#stage.wayInto(from === 'internet' ? from : this.#fill(from))
    const address = await this.#addressOf(to, from === 'internet')
    if (protocol === 'icmp') return pings(way, address, expected.reaches)
    await this.#listenAt(to, address, protocol, port)
    const tries = protocol === 'tcp' ? connects : exchanges
    return tries(way, address, port, expected.reaches)
  }

  /** Where nobody listens, an attempt proves nothing. A web server is on the Internet without us, and behind a gateway endpoint. */
  async #listenAt(to: string, address: string, protocol: 'tcp' | 'udp', port: number): Promise<void> {
    const isOnInternet = INTERNET_HOST.some(({ text }) => text === address)
    const place = isOnInternet && protocol === 'udp' ? 'internet' : this.#fill(to)
    if (!/^(i-|vpn-|internet)/.test(place) || (isOnInternet && protocol === 'tcp')) return
    const key = `${protocol} ${place}:${port}`
    const begin = async () => {
      const way: Way = await this.#stage.wayInto(place)
      return listen(way, protocol, port, place.startsWith('i-') ? [] : [address])
    }
    const listener = this.#listeners.get(key) ?? begin()
    this.#listeners.set(key, listener)
    await listener
  }

  /** As the other end knows it. An instance without a public address has no place on the Internet: then by its own. */
  async #addressOf(to: string, isFromInternet: boolean): Promise<string> {
    const value = this.#values.get(to.slice(1))
    if (value?.text.startsWith('vpn-')) return hostIn(cidr(await this.#networkOf(value))).text
    if (!value?.text.startsWith('i-')) return this.#end(to)
    const publicOne = isFromInternet ? await this.#shown(value, 'PublicIpAddress') : 'None'
    if (publicOne !== 'None') return publicOne
    const known = this.#addresses.get(value.text) ?? this.#shown(value, 'PrivateIpAddress')
    this.#addresses.set(value.text, known)
    return known
  }

  /** The first network of a site. */
  async #networkOf({ text, as }: Value): Promise<string> {
    const describe = [...as, 'ec2', 'describe-vpn-connections', '--vpn-connection-ids', text]
    const query = ['--query', 'VpnConnections[0].Routes[0].DestinationCidrBlock']
    return (await this.#stage.aws([...describe, ...query])).trim()
  }

  async #shown({ text, as }: Value, member: string): Promise<string> {
    const describe = [...as, 'ec2', 'describe-instances', '--instance-ids', text]
    const query = ['--query', `Reservations[0].Instances[0].${member}`]
    return (await this.#stage.aws([...describe, ...query])).trim()
  }

  #end = (end: string): string => (end === 'internet' ? (INTERNET_HOST[0]?.text ?? '') : this.#fill(end))

  #fill = (text: string): string => substitute(text, name => this.#values.get(name)?.text ?? `$${name}`)
}

/** A fate or a verdict in the words of a scenario. Which object it is stopped at comes last: not every scenario says. */
const told = (fate: Fate | Verdict): string =>
  fate.reaches
    ? 'ok'
    : [
        `stopped by ${fate.code}`,
        fate.direction === 'return' ? 'on the way back' : 'on the way there',
        ...(fate.about === undefined ? [] : [`at ${fate.about}`]),
      ].join(' ')
