import type { Decide } from './decide.ts'
import { revoke } from './revoke.ts'

/** Refuses: as `revoke`. */
export const RevokeSecurityGroupEgress: Decide<'RevokeSecurityGroupEgress'> = (situation, input) =>
  revoke(situation, 'egress', input)
