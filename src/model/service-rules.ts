/**
 * What an endpoint service may be like. Checks return a refusal or nothing. Sources: EC2 API Reference,
 * "CreateVpcEndpointServiceConfiguration" and "ModifyVpcEndpointServiceConfiguration"; AWS PrivateLink Guide.
 */
import type { SharedService } from './endpoint-service.ts'
import type { Place } from './owned.ts'
import { type Refusal, refuse } from './refusals.ts'
import { partitionOf } from './regions.ts'

/** `arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/net/NAME/ID`; gateway load balancers have `gwy`. */
const ARN =
  /^arn:([a-z-]+):elasticloadbalancing:([a-z0-9-]+):(\d{12}):loadbalancer\/(net|gwy)\/[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?\/[0-9a-f]{16}$/
const KIND = { Interface: 'net', GatewayLoadBalancer: 'gwy' } as const
const LONGEST_NAME = 255
const DNS_NAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i

/**
 * Load balancers for a service of an account in a Region. Whether there are any of these ARNs nobody here knows.
 * Refuses: InvalidNetworkLoadBalancerArn.Malformed, InvalidNetworkLoadBalancerArn.NotFound (another account's or Region's),
 * for gateway load balancers InvalidParameter.
 */
export function whyNotLoadBalancers(
  type: SharedService['type'],
  arns: readonly string[],
  place: Place,
): Refusal | undefined {
  for (const arn of arns) {
    const [, partition, region, account, kind] = ARN.exec(arn) ?? []
    if (kind !== KIND[type]) return notALoadBalancer(type, arn, 'Malformed')
    const isOwn =
      partition === partitionOf(place.region) && region === place.region && account === place.ownerId
    if (!isOwn) return notALoadBalancer(type, arn, 'NotFound')
  }
  return undefined
}

const notALoadBalancer = (
  type: SharedService['type'],
  arn: string,
  why: 'Malformed' | 'NotFound',
): Refusal =>
  type === 'Interface'
    ? refuse(`InvalidNetworkLoadBalancerArn.${why}`, arn)
    : refuse('InvalidParameter/gateway-load-balancer', arn)

/** Refuses: InvalidParameter (no domain name; a service with gateway load balancers has none). */
export function whyNotPrivateName(type: SharedService['type'], name: string): Refusal | undefined {
  if (type === 'GatewayLoadBalancer') return refuse('InvalidParameter/private-name-of-gateway')
  return DNS_NAME.test(name) && name.length <= LONGEST_NAME
    ? undefined
    : refuse('InvalidParameter/private-name', name)
}
