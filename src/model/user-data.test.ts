import { expect, test } from 'vitest'
import { whyNotUserData } from './user-data.ts'

test.each([
  ['nothing', '', undefined],
  ['a script', btoa('#!/bin/sh'), undefined],
  ['a script in lines', 'IyEvYmlu\nL3No', undefined],
  ['Base64 without its end', 'IyE', undefined],
  ['text', '#!/bin/sh', 'InvalidUserData.Malformed'],
  ['as much as may be', btoa('x'.repeat(16_384)), undefined],
  ['more', btoa('x'.repeat(16_385)), 'InvalidParameterValue'],
])('%s', (_, given, code) => {
  expect(whyNotUserData(given)?.code).toBe(code)
})
