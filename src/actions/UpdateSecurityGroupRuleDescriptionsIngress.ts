import type { Decide } from './decide.ts'
import { updateDescriptions } from './update-descriptions.ts'

/** Refuses: as `updateDescriptions`. */
export const UpdateSecurityGroupRuleDescriptionsIngress: Decide<
  'UpdateSecurityGroupRuleDescriptionsIngress'
> = (situation, input) => updateDescriptions(situation, 'ingress', input)
