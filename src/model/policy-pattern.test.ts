// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of policies
import { describe, expect, test } from 'vitest'
import { type Context, matches, matchesArn, pattern } from './policy-pattern.ts'

const context: Context = new Map([
  ['aws:username', ['ann*']],
  ['aws:tagkeys', ['a', 'b']],
])
const filled = (text: string) => {
  const made = pattern(text, context)
  if (!made) throw new Error(`a variable of ${text} is not known`)
  return made
}

test.each([
  ['', '', true],
  ['*', '', true],
  ['ec2:*Vpc*', 'ec2:CreateVpcPeeringConnection', true],
  ['ec2:*Vpc', 'ec2:CreateVpcs', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['*a*b', 'xaxaxb', true],
  ['a.c', 'abc', false],
  ['user/${aws:username}', 'user/ann*', true],
  ['user/${aws:username}', 'user/annie', false],
  ['${AWS:UserName}', 'ann*', true],
  ["${aws:none, 'all'}/x", 'all/x', true],
  ['${*}${?}${$}', '*?$', true],
  ['$x', '$x', true],
])('%s means %s: %s', (wanted, text, expected) => {
  expect(matches(filled(wanted), text)).toBe(expected)
})

test('a variable that is not known, or has several values, has no pattern', () => {
  expect(pattern('${aws:none}', context)).toBeUndefined()
  expect(pattern('${aws:TagKeys}', context)).toBeUndefined()
})

test('where variables mean nothing they are text', () => {
  expect(matches(pattern('${aws:username}', undefined) ?? [], '${aws:username}')).toBe(true)
})

test('a hostile pattern costs no more than pattern × text', () => {
  expect(matches(filled('*a'.repeat(1_000)), 'b'.repeat(5_000))).toBe(false)
})

describe('ARNs', () => {
  const vpc = 'arn:aws:ec2:us-east-1:111111111111:vpc/vpc-1'
  test.each([
    [vpc, vpc, true],
    ['arn:aws:ec2:*:*:vpc/*', vpc, true],
    ['arn:*:ec2:us-east-1:111111111111:*/vpc-?', vpc, true],
    ['arn:aws:ec2:*', vpc, true],
    ['arn:aws:ec2:*:vpc/*', vpc, false],
    ['arn:aws:ec2:us-east-1:222222222222:vpc/*', vpc, false],
    ['arn:aws:s3:::a:b*', 'arn:aws:s3:::a:b:c', true],
    ['*', vpc, true],
    ['*', '*', true],
    ['arn:aws:ec2:*:*:*', '*', false],
    ['arn:aws:ec2:*:*:*', 'vpc-1', false],
  ])('%s means %s: %s', (wanted, arn, expected) => {
    expect(matchesArn(filled(wanted), arn)).toBe(expected)
  })
})
