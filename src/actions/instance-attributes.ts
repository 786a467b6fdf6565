/**
 * The attributes of an instance that are read one at a time. Source: API Reference, "DescribeInstanceAttribute". What
 * Isthmus has no notion of (kernels, enclaves, product codes) is shown as AWS shows a plain Linux instance.
 */
import type { InstanceAttribute, InstanceAttributeName } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'
import { rootDeviceOf } from '../model/machine.ts'
import type { Network } from '../model/network.ts'
import { primaryOf } from '../model/primary-interface.ts'
import { showGroups } from './show-network-interface.ts'

type Show = (network: Network, instance: Instance) => InstanceAttribute

export const showAttribute = {
  blockDeviceMapping: () => ({ BlockDeviceMappings: [] }),
  disableApiStop: (_, { stopProtection }) => ({ DisableApiStop: { Value: stopProtection } }),
  disableApiTermination: (_, { terminationProtection }) => ({
    DisableApiTermination: { Value: terminationProtection },
  }),
  ebsOptimized: (_, { ebsOptimized }) => ({ EbsOptimized: { Value: ebsOptimized } }),
  enaSupport: () => ({ EnaSupport: { Value: true } }),
  enclaveOptions: () => ({ EnclaveOptions: { Enabled: false } }),
  groupSet: (network, instance) => ({
    Groups: showGroups(network, primaryOf(network, instance.id)?.groups ?? []),
  }),
  instanceInitiatedShutdownBehavior: (_, { shutdownBehaviour }) => ({
    InstanceInitiatedShutdownBehavior: { Value: shutdownBehaviour },
  }),
  instanceType: (_, { type }) => ({ InstanceType: { Value: type } }),
  kernel: () => ({ KernelId: {} }),
  productCodes: () => ({ ProductCodes: [] }),
  ramdisk: () => ({ RamdiskId: {} }),
  rootDeviceName: (_, instance) => ({ RootDeviceName: { Value: rootDeviceOf(instance) } }),
  sourceDestCheck: (network, instance) => ({
    SourceDestCheck: { Value: primaryOf(network, instance.id)?.sourceDestCheck ?? true },
  }),
  sriovNetSupport: () => ({ SriovNetSupport: {} }),
  userData: (_, { userData }) => ({ UserData: userData === undefined ? {} : { Value: userData } }),
} as const satisfies Record<InstanceAttributeName, Show>
