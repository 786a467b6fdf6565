/**
 * Endpoint services of accounts: what one shares with others through AWS PrivateLink (in the API a VPC endpoint service
 * configuration). The load balancers in front are known by their ARNs only: Elastic Load Balancing is not here, and
 * nothing answers behind such a service. Source: AWS PrivateLink Guide, "Share your services".
 */
import type { Owned } from './owned.ts'
import { dnsSuffixOf, partitionOf } from './regions.ts'

export interface SharedService extends Owned {
  readonly kind: 'endpoint-service'
  /** By its load balancers: network ones, or gateway ones. */
  readonly type: 'Interface' | 'GatewayLoadBalancer'
  readonly loadBalancerArns: readonly string[]
  readonly acceptanceRequired: boolean
  readonly privateDns?: PrivateDnsName
  readonly permissions: readonly ServicePermission[]
  /** Absent: the owner of each endpoint. */
  readonly payer?: 'ServiceOwner'
  readonly createdAt: number
}

/** A name of the owner's that endpoints may take over, once he has shown that it is his. */
export interface PrivateDnsName {
  readonly name: string
  readonly state: 'pendingVerification' | 'verified'
  /** The TXT record that is to show it: `_…` and `vpce:…`. */
  readonly record: { readonly name: string; readonly value: string }
}

/** One who may make endpoints to the service. */
export interface ServicePermission {
  /** `vpce-svc-perm-…` */
  readonly id: string
  /** An ARN, or `*` for everybody. */
  readonly principal: string
}

/** `com.amazonaws.vpce.REGION.vpce-svc-…` */
export const serviceName = ({ region, id }: Pick<SharedService, 'region' | 'id'>): string =>
  `${partitionOf(region) === 'aws-cn' ? 'cn.' : ''}com.amazonaws.vpce.${region}.${id}`

/** `vpce-svc-….REGION.vpce.amazonaws.com`: under it the names of endpoints stand. */
export const serviceBaseName = ({ region, id }: Pick<SharedService, 'region' | 'id'>): string =>
  `${id}.${region}.vpce.${dnsSuffixOf(region)}`
