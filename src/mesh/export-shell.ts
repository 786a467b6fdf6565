/** Words of a POSIX shell and options of the AWS CLI. */

/** One word, whatever is in it. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** For a comment: one line without what a terminal would obey. */
export const comment = (text: string): string => `# ${text.replace(/\p{C}|[\u2028\u2029]/gu, '?')}`

/** `VpcPeeringConnectionId` → `--vpc-peering-connection-id`, as botocore names options. */
export const optionName = (member: string): string =>
  `--${member.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`

/**
 * An operation's input as options, each with its value. Lists of texts are words of their own; structures are JSON, which
 * both versions of the CLI read.
 */
export const options = (input: object): readonly string[] =>
  Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([member, value]) => [optionName(member), ...words(value)].join(' '))

function words(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) return value.map(shellWord)
  return [shellWord(typeof value === 'string' ? value : JSON.stringify(value))]
}

/** On one line, or each option on one of its own. */
export function commandLine(command: string, given: readonly string[]): string {
  const line = [command, ...given].join(' ')
  return line.length <= MOST_COLUMNS ? line : [command, ...given].join(' \\\n  ')
}

const MOST_COLUMNS = 110
