/** Lists in sentences. */
import { listed } from './nearest.ts'

const MOST = 4

/** `a, b and c`; of many the first ones, and how many more there are. */
export const someOf = (words: readonly string[]): string =>
  listed(
    words.length > MOST ? [...words.slice(0, MOST - 1), `${words.length - MOST + 1} others`] : words,
    'and',
  )
