/**
 * The text of a scenario → what is to be done. Everything that can be known without a server is checked here: commands,
 * options, causes, names that nothing has given. Throws an Error that names file, line and the nearest right word.
 */
import { causes } from '../../../src/reach/causes.ts'
import { readAwsCall } from './aws-call.ts'
import { type Line, linesOf } from './lines.ts'
import { Misread, misread } from './misread.ts'
import { type Check, type Command, type Fate, type Scenario, type Step, substitute } from './scenario.ts'
import { wordsOf } from './words.ts'

const BEGINNINGS = ['aws', 'isthmus', 'ping', 'tcp', 'udp'] as const
const INTERNET = 'internet'

export function readScenario(file: string, text: string): Scenario {
  const title = /^# (.+)/.exec(text)?.[1]
  if (title === undefined) throw new Error(`${file}:1: A scenario begins with its title: # …`)
  const given = new Set<string>()
  const profiles = new Set<string>(['default'])
  const read = (line: Line): Step => {
    try {
      const step = stepOf(line)
      checkNames(step, given)
      if (step.kind === 'aws') profiles.add(readAwsCall(step.words).profile)
      if (step.kind !== 'check' && step.name) given.add(step.name)
      return step
    } catch (error) {
      throw error instanceof Misread ? new Error(`${file}:${line.number}: ${error.message}`) : error
    }
  }
  const steps = linesOf(file, text).map(read)
  return { title, steps, profiles: [...profiles] }
}

function stepOf(line: Line): Step {
  const [, name, left = '', , right] =
    /^(?:\$([a-z]\w*) = )?(.*?)(\s+(?:→|->)\s+(.*))?$/.exec(line.text) ?? []
  const [first = '', ...words] = wordsOf(left)
  switch (first) {
    case 'aws':
    case 'isthmus':
      return { ...line, kind: first, words, ...(name && { name }), ...expectation(first, words, name, right) }
    case 'ping':
    case 'tcp':
    case 'udp':
      return { ...line, kind: 'check', ...flow(first, words), expected: fate(right) }
    default:
      throw misread(first, `how a line begins (${BEGINNINGS.join(', ')}, $name =, # or for each)`, BEGINNINGS)
  }
}

function expectation(
  kind: Command['kind'],
  words: readonly string[],
  name: string | undefined,
  right: string | undefined,
): Pick<Command, 'expected'> {
  const isPrinted = kind === 'isthmus' || words.includes('--query')
  if (name && !isPrinted) throw new Misread(`$${name} gets what --query names, and there is no --query.`)
  if (right === undefined) return {}
  const refusal = /^refused: (\S+)$/.exec(right)?.[1]
  if (refusal !== undefined) return { expected: { refusal } }
  if (!isPrinted) throw new Misread('What is expected is what --query names, and there is no --query.')
  return { expected: { output: right } }
}

function flow(probe: 'ping' | 'tcp' | 'udp', words: readonly string[]) {
  const [from, to, ...more] = words
  const port = probe === 'ping' ? '' : ':80'
  if (from === undefined || to === undefined || more.length > 0)
    throw new Misread(`${probe} goes FROM one TO another: ${probe} $a $b${port} → ok`)
  if (probe === 'ping') return { protocol: 'icmp', ...ends(from, to) } as const
  const [, host = '', number] = /^(.*):(\d+)$/.exec(to) ?? []
  if (number === undefined) throw new Misread(`${probe} goes to a port: ${to}${port}`)
  return { protocol: probe, ...ends(from, host), port: Number(number) } as const
}

function ends(from: string, to: string): Pick<Check, 'from' | 'to'> {
  const isEnd = (end: string) => end.startsWith('$') || end === INTERNET
  if (!isEnd(from)) throw misread(from, 'where a packet begins ($name or internet)', [INTERNET, `$${from}`])
  if (!isEnd(to) && !/^[\d.]+$|:/.test(to))
    throw misread(to, 'where a packet goes ($name, an address or internet)', [INTERNET, `$${to}`])
  return { from, to }
}

function fate(text: string | undefined): Fate {
  if (text === undefined) throw new Misread('What is expected? → ok, or → stopped by CAUSE')
  if (text === 'ok') return { reaches: true }
  const [, code = '', about, back] = /^stopped by (\w+)(?: at \$(\w+))?( on the way back)?$/.exec(text) ?? []
  if (code === '') throw misread(text, 'an expectation (ok, or stopped by CAUSE)', ['ok', 'stopped by'])
  if (!isCause(code)) throw misread(code, 'a cause', Object.keys(causes))
  return { reaches: false, code, direction: back ? 'return' : 'forward', ...(about && { about }) }
}

const isCause = (text: string): text is keyof typeof causes => Object.hasOwn(causes, text)

/** Every `$name` has been given a value further up. */
function checkNames(step: Step, given: ReadonlySet<string>): void {
  const about = step.kind === 'check' && !step.expected.reaches && step.expected.about
  const used = step.kind === 'check' ? [step.from, step.to, ...(about ? [`$${about}`] : [])] : step.words
  for (const word of used)
    substitute(word, name => {
      if (given.has(name)) return ''
      throw misread(
        `$${name}`,
        'a name that a line above has given',
        [...given].map(one => `$${one}`),
      )
    })
}
