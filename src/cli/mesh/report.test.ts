/** What is said of a plan that was carried out, and on the way. */
import { expect, test } from 'vitest'
import type { Call } from '../../mesh/plan.ts'
import type { Result } from './carry-out.ts'
import { progressOn } from './progress.ts'
import { reportOf, reportText } from './report.ts'

const call = (key: string): Call => ({
  key,
  operation: 'DeleteRoute',
  place: { ownerId: '111111111111', region: 'us-east-1' },
  input: { RouteTableId: 'rtb-1', DestinationCidrBlock: '10.2.0.0/16' },
  after: [],
  what: `do ${key}`,
})
const done = (key: string): Result => ({ call: call(key) })
const left = (key: string, why: string, needs?: string): Result => ({
  call: call(key),
  why,
  ...(needs && { needs }),
})

test.each([
  { results: [done('a')], says: 'Done: 1 call.\n' },
  { results: [done('a'), done('b')], says: 'Done: 2 calls.\n' },
  {
    results: [done('a'), left('b', 'Full.')],
    says: 'Done: 1 call. Left: 1.\nleft: do b: Full.\nRun it again: it goes on from here.\n',
  },
  {
    results: [left('a', 'Full.'), left('b', 'It needs a.', 'a'), left('c', 'It needs a.', 'a')],
    says: 'Done: 0 calls. Left: 3.\nleft: do a: Full.\n… and 2 calls that need what is left.\nRun it again: it goes on from here.\n',
  },
  {
    results: [left('a', 'Full.'), left('b', 'It needs a.', 'a')],
    says: 'Done: 0 calls. Left: 2.\nleft: do a: Full.\n… and 1 call that needs what is left.\nRun it again: it goes on from here.\n',
  },
  {
    results: [left('\u001b[2Ja', 'Full.')],
    says: 'Done: 0 calls. Left: 1.\nleft: do ?[2Ja: Full.\nRun it again: it goes on from here.\n',
  },
])('$says', ({ results, says }) => {
  expect(reportText(results)).toBe(says)
})

test('of many that are left for one reason ten are named, and those left for another still are', () => {
  const many = Array.from({ length: 12 }, (_, n) => left(`${n}`, 'Interrupted.'))
  expect(reportText([...many, left('x', 'Full.')]).split('\n')).toEqual([
    'Done: 0 calls. Left: 13.',
    ...many.slice(0, 10).map(({ call: { key } }) => `left: do ${key}: Interrupted.`),
    '… and 2 calls more: Interrupted.',
    'left: do x: Full.',
    'Run it again: it goes on from here.',
    '',
  ])
})

test('for programs', () => {
  const shown = { operation: 'DeleteRoute', account: '111111111111', region: 'us-east-1' }
  expect(reportOf([done('a'), left('b', 'Full.'), left('c', 'It needs b.', 'b')])).toEqual({
    done: [{ key: 'a', ...shown, what: 'do a' }],
    left: [
      { key: 'b', ...shown, what: 'do b', why: 'Full.' },
      { key: 'c', ...shown, what: 'do c', why: 'It needs b.', needs: 'b' },
    ],
  })
})

/** What is written to a stream while so many calls settle. */
function written(isTTY: boolean, total: number): string {
  let text = ''
  const write = (chunk: string) => {
    text += chunk
    return true
  }
  const progress = progressOn({ isTTY, columns: 40, write } as unknown as NodeJS.WriteStream, total)
  for (let n = 0; n < total; n++) progress.settled(done(`${n}`))
  progress.end()
  return text
}

test('in lines, ten of them at most', () => {
  expect(written(false, 3)).toBe('1 of 3 calls\n2 of 3 calls\n3 of 3 calls\n')
  expect(written(false, 1_000).split('\n')).toHaveLength(11)
})

test('as a bar on a terminal, no wider than that, and gone at the end', () => {
  const text = written(true, 1_000)
  const drawn = text.split('\r\u001b[2K')
  expect(drawn.at(-1)).toBe('')
  expect(drawn.at(-2)).toBe(`[${'#'.repeat(24)}] 1000/1000 do`)
  for (const line of drawn) expect(line.length).toBeLessThan(40)
})
