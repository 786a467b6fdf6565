import { authorize } from './authorize.ts'
import type { Decide } from './decide.ts'

/** Refuses: as `authorize`. */
export const AuthorizeSecurityGroupIngress: Decide<'AuthorizeSecurityGroupIngress'> = (situation, input) =>
  authorize(situation, 'ingress', input)
