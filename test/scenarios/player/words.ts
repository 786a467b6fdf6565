/** A command line cut into words, as a shell does it: by blanks, except within quotes. */
import { Misread } from './misread.ts'

export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  const pattern = /\s*((?:'[^']*'|"[^"]*"|[^\s'"])+)/y
  let end = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    words.push((found[1] as string).replace(/'([^']*)'|"([^"]*)"/g, '$1$2'))
    end = pattern.lastIndex
  }
  if (text.slice(end).trim() !== '') throw new Misread(`A quote is not closed: ${text.slice(end).trim()}`)
  return words
}
