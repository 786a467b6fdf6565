import { describe, expect, test } from 'vitest'
import { BOTH } from './family.ts'
import { raise } from './hops.ts'

const RULE = /^@nh,\d+,8 (?:& 0x(\w+) == 0x(\w+) @nh,\d+,8 )?set @nh,\d+,8 \^ 0x(\w+)(?: accept)?$/

/** What the chain makes of a number: its first rule that matches is its last. */
function raised(rules: readonly string[], value: number): number | undefined {
  for (const rule of rules) {
    const [, mask = '0', is = '0', changed = ''] = RULE.exec(rule) ?? expect.fail(rule)
    if ((value & Number.parseInt(mask, 16)) === Number.parseInt(is, 16))
      return value ^ Number.parseInt(changed, 16)
  }
  return undefined
}

describe.each(BOTH)('IPv%d', family => {
  test('every number below 254 becomes the next one', () => {
    const rules = raise(family).content
    const values = Array.from({ length: 254 }, (_, value) => value)
    expect(values.map(value => raised(rules, value))).toEqual(values.map(value => value + 1))
  })
})
