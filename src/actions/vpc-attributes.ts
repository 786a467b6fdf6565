/** The attributes of a VPC that are read and set one at a time: AWS's names of them, and ours. */
import type { VpcAttributeName } from '@aws-sdk/client-ec2'
import type { Vpc } from '../model/vpc.ts'

export const vpcAttributes = {
  enableDnsSupport: { member: 'EnableDnsSupport', field: 'dnsSupport' },
  enableDnsHostnames: { member: 'EnableDnsHostnames', field: 'dnsHostnames' },
  enableNetworkAddressUsageMetrics: {
    member: 'EnableNetworkAddressUsageMetrics',
    field: 'addressUsageMetrics',
  },
} as const satisfies Record<VpcAttributeName, { readonly member: string; readonly field: keyof Vpc }>
