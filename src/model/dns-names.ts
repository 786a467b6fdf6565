/**
 * The DNS names of a Region: the IP name says the address, the resource name the instance, the public name the public
 * address.
 * Source: EC2 User Guide, "Amazon EC2 instance hostname types".
 */
import type { Address } from './cidr.ts'
import type { Instance } from './instance.ts'
import { partitionOf } from './regions.ts'

/** `ec2.internal` in us-east-1, `REGION.compute.internal` elsewhere. */
export const privateDomain = (region: string): string =>
  region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`

/** The Region whose private names are in a domain; undefined if it is none of these. */
export function regionOfPrivate(domain: string): string | undefined {
  const region =
    domain === 'ec2.internal' ? 'us-east-1' : /^([a-z0-9-]+)\.compute\.internal$/.exec(domain)?.[1]
  return region !== undefined && privateDomain(region) === domain ? region : undefined
}

/** `ip-10-1-1-12.ec2.internal` */
export const ipName = (region: string, { text }: Address): string =>
  `ip-${text.replaceAll('.', '-')}.${privateDomain(region)}`

/** `i-0123456789abcdef0.ec2.internal` */
export const resourceName = (region: string, instanceId: string): string =>
  `${instanceId}.${privateDomain(region)}`

/** The host name that an instance has by its host name type. */
export const hostName = ({ id, region, hostnameType }: Instance, primary: Address): string =>
  hostnameType === 'resource-name' ? resourceName(region, id) : ipName(region, primary)

/** `compute-1.amazonaws.com` in us-east-1, `REGION.compute.amazonaws.com` elsewhere. */
export const publicDomain = (region: string): string =>
  `${region === 'us-east-1' ? 'compute-1' : `${region}.compute`}.amazonaws.com` +
  (partitionOf(region) === 'aws-cn' ? '.cn' : '')

/** The Region whose public names are in a domain; undefined if it is none of these. */
export function regionOfPublic(domain: string): string | undefined {
  const [, label] = /^([a-z0-9-]+)(?:\.compute)?\.amazonaws\.com(?:\.cn)?$/.exec(domain) ?? []
  const region = label === 'compute-1' ? 'us-east-1' : label
  return region !== undefined && publicDomain(region) === domain ? region : undefined
}

/** `ec2-198-18-0-7.compute-1.amazonaws.com` */
export const publicName = (region: string, { text }: Address): string =>
  `ec2-${text.replaceAll('.', '-')}.${publicDomain(region)}`
