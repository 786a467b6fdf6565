/** Lists in sentences. */

const MOST = 4

/** `a, b and c`; of many the first ones, and how many more there are. */
export function listed(words: readonly string[], most = MOST): string {
  const shown =
    words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} others`] : words
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
