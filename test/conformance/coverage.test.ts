/** The page that says what is covered is what the contract, the actions and the tests say. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COVERAGE, coverage } from '../../tools/generate-coverage.ts'

test(`${COVERAGE} is up to date (npm run generate)`, () => {
  expect(readFileSync(new URL(`../../${COVERAGE}`, import.meta.url), 'utf8')).toBe(coverage())
})
