/** Images and instance types: the catalogues, and what a launch makes of them. */
import {
  DescribeImagesCommand as Describe,
  DescribeImageAttributeCommand,
  DescribeInstanceTypeOfferingsCommand as DescribeOfferings,
  DescribeInstanceTypesCommand as DescribeTypes,
  type EC2Client,
  type DescribeImagesCommandInput as Input,
  RunInstancesCommand as Run,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentedFilters } from './documented-filters.ts'
import { refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let strict: TestServer
let us: EC2Client

beforeAll(async () => {
  server = await startServer()
  strict = await startServer({ images: 'strict' })
  us = server.ec2()
})
afterAll(() => Promise.all([server.close(), strict.close()]))

const AMAZON = '137112412989'
const CANONICAL = '099720109477'
const DEBIAN = '136693071363'

const images = async (input: Input = {}, ec2 = us) => (await ec2.send(new Describe(input))).Images ?? []
const filter = (Name: string, ...Values: string[]) => ({ Name, Values })

/** What a data source with `most_recent` comes to. */
const latest = async (owner: string, ...Filters: { Name: string; Values: string[] }[]) =>
  (await images({ Owners: [owner], Filters })).toSorted((a, b) =>
    (b.CreationDate ?? '').localeCompare(a.CreationDate ?? ''),
  )[0]

describe('shape', () => {
  test('an image, whole', async () => {
    const [one] = await images({ Filters: [filter('name', 'debian-12-amd64-20250316-2053')] })
    expect(one).toEqual({
      Architecture: 'x86_64',
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: {
            DeleteOnTermination: true,
            Encrypted: false,
            Iops: 3000,
            SnapshotId: expect.stringMatching(/^snap-0[0-9a-f]{16}$/),
            Throughput: 125,
            VolumeSize: 8,
            VolumeType: 'gp3',
          },
        },
      ],
      BootMode: 'uefi-preferred',
      CreationDate: '2025-03-16T06:00:00.000Z',
      DeprecationTime: '2027-03-16T06:00:00.000Z',
      DeregistrationProtection: 'disabled',
      Description: 'Debian 12 (20250316-2053)',
      EnaSupport: true,
      FreeTierEligible: true,
      Hypervisor: 'xen',
      ImageAllowed: true,
      ImageId: expect.stringMatching(/^ami-0[0-9a-f]{16}$/),
      ImageLocation: `${DEBIAN}/debian-12-amd64-20250316-2053`,
      ImageType: 'machine',
      Name: 'debian-12-amd64-20250316-2053',
      OwnerId: DEBIAN,
      PlatformDetails: 'Linux/UNIX',
      Public: true,
      RootDeviceName: '/dev/xvda',
      RootDeviceType: 'ebs',
      SriovNetSupport: 'simple',
      State: 'available',
      UsageOperation: 'RunInstances',
      VirtualizationType: 'hvm',
    })
  })

  test('an instance type, its network whole', async () => {
    const { InstanceTypes: [one] = [] } = await us.send(new DescribeTypes({ InstanceTypes: ['t3.medium'] }))
    expect(one).toMatchObject({
      InstanceType: 't3.medium',
      BurstablePerformanceSupported: true,
      CurrentGeneration: true,
      Hypervisor: 'nitro',
      MemoryInfo: { SizeInMiB: 4096 },
      ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
      VCpuInfo: { DefaultVCpus: 2, DefaultCores: 1, DefaultThreadsPerCore: 2 },
    })
    expect(one?.NetworkInfo).toEqual({
      DefaultNetworkCardIndex: 0,
      EfaSupported: false,
      EnaSrdSupported: false,
      EnaSupport: 'required',
      EncryptionInTransitSupported: false,
      FlexibleEnaQueuesSupport: 'unsupported',
      Ipv4AddressesPerInterface: 6,
      Ipv6AddressesPerInterface: 6,
      Ipv6Supported: true,
      MaximumNetworkCards: 1,
      MaximumNetworkInterfaces: 3,
      NetworkCards: [
        { MaximumNetworkInterfaces: 3, NetworkCardIndex: 0, NetworkPerformance: 'Up to 5 Gigabit' },
      ],
      NetworkPerformance: 'Up to 5 Gigabit',
    })
  })
})

