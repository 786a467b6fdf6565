/** Names for what an export makes: from the members' labels, legal and unique, the same for the same mesh. */
import type { Link, LinkEnd } from './link.ts'
import type { PlannedLink } from './plan.ts'

/**
 * A name for each: its first choice, unless something else could be called that, too; else its second. The second
 * choices have to differ from each other.
 */
export function uniqueNames<T>(
  items: readonly T[],
  choices: (item: T) => readonly [string, string],
): ReadonlyMap<T, string> {
  const claims = new Map<string, number>()
  for (const item of items)
    for (const name of new Set(choices(item))) claims.set(name, (claims.get(name) ?? 0) + 1)
  return new Map(
    items.map(item => {
      const [first, second] = choices(item)
      return [item, claims.get(first) === 1 ? first : second]
    }),
  )
}

/** `web_to_database`; with the VPCs' ids where labels are the same. */
export const linkNames = (links: readonly PlannedLink[]): ReadonlyMap<Link, string> =>
  uniqueNames(
    links.map(({ link }) => link),
    ({ requester, accepter }) => [
      `${word(requester.member.label)}_to_${word(accepter.member.label)}`,
      `${labelAndId(requester)}_to_${labelAndId(accepter)}`,
    ],
  )

/** Lower-case letters, digits and single underscores, never empty, begins with a letter: HCL, sh and Mermaid take it. */
export function word(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  return /^[a-z]/.test(plain) ? plain : `x${plain && '_'}${plain}`
}

/** What AWS has made unique, as a word: `rtb-0aaa` and `10.0.0.0/16` → `rtb_0aaa_10_0_0_0_16`. */
export const wordOf = (...parts: readonly (string | number)[]): string =>
  parts.join('_').replace(/[^a-zA-Z0-9]/g, '_')

const labelAndId = ({ member }: LinkEnd): string =>
  `${word(member.label)}_${member.vpcId.replace('vpc-', '')}`
