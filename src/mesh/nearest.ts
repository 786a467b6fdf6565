/** The right word for a wrong one. */
import { closest, distance } from 'fastest-levenshtein'

/**
 * The word that was most likely meant; undefined if none is near: letters in another order, or a third of them wrong. Upper
 * and lower case are the same.
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const lower = word.toLowerCase()
  const jumbled = words.find(one => lettersOf(one) === lettersOf(word))
  if (jumbled !== undefined || words.length === 0) return jumbled
  const near = closest(
    lower,
    words.map(one => one.toLowerCase()),
  )
  if (distance(lower, near) > Math.max(1, Math.floor(word.length / 3))) return undefined
  return words.find(one => one.toLowerCase() === near)
}

const lettersOf = (word: string): string => [...word.toLowerCase()].sort().join('')

/** ` Did you mean 'announce'?`, or nothing. */
export function didYouMean(word: string, words: readonly string[]): string {
  const near = nearest(word, words)
  return near === undefined ? '' : ` Did you mean '${near}'?`
}

/** `a`, `a or b`, `a, b or c` */
export const listed = (words: readonly string[], last = 'or'): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
