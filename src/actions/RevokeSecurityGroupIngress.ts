import type { Decide } from './decide.ts'
import { revoke } from './revoke.ts'

/** Refuses: as `revoke`. */
export const RevokeSecurityGroupIngress: Decide<'RevokeSecurityGroupIngress'> = (situation, input) =>
  revoke(situation, 'ingress', input)
