/**
 * What a security group may be called, and what may be written about it and its rules.
 * Sources: API Reference "CreateSecurityGroup"; the sentences were seen from AWS.
 */
import { isClassic } from './ec2-classic.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { DEFAULT_GROUP, type SecurityGroup } from './security-group.ts'

const LONGEST = 255
const ASCII = /^[\x20-\x7e]*$/
const ALLOWED = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/

/** Whose groups, and where: within it no two have the same name. */
type Scope = Pick<SecurityGroup, 'ownerId' | 'vpcId'>

/**
 * Names are compared without regard to case; in EC2-Classic they may have any characters of ASCII. Refuses:
 * InvalidParameterValue, InvalidGroup.Duplicate.
 */
export function whyNotGroupName(network: Network, scope: Scope, name: string): Refusal | undefined {
  const inClassic = isClassic(network, scope)
  if (!ASCII.test(name)) return refuse('InvalidParameterValue/not-ascii', name, 'GroupName')
  if (name === '' || name.length > LONGEST || !(inClassic || ALLOWED.test(name)))
    return refuse('InvalidParameterValue/group-text', 'name')
  if (name.toLowerCase().startsWith('sg-')) return refuse('InvalidParameterValue/group-name-like-id')
  if (name.toLowerCase() === DEFAULT_GROUP) return refuse('InvalidParameterValue/group-name-reserved', name)
  if (!groupNamed(network, scope, name)) return undefined
  return inClassic
    ? refuse('InvalidGroup.Duplicate/classic', name)
    : refuse('InvalidGroup.Duplicate', name, scope.vpcId)
}

/** Refuses: InvalidParameterValue. */
export function whyNotGroupDescription(text: string): Refusal | undefined {
  if (!ASCII.test(text)) return refuse('InvalidParameterValue/not-ascii', text, 'GroupDescription')
  return text.length > LONGEST || !ALLOWED.test(text)
    ? refuse('InvalidParameterValue/group-text', 'description')
    : undefined
}

/** Refuses: InvalidParameterValue. */
export const whyNotRuleDescription = (text: string): Refusal | undefined =>
  text.length > LONGEST || !ALLOWED.test(text) ? refuse('InvalidParameterValue/rule-description') : undefined

export const groupNamed = (network: Network, { vpcId, ownerId }: Scope, name: string) =>
  network.securityGroups
    .where('vpc', vpcId)
    .find(group => group.ownerId === ownerId && group.name.toLowerCase() === name.toLowerCase())
