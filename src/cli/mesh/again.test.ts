import { expect, test } from 'vitest'
import { again } from './again.ts'

const SHORT = { first: 1, most: 2, inAll: 60_000 }

/** Throws its errors one after another, then answers how often it was tried. */
function failing(...errors: readonly string[]) {
  let tries = 0
  return async () => {
    const error = errors[tries++]
    if (error !== undefined) throw new Error(error)
    return tries
  }
}

const isBusy = (error: unknown): boolean => error instanceof Error && error.message === 'busy'

test('until it goes well', async () => {
  expect(await again(failing('busy', 'busy', 'busy'), isBusy, SHORT)).toBe(4)
})

test('not if it is not worth it', async () => {
  await expect(again(failing('busy', 'no', 'busy'), isBusy, SHORT)).rejects.toThrow('no')
})

test('not for ever', async () => {
  await expect(again(failing('busy'), isBusy, { ...SHORT, inAll: -1 })).rejects.toThrow('busy')
})
