/** What is wrong with the text of a scenario, and the right word that comes nearest. */

/** A line that cannot be read; whoever knows the line says which. */
export class Misread extends Error {}

/** `what` is the kind of word that was expected: 'an option of create-vpc'. */
export function misread(word: string, what: string, known: Iterable<string>): Misread {
  const near = nearest(word, known)
  return new Misread(`'${word}' is not ${what}.${near === undefined ? '' : ` Did you mean '${near}'?`}`)
}

/** The known word that the fewest changes lead to; none if more than half of the letters would change. */
function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let fewest = Math.floor(word.length / 2) + 1
  for (const one of known) {
    const changes = distance(word, one)
    if (changes < fewest) [best, fewest] = [one, changes]
  }
  return best
}

/** How many letters are to be put in, taken out, changed, or swapped with their neighbour. */
function distance(from: string, to: string): number {
  let [before, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1]
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row[j] = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[before, last] = [last, row]
  }
  return last[to.length] as number
}
