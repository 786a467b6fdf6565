import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describe as ask, type Catalogue, page } from './describe.ts'

interface Thing {
  readonly id: string
  readonly colour: string
  readonly sizes: readonly number[]
  readonly tags: Readonly<Record<string, string>>
}

const things: readonly Thing[] = [
  { id: 't-1', colour: 'red', sizes: [1, 2], tags: { Name: 'one' } },
  { id: 't-2', colour: 'green', sizes: [], tags: { Name: 'two', empty: '' } },
  { id: 't-3', colour: 'r*d', sizes: [3], tags: {} },
]

const catalogue: Catalogue<Thing> = {
  all: () => things,
  byId: id => things.find(thing => thing.id === id) as Thing,
  filters: { colour: thing => thing.colour, size: thing => thing.sizes },
  indexed: { colour: value => things.filter(thing => thing.colour === value) },
  tags: thing => thing.tags,
}

const ids = (question: Parameters<typeof ask>[1]) => ask(catalogue, question).found.map(thing => thing.id)

describe('filters', () => {
  test.each([
    ['exact', 'colour', ['red'], ['t-1']],
    ['several values are or-ed', 'colour', ['green', 'red'], ['t-2', 't-1']],
    ['a star stands for any characters', 'colour', ['r*'], ['t-1', 't-3']],
    ['a question mark for one', 'colour', ['r?d'], ['t-1', 't-3']],
    ['a backslash takes their meaning', 'colour', ['r\\*d'], ['t-3']],
    ['case counts', 'colour', ['Red'], []],
    ['several values of a document', 'size', ['2'], ['t-1']],
    ['no value matches nothing', 'size', [''], []],
    ['a tag', 'tag:Name', ['t*'], ['t-2']],
    ['an empty tag', 'tag:empty', [''], ['t-2']],
    ['a tag key', 'tag-key', ['empty'], ['t-2']],
    ['a tag named as what every object has', 'tag:constructor', ['*'], []],
  ])('%s', (_name, Name, Values, expected) => {
    expect(ids({ Filters: [{ Name, Values }] })).toEqual(expected)
  })

  test('several filters are and-ed, also with ids', () => {
    const Filters = [
      { Name: 'colour', Values: ['r*'] },
      { Name: 'size', Values: ['3', '1'] },
    ]
    expect(ids({ Filters })).toEqual(['t-1', 't-3'])
    expect(ids({ Filters, ids: ['t-3', 't-2', 't-3'] })).toEqual(['t-3'])
  })

  test.each(['nonsense', 'constructor', ''])('a filter named %j is refused', Name => {
    expect(() => ids({ Filters: [{ Name, Values: ['x'] }] })).toThrow(`The filter '${Name}' is invalid`)
  })

  test('more than 200 values are refused', () => {
    const Values = Array.from({ length: 201 }, String)
    expect(() => ids({ Filters: [{ Name: 'colour', Values }] })).toThrow('maximum number of filter values')
  })

  test('wildcards agree with a regular expression, and are fast on what makes that slow', () => {
    const letter = fc.constantFrom('a', 'b', '*', '?')
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }),
        (parts, text) => {
          const one: Catalogue<Thing> = {
            ...catalogue,
            all: () => [{ id: 't', colour: text, sizes: [], tags: {} }],
          }
          const source = parts
            .map(part => (({ '*': '.*', '?': '.' }) as Record<string, string>)[part] ?? part)
            .join('')
          const found = ask(one, { Filters: [{ Name: 'tag-key', Values: [] }] }).found
          expect(found).toEqual([])
          const matches = parts.some(part => part === '*' || part === '?')
          const asked = matches
            ? ask(one, { Filters: [{ Name: 'colour', Values: [parts.join('')] }] }).found.length > 0
            : text === source
          expect(asked).toBe(new RegExp(`^${source}$`).test(text))
        },
      ),
    )
    const slow = { ...catalogue, all: () => [{ id: 't', colour: 'a'.repeat(250), sizes: [], tags: {} }] }
    expect(ask(slow, { Filters: [{ Name: 'colour', Values: [`${'*a'.repeat(120)}b`] }] }).found).toEqual([])
  })
})

describe('pages', () => {
  const all = Array.from({ length: 10 }, (_, at) => ({ id: `x-${at}` }))

  test('all pages together are everything, once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), most => {
        const seen: string[] = []
        let NextToken: string | undefined
        do {
          const { found, NextToken: next } = page(all, { MaxResults: most, NextToken })
          expect(found.length).toBeLessThanOrEqual(most)
          seen.push(...found.map(one => one.id))
          NextToken = next
        } while (NextToken !== undefined)
        expect(seen).toEqual(all.map(one => one.id))
      }),
    )
  })

  test('an id may have any character', () => {
    const odd = [{ id: 'tag:\u{1F600}' }, { id: 'last' }]
    const { NextToken } = page(odd, { MaxResults: 1 })
    expect(page(odd, { NextToken }).found).toEqual([{ id: 'last' }])
  })

  test('what goes between two pages does not make others be left out', () => {
    const { NextToken } = page(all, { MaxResults: 4 })
    expect(page(all.slice(1), { NextToken }).found[0]?.id).toBe('x-4')
    expect(
      page(
        all.filter(one => one.id !== 'x-3'),
        { NextToken },
      ).found[0]?.id,
    ).toBe('x-4')
  })

  test.each(['', 'x', btoa('x'), btoa('1:')])('the token %j is refused', NextToken => {
    expect(() => page(all, { NextToken })).toThrow('The token is not valid.')
  })
})
