/** Options and arguments that several commands share, and how their texts are read. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings'

const DEFAULT_ENDPOINT = 'http://127.0.0.1:4566'

/** `--endpoint URL`: the server that is meant. */
export const endpointOption = () =>
  new Option('--endpoint <url>', 'the server')
    .env('ISTHMUS_ENDPOINT')
    .default(DEFAULT_ENDPOINT)
    .argParser(readEndpoint)

export const jsonOption = () => new Option('--json', 'print JSON')

/** For commands that read no options of their own. Throws what commander shows if the variable is no URL. */
export const endpointOfEnvironment = (): string =>
  readEndpoint(process.env.ISTHMUS_ENDPOINT || DEFAULT_ENDPOINT)

/** The port of an endpoint, also where its scheme implies it. */
export function portOf(endpoint: string): number {
  const { port, protocol } = new URL(endpoint)
  return Number(port || (protocol === 'https:' ? 443 : 80))
}

/** Refuses what is no port; 0 only where `least` lets the system choose one. */
export const readPort =
  (least: 0 | 1) =>
  (text: string): number => {
    const port = Number(text)
    if (/^\d{1,5}$/.test(text) && port >= least && port <= 65_535) return port
    throw new InvalidArgumentError(`A port is a number from ${least} to 65535.`)
  }

function readEndpoint(text: string): string {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url.origin
  throw new InvalidArgumentError('An endpoint is a URL such as http://127.0.0.1:4566.')
}

/** The words of a command, without the `--` that may stand before it. One that follows later is the command's. */
export const wordsOf = ([first, ...rest]: readonly string[]): readonly string[] =>
  first === '--' || first === undefined ? rest : [first, ...rest]

/** A section of examples at the end of a help text: each what is typed, and what it is for. */
export function examples(rows: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rows).map(([typed, purpose]) => `  # ${purpose}\n  $ isthmus ${typed}`)
  return `\nExamples:\n${lines.join('\n')}`
}
