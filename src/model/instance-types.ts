/**
 * A small catalogue of instance types with what matters to a network: how many interfaces, and how many addresses on
 * each. A launch may name any type that AWS has; what is not in the catalogue has no such limits here.
 * Sources: EC2 User Guide, "Maximum IP addresses per network interface"; Instance Types guide.
 */

export interface InstanceType {
  /** `t3.micro` */
  readonly name: string
  readonly family: Family
  readonly vcpus: number
  readonly memoryMiB: number
  readonly interfaces: number
  /** Of each family: IPv4, and as many IPv6. */
  readonly addressesPerInterface: number
  readonly networkPerformance: string
}

export interface Family {
  readonly architecture: 'x86_64' | 'arm64'
  readonly hypervisor: 'xen' | 'nitro'
  readonly clockGhz: number
  readonly manufacturer: 'Intel' | 'AWS'
  readonly threadsPerCore: 1 | 2
  readonly ipv6: boolean
  /** How a burstable type pays for more than its baseline, if nothing is said; absent for the others. */
  readonly credits?: 'standard' | 'unlimited'
}

const XEN = {
  architecture: 'x86_64',
  hypervisor: 'xen',
  manufacturer: 'Intel',
  threadsPerCore: 1,
  ipv6: true,
} as const
const NITRO = { ...XEN, hypervisor: 'nitro', threadsPerCore: 2 } as const
const GRAVITON = {
  architecture: 'arm64',
  hypervisor: 'nitro',
  manufacturer: 'AWS',
  threadsPerCore: 1,
  ipv6: true,
  clockGhz: 2.5,
} as const

/** Size, vCPUs, memory in GiB, interfaces, addresses on each, network performance. */
type Row = readonly [string, number, number, number, number, string]

const burstable = (performance: string, mostInterfaces: number, threads: number): readonly Row[] => [
  ['nano', threads, 0.5, 2, 2, performance],
  ['micro', threads, 1, 2, 2, performance],
  ['small', threads, 2, 3, 4, performance],
  ['medium', 2, 4, 3, 6, performance],
  ['large', 2, 8, 3, 12, performance],
  ['xlarge', 4, 16, mostInterfaces, 15, performance],
  ['2xlarge', 8, 32, mostInterfaces, 15, performance],
]

const general = (memoryPerCpu: number, sizes: readonly (readonly [string, number, string])[]) =>
  sizes.map(([size, vcpus, performance]): Row => {
    const [interfaces, addresses] =
      vcpus <= 2 ? [3, 10] : vcpus <= 8 ? [4, 15] : vcpus <= 48 ? [8, 30] : [15, 50]
    return [size, vcpus, vcpus * memoryPerCpu, interfaces, addresses, performance]
  })

const FIFTH = [
  ['large', 2, 'Up to 10 Gigabit'],
  ['xlarge', 4, 'Up to 10 Gigabit'],
  ['2xlarge', 8, 'Up to 10 Gigabit'],
  ['4xlarge', 16, 'Up to 10 Gigabit'],
] as const
const FIFTH_LARGE = [
  ...FIFTH,
  ['8xlarge', 32, '10 Gigabit'],
  ['12xlarge', 48, '12 Gigabit'],
  ['16xlarge', 64, '20 Gigabit'],
  ['24xlarge', 96, '25 Gigabit'],
] as const
const SIXTH = [
  ['large', 2, 'Up to 12.5 Gigabit'],
  ['xlarge', 4, 'Up to 12.5 Gigabit'],
  ['2xlarge', 8, 'Up to 12.5 Gigabit'],
  ['4xlarge', 16, 'Up to 12.5 Gigabit'],
] as const

const rows: readonly (readonly [family: string, Family, readonly Row[]])[] = [
  [
    'm1',
    { ...XEN, clockGhz: 2, ipv6: false },
    [
      ['small', 1, 1.7, 2, 4, 'Low'],
      ['medium', 1, 3.75, 2, 6, 'Moderate'],
    ],
  ],
  ['t2', { ...XEN, clockGhz: 2.4, credits: 'standard' }, burstable('Low to Moderate', 3, 1)],
  ['t3', { ...NITRO, clockGhz: 2.5, credits: 'unlimited' }, burstable('Up to 5 Gigabit', 4, 2)],
  ['t4g', { ...GRAVITON, credits: 'unlimited' }, burstable('Up to 5 Gigabit', 4, 2)],
  ['m5', { ...NITRO, clockGhz: 3.1 }, general(4, FIFTH_LARGE)],
  [
    'c5',
    { ...NITRO, clockGhz: 3.4 },
    general(2, [
      ...FIFTH,
      ['9xlarge', 36, '12 Gigabit'],
      ['12xlarge', 48, '12 Gigabit'],
      ['18xlarge', 72, '25 Gigabit'],
      ['24xlarge', 96, '25 Gigabit'],
    ]),
  ],
  ['r5', { ...NITRO, clockGhz: 3.1 }, general(8, FIFTH_LARGE)],
  ['m6i', { ...NITRO, clockGhz: 3.5 }, general(4, SIXTH)],
  ['m7g', { ...GRAVITON, clockGhz: 2.6 }, general(4, SIXTH)],
  ['c6g', GRAVITON, general(2, FIFTH)],
  ['r6g', GRAVITON, general(8, FIFTH)],
]

export const instanceTypes: readonly InstanceType[] = rows.flatMap(([prefix, family, sizes]) =>
  sizes.map(([size, vcpus, memoryGiB, interfaces, addressesPerInterface, networkPerformance]) => ({
    name: `${prefix}.${size}`,
    family,
    vcpus,
    memoryMiB: Math.round(memoryGiB * 1024),
    interfaces,
    addressesPerInterface,
    networkPerformance,
  })),
)

const byName = new Map(instanceTypes.map(type => [type.name, type]))

/** Undefined for what the catalogue does not have. */
export const instanceTypeNamed = (name: string): InstanceType | undefined => byName.get(name)
