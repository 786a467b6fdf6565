import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Policy, parsePolicy, parsePolicyText } from './policy.ts'
import { evaluate, evaluateTrust, type PolicyRequest } from './policy-decision.ts'

function policy(...statements: readonly object[]): Policy {
  const parsed = parsePolicy({ Version: '2012-10-17', Statement: statements }, 'identity')
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}

const VPC = 'arn:aws:ec2:us-east-1:111111111111:vpc/vpc-1'
const request: PolicyRequest = {
  action: 'ec2:DeleteVpc',
  resource: VPC,
  context: new Map([['ec2:resourcetag/team', ['blue']]]),
}
const says = (policies: readonly Policy[], asked = request) => evaluate(policies, asked).says

const allow = (Action: unknown, Resource: unknown = '*', rest = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
})
const deny = (Action: unknown, Resource: unknown = '*', rest = {}) => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...rest,
})

describe('identity policies', () => {
  test.each([
    ['no policy', [], 'nothing'],
    ['everything', [policy(allow('*'))], 'allow'],
    ['any case of the action', [policy(allow('EC2:deletevpc'))], 'allow'],
    ['another service', [policy(allow('s3:*'))], 'nothing'],
    ['another operation', [policy(allow('ec2:CreateVpc'))], 'nothing'],
    ['one of several actions', [policy(allow(['ec2:Create*', 'ec2:Delete*']))], 'allow'],
    ['this resource', [policy(allow('ec2:*', VPC))], 'allow'],
    ['another resource', [policy(allow('ec2:*', `${VPC}2`))], 'nothing'],
    [
      'all but this action',
      [policy({ Effect: 'Allow', NotAction: 'ec2:Delete*', Resource: '*' })],
      'nothing',
    ],
    ['all but another action', [policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })], 'allow'],
    ['all but this resource', [policy({ Effect: 'Allow', Action: '*', NotResource: VPC })], 'nothing'],
    ['a deny beside', [policy(allow('*'), deny('ec2:DeleteVpc'))], 'deny'],
    ['a deny in another policy, first', [policy(deny('ec2:*')), policy(allow('*'))], 'deny'],
    ['a deny of something else', [policy(allow('*'), deny('ec2:CreateVpc'))], 'allow'],
    [
      'a condition that holds',
      [policy(allow('*', '*', { Condition: { StringEquals: { 'ec2:ResourceTag/Team': 'blue' } } }))],
      'allow',
    ],
    [
      'a condition that does not hold',
      [policy(allow('*', '*', { Condition: { StringEquals: { 'ec2:ResourceTag/Team': 'red' } } }))],
      'nothing',
    ],
    [
      'a deny whose condition does not hold',
      [
        policy(
          allow('*'),
          deny('*', '*', { Condition: { StringEquals: { 'ec2:ResourceTag/Team': 'red' } } }),
        ),
      ],
      'allow',
    ],
  ] as const)('%s', (_, policies, expected) => {
    expect(says(policies)).toBe(expected)
  })

  test('NotResource with a variable that is not known says nothing', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy
    const NotResource = ['arn:aws:ec2:*:*:subnet/*', 'arn:aws:ec2:*:*:vpc/${aws:username}']
    expect(says([policy({ Effect: 'Allow', Action: '*', NotResource })])).toBe('nothing')
    expect(says([policy({ Effect: 'Allow', Action: '*', NotResource: NotResource[0] })])).toBe('allow')
  })

  test('an action that knows no resources is allowed only upon *', () => {
    const describeVpcs = { ...request, action: 'ec2:DescribeVpcs', resource: '*' }
    expect(says([policy(allow('ec2:Describe*'))], describeVpcs)).toBe('allow')
    expect(says([policy(allow('ec2:Describe*', 'arn:aws:ec2:*:*:*'))], describeVpcs)).toBe('nothing')
  })

  test('whatever stands beside it, an explicit deny wins, and the order does not matter', () => {
    const statements = fc.array(
      fc.record({
        Effect: fc.constantFrom('Allow', 'Deny'),
        Action: fc.constantFrom('*', 'ec2:*', 'ec2:CreateVpc', 's3:*'),
        Resource: fc.constantFrom('*', VPC, 'arn:aws:s3:::x'),
      }),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(statements, all => {
        const verdict = says([policy(...all)])
        expect(says([policy(...all.toReversed())])).toBe(verdict)
        expect(says(all.map(one => policy(one)))).toBe(verdict)
        expect(says([policy(...all), policy(deny('*'))])).toBe('deny')
      }),
    )
  })
})

describe('trust policies', () => {
  const names = ['arn:aws:iam::111111111111:user/ann', 'arn:aws:iam::111111111111:root', '111111111111']
  const assume = {
    action: 'sts:AssumeRole',
    resource: 'arn:aws:iam::222222222222:role/Peer',
    context: new Map(),
  }
  test.each([
    [{ AWS: '111111111111' }, 'allow'],
    [{ AWS: 'arn:aws:iam::111111111111:root' }, 'allow'],
    [{ AWS: ['333333333333', 'arn:aws:iam::111111111111:user/ann'] }, 'allow'],
    [{ AWS: 'arn:aws:iam::111111111111:user/*' }, 'nothing'],
    [{ AWS: '*' }, 'allow'],
    ['*', 'allow'],
    [{ AWS: '222222222222' }, 'nothing'],
    [{ Service: 'ec2.amazonaws.com' }, 'nothing'],
  ])('%j: %s', (Principal, expected) => {
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal }
    const trust = parsePolicy({ Version: '2012-10-17', Statement: statement }, 'trust') as Policy
    expect(evaluateTrust(trust, assume, names).says).toBe(expected)
  })
})

test.each([
  [undefined, 'A policy is an object.'],
  [{}, 'A Statement is an object.'],
  [{ Statement: [] }, 'A policy has a Statement.'],
  [{ Version: '2020-01-01', Statement: [] }, 'Version is 2012-10-17 or 2008-10-17, not "2020-01-01".'],
  [{ Statements: [], Statement: [] }, 'A policy has no member Statements.'],
  [{ Statement: { Effect: 'Maybe' } }, 'Effect is Allow or Deny.'],
  [{ Statement: { Effect: 'Allow', Resource: '*' } }, 'A Statement has either Action or NotAction.'],
  [
    { Statement: { Effect: 'Allow', Action: 'x', Resource: '*' } },
    "An action is service:Operation, not 'x'.",
  ],
  [{ Statement: allow('ec2:*', 'vpc-1') }, "A resource is an ARN or *, not 'vpc-1'."],
  [{ Statement: allow('ec2:*', 7) }, 'Resource is a text or a list of texts.'],
  [
    { Statement: { ...allow('ec2:*'), Principal: '*' } },
    'A Statement of this policy has no member Principal.',
  ],
  [{ Statement: allow('*', '*', { Condition: { Same: {} } }) }, "Invalid condition operator: 'Same'."],
])('%j is no policy', (document, why) => {
  expect(parsePolicy(document, 'identity')).toBe(why)
})

test('a text that is no JSON is no policy', () => {
  expect(parsePolicyText('{', 'identity')).toBe('Syntax errors in policy.')
})
