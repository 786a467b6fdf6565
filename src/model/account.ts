/** Accounts, their access keys, and the parts of an account that exist once per Region. */

export interface Account {
  readonly kind: 'account'
  /** 12 digits */
  readonly id: string
  readonly name: string
  readonly createdAt: number
}

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text)

export interface AccessKey {
  readonly kind: 'access-key'
  /** `AKIA…` */
  readonly id: string
  readonly accountId: string
  readonly secret: string
  /** Absent: the account's root. */
  readonly userName?: string
}

/** An account has used a Region: its default VPC has been made, unless it has EC2-Classic there. The id is a `placeKey`. */
export interface OpenedRegion {
  readonly kind: 'opened-region'
  readonly id: string
  readonly classic?: true
}

/** The answer once given for a client token; the id is `{place}/{operation}/{token}`. */
export interface ClientToken {
  readonly kind: 'client-token'
  readonly id: string
  readonly input: string
  readonly reply: unknown
  readonly usedAt: number
}
