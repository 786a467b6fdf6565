/**
 * Who acts in an account beside its root: users and roles, as the operator declared them, and temporary credentials.
 * The root may do everything; users and roles what their policies allow.
 */
import type { Policy } from './policy.ts'

export interface User {
  readonly kind: 'user'
  /** `ACCOUNT/user/NAME`, as `principalId` has it. */
  readonly id: string
  readonly accountId: string
  readonly name: string
  /** `/` or `/division/` */
  readonly path: string
  /** `AIDA…` */
  readonly uniqueId: string
  readonly policies: readonly Policy[]
}

export interface Role {
  readonly kind: 'role'
  /** `ACCOUNT/role/NAME`, as `principalId` has it. */
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly path: string
  /** `AROA…` */
  readonly uniqueId: string
  readonly policies: readonly Policy[]
  /** Who may assume it. */
  readonly trust: Policy
  /** In seconds. */
  readonly longestSession: number
}

/** Credentials that STS gave: a key, its secret, and a token that comes with every request. */
export interface TemporaryCredentials {
  readonly kind: 'temporary-credentials'
  /** `ASIA…` */
  readonly id: string
  readonly accountId: string
  readonly secret: string
  readonly sessionToken: string
  /** By the server's clock. */
  readonly expiresAt: number
  /** Absent: the account's root. */
  readonly principal?: Principal
}

/** As whom a request is made, if not as the root; the document of that id says what is allowed. */
export type Principal =
  | { readonly kind: 'user'; readonly id: string }
  | {
      readonly kind: 'role'
      readonly id: string
      readonly sessionName: string
      /** Given when the role was assumed: nothing is allowed that it does not allow too. */
      readonly sessionPolicy?: Policy
    }

/** Expired credentials are told from unknown ones for a day. */
const EXPIRED_KNOWN_FOR = 24 * 3_600_000

export const principalId = (accountId: string, kind: 'user' | 'role', name: string): string =>
  `${accountId}/${kind}/${name}`

export const whenForgotten = ({ expiresAt }: TemporaryCredentials): number => expiresAt + EXPIRED_KNOWN_FOR

/** `arn:aws:iam::ACCOUNT:role/PATH/NAME` */
export const principalArn = (partition: string, { kind, accountId, path, name }: User | Role): string =>
  `arn:${partition}:iam::${accountId}:${kind}${path}${name}`

/** `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` */
export const sessionArn = (partition: string, { accountId, name }: Role, sessionName: string): string =>
  `arn:${partition}:sts::${accountId}:assumed-role/${name}/${sessionName}`

/** Names of users, roles and sessions in IAM; a role's may have 64 characters, and a user's. */
export const isPrincipalName = (name: string): boolean => /^[\w+=,.@-]{1,64}$/.test(name)
