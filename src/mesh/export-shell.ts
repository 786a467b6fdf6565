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
 * An operation's input as options. Lists of texts are words of their own, structures are JSON, which both versions of the
 * CLI read; `false` is the option's negation.
 */
export const options = (input: object): readonly string[] =>
  Object.entries(input).flatMap(([member, value]) => optionOf(member, value))

function optionOf(member: string, value: unknown): readonly string[] {
  const name = optionName(member)
  if (value === undefined) return []
  if (typeof value === 'boolean') return [value ? name : name.replace('--', '--no-')]
  if (typeof value === 'object' && value !== null && !isTexts(value))
    return [name, shellWord(JSON.stringify(value))]
  return [name, ...[value].flat().map(word => shellWord(String(word)))]
}

const isTexts = (value: object): value is readonly string[] =>
  Array.isArray(value) && value.every(each => typeof each === 'string')
