import type { _InstanceType, InstanceTypeInfo, NetworkInfo } from '@aws-sdk/client-ec2'
import type { InstanceType } from '../model/instance-types.ts'

/** An instance type on the wire: what the catalogue knows of it, and what is the same for all of its kind. */
export function showInstanceType(type: InstanceType): InstanceTypeInfo {
  const { family, name } = type
  const isNitro = family.hypervisor === 'nitro'
  const isArm = family.architecture === 'arm64'
  return {
    AutoRecoverySupported: true,
    BareMetal: false,
    BurstablePerformanceSupported: family.credits !== undefined,
    CurrentGeneration: !name.startsWith('m1.'),
    DedicatedHostsSupported: family.credits !== 'standard',
    EbsInfo: {
      EbsOptimizedSupport: isNitro ? 'default' : 'unsupported',
      EncryptionSupport: 'supported',
      NvmeSupport: isNitro ? 'required' : 'unsupported',
    },
    FreeTierEligible: ['t2.micro', 't3.micro', 't4g.micro', 't3.small', 't4g.small'].includes(name),
    HibernationSupported: !isArm && family.ipv6,
    Hypervisor: family.hypervisor,
    InstanceStorageSupported: false,
    InstanceType: name as _InstanceType,
    MemoryInfo: { SizeInMiB: type.memoryMiB },
    NetworkInfo: showNetwork(type),
    NitroEnclavesSupport: 'unsupported',
    NitroTpmSupport: isNitro ? 'supported' : 'unsupported',
    PhcSupport: 'unsupported',
    PlacementGroupInfo: {
      SupportedStrategies: family.credits ? ['partition', 'spread'] : ['cluster', 'partition', 'spread'],
    },
    ProcessorInfo: {
      Manufacturer: family.manufacturer,
      SupportedArchitectures: [family.architecture],
      SustainedClockSpeedInGhz: family.clockGhz,
    },
    RebootMigrationSupport: 'supported',
    SupportedBootModes: isArm ? ['uefi'] : isNitro ? ['legacy-bios', 'uefi'] : ['legacy-bios'],
    SupportedRootDeviceTypes: ['ebs'],
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedVirtualizationTypes: ['hvm'],
    VCpuInfo: showCpus(type),
  }
}

function showNetwork({
  family,
  interfaces,
  addressesPerInterface,
  networkPerformance,
}: InstanceType): NetworkInfo {
  const isNitro = family.hypervisor === 'nitro'
  return {
    DefaultNetworkCardIndex: 0,
    EfaSupported: false,
    EnaSrdSupported: false,
    EnaSupport: isNitro ? 'required' : 'unsupported',
    EncryptionInTransitSupported: false,
    FlexibleEnaQueuesSupport: 'unsupported',
    Ipv4AddressesPerInterface: addressesPerInterface,
    Ipv6AddressesPerInterface: family.ipv6 ? addressesPerInterface : 0,
    Ipv6Supported: family.ipv6,
    MaximumNetworkCards: 1,
    MaximumNetworkInterfaces: interfaces,
    NetworkCards: [
      {
        MaximumNetworkInterfaces: interfaces,
        NetworkCardIndex: 0,
        NetworkPerformance: networkPerformance,
      },
    ],
    NetworkPerformance: networkPerformance,
  }
}

function showCpus({ family, vcpus }: InstanceType): InstanceTypeInfo['VCpuInfo'] {
  const threads = Math.min(family.threadsPerCore, vcpus)
  return {
    DefaultCores: vcpus / threads,
    DefaultThreadsPerCore: threads,
    DefaultVCpus: vcpus,
    ValidCores: [vcpus / threads],
    ValidThreadsPerCore: threads === 2 ? [1, 2] : [1],
  }
}
