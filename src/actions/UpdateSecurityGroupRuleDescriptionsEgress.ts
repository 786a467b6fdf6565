import type { Decide } from './decide.ts'
import { updateDescriptions } from './update-descriptions.ts'

/** Refuses: as `updateDescriptions`. */
export const UpdateSecurityGroupRuleDescriptionsEgress: Decide<
  'UpdateSecurityGroupRuleDescriptionsEgress'
> = (situation, input) => updateDescriptions(situation, 'egress', input)
