/** What goes together of a VPC's DNS settings. Source: VPC User Guide, "DNS attributes for your VPC". */
import { type Refusal, refuse } from './refusals.ts'
import type { Vpc } from './vpc.ts'

/** Whether the interfaces of a VPC have names, and its resolver knows Amazon's private ones. */
export const hasHostNames = ({ dnsSupport, dnsHostnames }: Vpc): boolean => dnsSupport && dnsHostnames

/**
 * Why a VPC may not become so: host names need a resolver. `changed` is the attribute that was set.
 * Refuses: InvalidParameterValue.
 */
export function whyNotDns(vpc: Vpc, changed: keyof Vpc): Refusal | undefined {
  if (!vpc.dnsHostnames || vpc.dnsSupport) return undefined
  return changed === 'dnsSupport'
    ? refuse('InvalidParameterValue/dns-support', vpc.id)
    : refuse('InvalidParameterValue/dns-hostnames', vpc.id)
}
