/**
 * What a security group may be called, and what may be written about it and its rules.
 * Sources: API Reference "CreateSecurityGroup"; the sentences were seen from AWS.
 */
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { DEFAULT_GROUP } from './security-group.ts'

const LONGEST = 255
const ASCII = /^[\x20-\x7e]*$/
const ALLOWED = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/

/** Refuses: InvalidParameterValue, InvalidGroup.Duplicate. Names are compared without regard to case. */
export function whyNotGroupName(network: Network, vpcId: string, name: string): Refusal | undefined {
  if (!ASCII.test(name)) return refuse('InvalidParameterValue/not-ascii', name, 'GroupName')
  if (name === '' || name.length > LONGEST || !ALLOWED.test(name))
    return refuse('InvalidParameterValue/group-text', 'name')
  if (name.toLowerCase().startsWith('sg-')) return refuse('InvalidParameterValue/group-name-like-id')
  if (name.toLowerCase() === DEFAULT_GROUP) return refuse('InvalidParameterValue/group-name-reserved', name)
  return groupNamed(network, vpcId, name) && refuse('InvalidGroup.Duplicate', name, vpcId)
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

export const groupNamed = (network: Network, vpcId: string, name: string) =>
  network.securityGroups.where('vpc', vpcId).find(group => group.name.toLowerCase() === name.toLowerCase())
