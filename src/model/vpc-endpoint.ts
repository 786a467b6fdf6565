/**
 * VPC endpoints. A gateway endpoint is a target of routes: which tables lead to it, the routes say. An interface endpoint
 * has a network interface in each of its subnets, which carry its groups. What is behind either is not here: a web server
 * says so. Source: AWS PrivateLink Guide.
 */
import type { Owned } from './owned.ts'

export type VpcEndpoint = GatewayEndpoint | InterfaceEndpoint

interface Endpoint extends Owned {
  readonly kind: 'vpc-endpoint'
  readonly vpcId: string
  /** `com.amazonaws.REGION.SERVICE` or `com.amazonaws.vpce.REGION.vpce-svc-…` */
  readonly serviceName: string
  /** A policy in JSON, as it was given. */
  readonly policy: string
  readonly createdAt: number
}

export interface GatewayEndpoint extends Endpoint {
  readonly type: 'Gateway'
}

export interface InterfaceEndpoint extends Endpoint {
  readonly type: 'Interface'
  readonly interfaceIds: readonly string[]
  readonly groups: readonly string[]
  readonly privateDns: boolean
  /** What it waits for the data plane to make it; absent when it is. */
  readonly settling?: 'pending' | 'deleting'
  /** Only where the service is an account's; Amazon's accept everybody. */
  readonly connection?: EndpointConnection
}

export interface EndpointConnection {
  /** `vpce-con-…` */
  readonly id: string
  readonly serviceId: string
  readonly state: 'pendingAcceptance' | 'available' | 'rejected'
}
