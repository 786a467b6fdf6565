/**
 * The text that `ip`, `nft` and `sysctl` are given. Every command that holds a value from outside this folder is
 * made by this one function, so that no value can become a second word or a second command.
 */

/** Ids, addresses, prefixes, numbers and device names. No space, quote, comment, brace or separator of either tool. */
const WORD = /^[A-Za-z0-9._:/@-]+$/

/** A command with its values filled in: command`route add ${destination} dev ${device}`. Throws on a value that is not one word. */
export function command(text: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: text }, ...values.map(word))
}

function word(value: string | number): string {
  if (!WORD.test(String(value))) throw new Error(`not one word of a command: ${JSON.stringify(value)}`)
  return String(value)
}
