/** What has become of a plan: for people, and for programs. */
import { callJson } from '../../mesh/show-json.ts'
import { printable } from '../../mesh/show-text.ts'
import type { Result } from './carry-out.ts'

/** What is left because of something else that is left is counted; why that is left is said. */
export function reportText(results: readonly Result[]): string {
  const left = results.filter(result => result.why !== undefined)
  const done = results.length - left.length
  if (left.length === 0) return `Done: ${calls(done)}.\n`
  const first = left.filter(result => result.needs === undefined)
  const rest = left.length - first.length
  const lines = [
    `Done: ${calls(done)}. Left: ${left.length}.`,
    ...[...Map.groupBy(first, ({ why }) => why).values()].flatMap(leftLines),
    ...(rest > 0 ? [`… and ${calls(rest)} that need${rest === 1 ? 's' : ''} what is left.`] : []),
    'Run it again: it goes on from here.',
  ]
  return `${lines.join('\n')}\n`
}

/** Of one reason, so many calls at most are named. */
const MOST_LEFT = 10

function leftLines(left: readonly Result[]): readonly string[] {
  const hidden = left.length - MOST_LEFT
  return [
    ...left.slice(0, MOST_LEFT).map(({ call, why }) => printable(`left: ${call.what}: ${why}`)),
    ...(hidden > 0 ? [printable(`… and ${calls(hidden)} more: ${left[0]?.why}`)] : []),
  ]
}

const calls = (number: number): string => `${number} call${number === 1 ? '' : 's'}`

export const reportOf = (results: readonly Result[]) => ({
  done: results.filter(result => result.why === undefined).map(shown),
  left: results.filter(result => result.why !== undefined).map(shown),
})

const shown = ({ call, why, needs }: Result) => ({
  ...callJson(call),
  ...(why !== undefined && { why }),
  ...(needs !== undefined && { needs }),
})
