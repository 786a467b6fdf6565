import { expect, test } from 'vitest'
import { didYouMean, listed, nearest } from './nearest.ts'
import { quoted } from './quoting.ts'

const words = ['announce', 'region', 'hubs', 'tcp']

test.each([
  ['anounce', 'announce'],
  ['annuonce', 'announce'],
  ['Region', 'region'],
  ['regions', 'region'],
  ['hub', 'hubs'],
  ['tpc', 'tcp'],
  ['udp', undefined],
  ['denounced', 'announce'],
  ['announcements', undefined],
  ['', undefined],
])('%j means %s', (word, meant) => {
  expect(nearest(word, words)).toBe(meant)
  expect(didYouMean(word, words)).toBe(meant === undefined ? '' : ` Did you mean '${meant}'?`)
})

test('among no words there is no near one', () => {
  expect(nearest('a', [])).toBeUndefined()
})

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%j is listed as %j', (all, text) => {
  expect(listed(all)).toBe(text)
})

test.each([
  ['eu-wst-1', "'eu-wst-1'"],
  ['größe 5 €', "'größe 5 €'"],
  ['\u001b[31m', 'This'],
  ['two\nlines', 'This'],
  ['', 'This'],
  ['x'.repeat(101), 'This'],
  ['ASIAIOSFODNN7EXAMPLE', 'This'],
  ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'This'],
])('%j is repeated as %s', (text, repeated) => {
  expect(quoted(text)).toBe(repeated)
})
