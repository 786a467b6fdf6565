import { expect, test } from 'vitest'
import { Slots } from './slots.ts'

test('so many at a time; the urgent ones first, each kind in its order', async () => {
  const slots = new Slots(2)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const task = (name: string, isUrgent: boolean) =>
    slots.run(
      () =>
        new Promise<void>(resolve => {
          begun.push(name)
          ends.set(name, resolve)
        }),
      isUrgent,
    )
  const all = [
    task('a', false),
    task('b', false),
    task('c', false),
    task('d', true),
    task('e', false),
    task('f', true),
  ]
  const ended = async (name: string) => {
    ends.get(name)?.()
    await new Promise(setImmediate)
    return begun.join('')
  }
  expect(await ended('nobody')).toBe('ab')
  expect(await ended('a')).toBe('abd')
  expect(await ended('b')).toBe('abdf')
  expect(await ended('f')).toBe('abdfc')
  expect(await ended('c')).toBe('abdfce')
  for (const name of ['d', 'e']) await ended(name)
  await Promise.all(all)
})
