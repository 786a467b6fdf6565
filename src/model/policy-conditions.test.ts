// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of policies
import { describe, expect, test } from 'vitest'
import { isFulfilled, parseConditions } from './policy-conditions.ts'
import type { Context } from './policy-pattern.ts'

const context: Context = new Map([
  ['aws:requestedregion', ['eu-west-1']],
  ['aws:resourcetag/team', ['Blue']],
  ['aws:username', ['ann']],
  ['aws:tagkeys', ['team', 'cost']],
  ['aws:currenttime', ['2026-11-22T12:00:00Z']],
  ['aws:epochtime', ['1795348800']],
  ['aws:securetransport', ['false']],
  ['aws:sourceip', ['10.1.2.3']],
  ['aws:multifactorauthage', ['300']],
  ['ec2:accepter', ['arn:aws:ec2:eu-west-1:222222222222:vpc/vpc-2']],
])

function holds(element: object): boolean {
  const conditions = parseConditions(element)
  if (typeof conditions === 'string') throw new Error(conditions)
  return conditions.every(condition => isFulfilled(condition, context, context))
}

describe('operators', () => {
  test.each([
    ['StringEquals', 'aws:RequestedRegion', 'eu-west-1', true],
    ['StringEquals', 'aws:RequestedRegion', ['us-east-1', 'eu-west-1'], true],
    ['StringEquals', 'aws:RequestedRegion', 'eu-west-*', false],
    ['StringEquals', 'aws:ResourceTag/Team', 'blue', false],
    ['StringEquals', 'AWS:resourcetag/TEAM', 'Blue', true],
    ['StringEqualsIgnoreCase', 'aws:ResourceTag/Team', 'blue', true],
    ['StringNotEquals', 'aws:RequestedRegion', ['us-east-1', 'eu-west-1'], false],
    ['StringNotEquals', 'aws:RequestedRegion', 'us-east-1', true],
    ['StringNotEqualsIgnoreCase', 'aws:ResourceTag/Team', 'BLUE', false],
    ['StringLike', 'aws:RequestedRegion', 'eu-*', true],
    ['StringNotLike', 'aws:RequestedRegion', 'eu-*', false],
    ['StringEquals', 'aws:username', '${aws:username}', true],
    ['StringEquals', 'aws:username', '${aws:none}', false],
    ['StringNotEquals', 'aws:username', '${aws:none}', false],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', '301', true],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', 300, false],
    ['NumericLessThanEquals', 'aws:MultiFactorAuthAge', 300, true],
    ['NumericEquals', 'aws:MultiFactorAuthAge', '300.0', true],
    ['NumericNotEquals', 'aws:MultiFactorAuthAge', '300.0', false],
    ['NumericGreaterThan', 'aws:MultiFactorAuthAge', 299, true],
    ['NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', 301, false],
    ['DateLessThan', 'aws:CurrentTime', '2026-11-23T00:00:00Z', true],
    ['DateLessThanEquals', 'aws:CurrentTime', '2026-11-22T12:00:00Z', true],
    ['DateGreaterThan', 'aws:CurrentTime', '2026-11-22T12:00:00Z', false],
    ['DateGreaterThanEquals', 'aws:EpochTime', '2026-11-22T12:00:00Z', true],
    ['DateEquals', 'aws:EpochTime', '1795348800', true],
    ['DateNotEquals', 'aws:EpochTime', '1795348800', false],
    ['Bool', 'aws:SecureTransport', false, true],
    ['Bool', 'aws:SecureTransport', 'true', false],
    ['BinaryEquals', 'aws:username', 'ann', true],
    ['IpAddress', 'aws:SourceIp', '10.1.0.0/16', true],
    ['IpAddress', 'aws:SourceIp', '10.1.2.3', true],
    ['IpAddress', 'aws:SourceIp', '2001:db8::/32', false],
    ['NotIpAddress', 'aws:SourceIp', '10.1.0.0/16', false],
    ['ArnEquals', 'ec2:accepter', 'arn:aws:ec2:*:222222222222:vpc/*', true],
    ['ArnLike', 'ec2:accepter', 'arn:aws:ec2:*:333333333333:vpc/*', false],
    ['ArnNotEquals', 'ec2:accepter', 'arn:aws:ec2:*:222222222222:vpc/*', false],
    ['ArnNotLike', 'ec2:accepter', 'arn:aws:ec2:*:333333333333:vpc/*', true],
    ['Null', 'aws:username', 'false', true],
    ['Null', 'aws:username', 'true', false],
    ['Null', 'aws:none', true, true],
  ] as const)('%s of %s and %s: %s', (operator, key, value, expected) => {
    expect(holds({ [operator]: { [key]: value } })).toBe(expected)
  })
})

describe('a key that is absent', () => {
  test.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['StringNotEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['IpAddress', false],
  ])('%s: %s', (operator, expected) => {
    expect(holds({ [operator]: { 'aws:none': '10.0.0.0/8' } })).toBe(expected)
  })
})

describe('a key of several values', () => {
  test.each([
    ['ForAllValues:StringEquals', ['team', 'cost', 'x'], true],
    ['ForAllValues:StringEquals', ['team'], false],
    ['ForAnyValue:StringEquals', ['team'], true],
    ['ForAnyValue:StringEquals', ['x'], false],
    ['ForAllValues:StringNotEquals', ['team'], false],
    ['ForAllValues:StringNotEquals', ['x'], true],
    ['ForAnyValue:StringNotEquals', ['team'], true],
    ['ForAnyValue:StringNotEquals', ['team', 'cost'], false],
  ] as const)('%s %s: %s', (operator, values, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': values } })).toBe(expected)
  })
})

test('all keys of all operators have to hold', () => {
  const region = { 'aws:RequestedRegion': 'eu-west-1' }
  expect(holds({ StringEquals: { ...region, 'aws:username': 'ann' } })).toBe(true)
  expect(holds({ StringEquals: { ...region, 'aws:username': 'bob' } })).toBe(false)
  expect(holds({ StringEquals: region, Bool: { 'aws:SecureTransport': 'true' } })).toBe(false)
})

test.each([
  [[], 'Condition is an object.'],
  [{ StringSame: { a: 'b' } }, "Invalid condition operator: 'StringSame'."],
  [{ constructor: { a: 'b' } }, "Invalid condition operator: 'constructor'."],
  [{ NullIfExists: { a: 'b' } }, "Invalid condition operator: 'NullIfExists'."],
  [{ StringEquals: 'x' }, 'The condition StringEquals is an object of keys and values.'],
  [{ StringEquals: { a: {} } }, 'The condition StringEquals has a text or a list of texts for a.'],
])('%j has no meaning', (element, why) => {
  expect(parseConditions(element)).toBe(why)
})
