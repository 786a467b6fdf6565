import { expect, test } from 'vitest'
import { newVpc } from './birth.ts'
import { cidr } from './cidr.ts'
import { whyNotGroupDescription, whyNotGroupName, whyNotRuleDescription } from './group-text.ts'
import { LiveNetwork, put } from './network.ts'
import type { Refusal } from './refusals.ts'

const birth = {
  place: { ownerId: '111111111111', region: 'us-east-1' },
  now: 0,
  newId: (p: string) => `${p}-1`,
}
const live = new LiveNetwork()
const group = {
  kind: 'security-group',
  id: 'sg-2',
  ...birth.place,
  vpcId: 'vpc-1',
  tags: {},
  createdAt: 0,
} as const
live.apply(1, [
  ...newVpc(birth, { block: cidr('10.0.0.0/16') }).map(put),
  put({ ...group, name: 'Web', description: '' }),
])

const SET = 'strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*'
const says = (no: Refusal | undefined) => no && `${no.code}: ${no.message}`

test.each([
  ['app', undefined],
  ['a.b_c-d:/()#,@[]+=&;{}!$*', undefined],
  ['x'.repeat(255), undefined],
  ['x'.repeat(256), `InvalidParameterValue: Invalid security group name. Valid names are ${SET}`],
  ['', `InvalidParameterValue: Invalid security group name. Valid names are ${SET}`],
  ['a<b', `InvalidParameterValue: Invalid security group name. Valid names are ${SET}`],
  [
    'größe',
    'InvalidParameterValue: Value (größe) for parameter GroupName is invalid. Character sets beyond ASCII are not supported.',
  ],
  ['sg-web', 'InvalidParameterValue: Group names may not be in the format sg-*.'],
  ['default', 'InvalidParameterValue: Cannot use reserved security group name: default'],
  ['web', "InvalidGroup.Duplicate: The security group 'web' already exists for VPC 'vpc-1'"],
])('the name %j: %s', (name, expected) => {
  expect(says(whyNotGroupName(live.view, { ...group, vpcId: 'vpc-1' }, name))).toBe(expected)
})

test('the same name may be used in another VPC', () => {
  expect(whyNotGroupName(live.view, { ...group, vpcId: 'vpc-2' }, 'Web')).toBeUndefined()
})

test.each([
  ['', undefined, undefined],
  ['for the web: 80/tcp', undefined, undefined],
  [
    "it's",
    `InvalidParameterValue: Invalid security group description. Valid descriptions are ${SET}`,
    `InvalidParameterValue: Invalid rule description. Valid descriptions are ${SET}`,
  ],
  [
    'x'.repeat(256),
    `InvalidParameterValue: Invalid security group description. Valid descriptions are ${SET}`,
    `InvalidParameterValue: Invalid rule description. Valid descriptions are ${SET}`,
  ],
])('the description %j', (text, ofGroup, ofRule) => {
  expect(says(whyNotGroupDescription(text))).toBe(ofGroup)
  expect(says(whyNotRuleDescription(text))).toBe(ofRule)
})
