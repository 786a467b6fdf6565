/** Instances: what sends and answers packets. Their addresses are those of their network interfaces. */
import type { Owned } from './owned.ts'

export interface Instance extends Owned {
  readonly kind: 'instance'
  readonly state: InstanceState
  /** When it came into this state. */
  readonly since: number
  readonly vpcId: string
  readonly subnetId: string
  readonly zone: string
  readonly type: string
  readonly imageId: string
  readonly keyName?: string
  /** As it was given: Base64. */
  readonly userData?: string
  readonly tenancy: string
  /** `r-…`, shared by the instances of one launch. */
  readonly reservationId: string
  readonly launchIndex: number
  readonly launchedAt: number
  /** When it first came up. */
  readonly bootedAt?: number
  readonly clientToken?: string
  readonly terminationProtection: boolean
  readonly stopProtection: boolean
  /** What a shutdown from inside does. */
  readonly shutdownBehaviour: 'stop' | 'terminate'
  /** How a burstable one pays for more than its baseline; absent: as its type does. */
  readonly cpuCredits?: 'standard' | 'unlimited'
  readonly monitoring: boolean
  readonly ebsOptimized: boolean
  readonly hostnameType: 'ip-name' | 'resource-name'
  readonly resourceNameDnsA: boolean
  readonly resourceNameDnsAAAA: boolean
  readonly metadata: MetadataOptions
  /** By which it is linked to a VPC, as an instance of EC2-Classic that is running may be. */
  readonly classicLink?: ClassicLink
  /** Why it left `running`, as AWS words it: `User initiated (…)`. */
  readonly stateReason?: { readonly code: string; readonly message: string }
}

/** What reaches the VPC from the instance, and back, is up to these groups of the VPC. */
export interface ClassicLink {
  readonly vpcId: string
  readonly groups: readonly string[]
}

/** How an instance may ask for its metadata. */
export interface MetadataOptions {
  readonly endpoint: 'enabled' | 'disabled'
  readonly ipv6: 'enabled' | 'disabled'
  readonly tags: 'enabled' | 'disabled'
  readonly tokens: 'optional' | 'required'
  readonly hopLimit: number
}

export type InstanceState = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated'

/** The numbers that go with the states on the wire. */
export const INSTANCE_STATE_CODES: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

/** It has, or is being given, a place in the data plane. */
export const isUp = (instance: Instance): boolean =>
  instance.state === 'pending' || instance.state === 'running'