describe('refusals', () => {
  test.each([
    ['unknown', ['ami-01234567'], 'InvalidAMIID.NotFound', "The image id '[ami-01234567]' does not exist"],
    [
      'unknown, several',
      ['ami-01234567', 'ami-76543210'],
      'InvalidAMIID.NotFound',
      "The image ids '[ami-01234567, ami-76543210]' do not exist",
    ],
    ['malformed', ['ami-x'], 'InvalidAMIID.Malformed', 'Invalid id: "ami-x" (expecting "ami-...")'],
  ])('an image, %s', async (_, ImageIds, code, message) => {
    expect(await refused(images({ ImageIds }))).toEqual({ code, message, status: 400 })
  })

  test('with --images strict, an image that nobody knows is not launched', async () => {
    const launch = (ImageId: string | undefined) =>
      strict.ec2().send(new Run({ ImageId, MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' }))
    expect(await refused(launch('ami-0123456789abcdef0'))).toEqual({
      code: 'InvalidAMIID.NotFound',
      message: "The image id '[ami-0123456789abcdef0]' does not exist",
      status: 400,
    })
    const known = await latest(AMAZON, filter('name', 'al2023-ami-2023.*-x86_64'))
    expect((await launch(known?.ImageId)).Instances).toHaveLength(1)
  })

  test('an image of another architecture than the type', async () => {
    const arm = await latest(DEBIAN, filter('architecture', 'arm64'))
    const launch = (InstanceType: 't3.micro' | 't4g.micro') =>
      us.send(new Run({ ImageId: arm?.ImageId, MinCount: 1, MaxCount: 1, InstanceType }))
    expect(await refused(launch('t3.micro'))).toEqual({
      code: 'InvalidParameterValue',
      message:
        "The architecture 'x86_64' of the specified instance type does not match the architecture 'arm64' of " +
        'the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.',
      status: 400,
    })
    expect((await launch('t4g.micro')).Instances?.[0]?.Architecture).toBe('arm64')
  })

  test('an instance type that is not in the catalogue', async () => {
    expect(await refused(us.send(new DescribeTypes({ InstanceTypes: ['p5.48xlarge'] })))).toEqual({
      code: 'InvalidInstanceType',
      message: 'The following supplied instance types do not exist: [p5.48xlarge]',
      status: 400,
    })
  })
})

describe('behaviour', () => {
  test.each([
    ['Amazon Linux 2023', 'amazon', 'al2023-ami-2023.*-x86_64', /^al2023-ami-2023\.7/],
    ['Amazon Linux 2', 'amazon', 'amzn2-ami-hvm-*-x86_64-gp2', /^amzn2-ami-hvm-2\.0\.20250321/],
    [
      'Ubuntu 22.04',
      CANONICAL,
      'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*',
      /ubuntu-jammy-22\.04-amd64-server-20250305$/,
    ],
    [
      'Ubuntu 24.04',
      CANONICAL,
      'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*',
      /ubuntu-noble-24\.04-amd64-server-20250305$/,
    ],
    ['Debian 12', DEBIAN, 'debian-12-arm64-*', /^debian-12-arm64-20250316/],
  ])('the most recent %s is found as people look for it', async (_, owner, name, expected) => {
    const found = await latest(owner, filter('name', name), filter('virtualization-type', 'hvm'))
    expect(found?.Name).toMatch(expected)
  })

  test('a Region has ids of its own, always the same', async () => {
    const ids = async (region: string) => (await images({}, server.ec2({ region }))).map(one => one.ImageId)
    const [east, west] = [await ids('us-east-1'), await ids('eu-west-1')]
    expect(new Set([...east, ...west]).size).toBe(east.length + west.length)
    expect((await images({}, strict.ec2())).map(one => one.ImageId)).toEqual(east)
  })

  test('owners and users', async () => {
    const owned = async (input: Input) => [...new Set((await images(input)).map(one => one.OwnerId))]
    expect(await owned({ Owners: ['amazon'] })).toEqual([AMAZON])
    expect(await owned({ Owners: ['self'] })).toEqual([])
    expect(await owned({ Owners: [CANONICAL, DEBIAN] })).toEqual([CANONICAL, DEBIAN])
    expect(await owned({ ExecutableUsers: ['self'] })).toEqual([])
    expect(await owned({ ExecutableUsers: ['all'] })).toEqual([AMAZON, CANONICAL, DEBIAN])
  })

  test('an attribute of an image', async () => {
    const ImageId = (await latest(DEBIAN))?.ImageId
    const ask = (Attribute: 'description' | 'launchPermission') =>
      us.send(new DescribeImageAttributeCommand({ ImageId, Attribute }))
    expect((await ask('description')).Description).toEqual({ Value: 'Debian 12 (20250316-2053)' })
    expect(await refused(ask('launchPermission'))).toEqual({
      code: 'AuthFailure',
      message: `Not authorized for image: ${ImageId}`,
      status: 400,
    })
  })

  test('types by what they can do, and where they are offered', async () => {
    const Filters = [
      filter('processor-info.supported-architecture', 'arm64'),
      filter('network-info.maximum-network-interfaces', '2'),
    ]
    const { InstanceTypes } = await us.send(new DescribeTypes({ Filters }))
    expect(InstanceTypes?.map(one => one.InstanceType)).toEqual(['t4g.nano', 't4g.micro'])
    const wish = {
      LocationType: 'availability-zone' as const,
      Filters: [filter('instance-type', 't3.micro')],
    }
    const { InstanceTypeOfferings } = await us.send(new DescribeOfferings(wish))
    expect(InstanceTypeOfferings).toEqual(
      [...'abcdef'].map(letter => ({
        InstanceType: 't3.micro',
        LocationType: 'availability-zone',
        Location: `us-east-1${letter}`,
      })),
    )
  })

  test('pages of types', async () => {
    const names: (string | undefined)[] = []
    let NextToken: string | undefined
    do {
      const page = await us.send(new DescribeTypes({ MaxResults: 20, NextToken }))
      names.push(...(page.InstanceTypes ?? []).map(one => one.InstanceType))
      NextToken = page.NextToken
    } while (NextToken)
    const { InstanceTypes } = await us.send(new DescribeTypes({}))
    expect(names).toEqual(InstanceTypes?.map(one => one.InstanceType))
  })

  test('every documented filter is known', async () => {
    // Severities stand in the description of a filter, in the same form as filters.
    const severities = ['informational', 'low', 'medium', 'high', 'critical']
    const known = (request: string) => documentedFilters(request).filter(name => !severities.includes(name))
    for (const Name of known('DescribeImagesRequest'))
      expect(await images({ Filters: [filter(Name, 'nothing')] })).toEqual([])
    for (const Name of known('DescribeInstanceTypesRequest'))
      expect((await us.send(new DescribeTypes({ Filters: [filter(Name, 'no')] }))).InstanceTypes).toEqual([])
    for (const Name of ['instance-type', 'location']) {
      const { InstanceTypeOfferings } = await us.send(
        new DescribeOfferings({ Filters: [filter(Name, 'no')] }),
      )
      expect(InstanceTypeOfferings).toEqual([])
    }
  })
})
