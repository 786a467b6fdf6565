import { authorize } from './authorize.ts'
import type { Decide } from './decide.ts'

/** Refuses: as `authorize`. */
export const AuthorizeSecurityGroupEgress: Decide<'AuthorizeSecurityGroupEgress'> = (situation, input) =>
  authorize(situation, 'egress', input)
