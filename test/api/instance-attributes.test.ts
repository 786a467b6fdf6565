/** What can be read and changed of an instance beside its state. */
import {
  DescribeInstanceAttributeCommand as DescribeAttribute,
  DescribeInstanceCreditSpecificationsCommand as DescribeCredits,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeInstanceStatusCommand as DescribeStatus,
  DescribeVolumesCommand,
  type EC2Client,
  type InstanceAttributeName,
  ModifyInstanceAttributeCommand as Modify,
  type ModifyInstanceAttributeCommandInput as ModifyInput,
  ModifyInstanceMetadataOptionsCommand as ModifyMetadata,
  ModifyPrivateDnsNameOptionsCommand as ModifyNames,
  MonitorInstancesCommand,
  RebootInstancesCommand,
  ResetInstanceAttributeCommand as Reset,
  RunInstancesCommand as Run,
  type RunInstancesCommandInput as RunInput,
  StopInstancesCommand,
  TerminateInstancesCommand,
  UnmonitorInstancesCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentedFilters } from './documented-filters.ts'
import { refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client

beforeAll(async () => {
  server = await startServer()
  us = server.ec2()
})
afterAll(() => server.close())

const ONE = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' } as const

/** The id of a new instance that is running. */
async function running(input: Partial<RunInput> = {}): Promise<string> {
  const { Instances } = await us.send(new Run({ ...ONE, ...input }))
  await server.settled()
  return Instances?.[0]?.InstanceId as string
}

async function stopped(input: Partial<RunInput> = {}): Promise<string> {
  const id = await running(input)
  await us.send(new StopInstancesCommand({ InstanceIds: [id] }))
  await server.settled()
  return id
}

async function attribute(InstanceId: string, Attribute: InstanceAttributeName) {
  const { $metadata: _, ...reply } = await us.send(new DescribeAttribute({ InstanceId, Attribute }))
  return reply
}

const modify = (InstanceId: string, input: Partial<ModifyInput>) =>
  us.send(new Modify({ InstanceId, ...input }))

async function shown(id: string) {
  const { Reservations } = await us.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return Reservations?.[0]?.Instances?.[0]
}

const SCRIPT = btoa('#!/bin/sh\n')

describe('shape', () => {
  test('every attribute of a plain instance', async () => {
    const InstanceId = await running({ UserData: SCRIPT })
    const groups = (await shown(InstanceId))?.SecurityGroups
    const expected: Readonly<Record<InstanceAttributeName, object>> = {
      blockDeviceMapping: { BlockDeviceMappings: [] },
      disableApiStop: { DisableApiStop: { Value: false } },
      disableApiTermination: { DisableApiTermination: { Value: false } },
      ebsOptimized: { EbsOptimized: { Value: false } },
      enaSupport: { EnaSupport: { Value: true } },
      enclaveOptions: { EnclaveOptions: { Enabled: false } },
      groupSet: { Groups: groups },
      instanceInitiatedShutdownBehavior: { InstanceInitiatedShutdownBehavior: { Value: 'stop' } },
      instanceType: { InstanceType: { Value: 't3.micro' } },
      kernel: { KernelId: {} },
      productCodes: { ProductCodes: [] },
      ramdisk: { RamdiskId: {} },
      rootDeviceName: { RootDeviceName: { Value: '/dev/xvda' } },
      sourceDestCheck: { SourceDestCheck: { Value: true } },
      sriovNetSupport: { SriovNetSupport: {} },
      userData: { UserData: { Value: SCRIPT } },
    }
    for (const [name, value] of Object.entries(expected))
      expect(await attribute(InstanceId, name as InstanceAttributeName)).toEqual({ InstanceId, ...value })
  })

  test('the status of a running instance; others are left out unless asked for', async () => {
    const [up, down] = [await running(), await stopped()]
    const statuses = async (IncludeAllInstances: boolean) => {
      const wish = { InstanceIds: [up, down], IncludeAllInstances }
      return (await us.send(new DescribeStatus(wish))).InstanceStatuses
    }
    const summary = { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
    const where = {
      AvailabilityZone: 'us-east-1a',
      AvailabilityZoneId: 'use1-az1',
      Operator: { Managed: false },
    }
    const well = {
      ...where,
      InstanceId: up,
      InstanceState: { Code: 16, Name: 'running' },
      InstanceStatus: summary,
      SystemStatus: summary,
      AttachedEbsStatus: { Status: 'ok' },
    }
    const unknown = { Status: 'not-applicable' }
    expect(await statuses(false)).toEqual([well])
    expect(await statuses(true)).toEqual([
      well,
      {
        ...where,
        InstanceId: down,
        InstanceState: { Code: 80, Name: 'stopped' },
        InstanceStatus: unknown,
        SystemStatus: unknown,
        AttachedEbsStatus: unknown,
      },
    ])
  })
})

describe('refusals', () => {
  test.each<readonly [string, Partial<ModifyInput>, code: string, message: string]>([
    ['nothing', {}, 'MissingParameter', 'The request must contain an attribute to modify'],
    [
      'two attributes',
      { DisableApiStop: { Value: true }, SourceDestCheck: { Value: false } },
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified',
    ],
    [
      'a type that cannot be one',
      { InstanceType: { Value: 'huge' } },
      'InvalidParameterValue',
      "Invalid value 'huge' for InstanceType.",
    ],
    [
      'volumes',
      { BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }] },
      'UnsupportedOperation',
      'Amazon EC2 takes the parameter blockDeviceMappings here, but Isthmus does not do that yet.',
    ],
    [
      'what a shutdown does, wrongly',
      { InstanceInitiatedShutdownBehavior: { Value: 'explode' } },
      'InvalidParameterValue',
      "Value (explode) for parameter instanceInitiatedShutdownBehavior is invalid. Expecting 'stop' or 'terminate'.",
    ],
    [
      'no groups',
      { Attribute: 'groupSet', Value: 'x' },
      'InvalidParameterValue',
      'Value (groupSet) for parameter attribute is invalid. The attribute cannot be used with this operation.',
    ],
  ])('changing %s', async (_, input, code, message) => {
    expect(await refused(modify(await running(), input))).toEqual({ code, message, status: 400 })
  })

  test.each<readonly [string, Partial<ModifyInput>]>([
    ['type', { InstanceType: { Value: 't3.small' } }],
    ['user data', { UserData: { Value: Buffer.from('x') } }],
    ['EBS optimization', { EbsOptimized: { Value: true } }],
  ])('the %s of a running instance', async (_, input) => {
    const id = await running()
    expect(await refused(modify(id, input))).toEqual({
      code: 'IncorrectInstanceState',
      message: `The instance '${id}' is not in the 'stopped' state.`,
      status: 400,
    })
  })

  test('a type of another architecture, or with fewer interfaces', async () => {
    const id = await stopped({
      InstanceType: 't3.small',
      NetworkInterfaces: [0, 1, 2].map(DeviceIndex => ({ DeviceIndex })),
    })
    expect(await refused(modify(id, { InstanceType: { Value: 't4g.small' } }))).toMatchObject({
      code: 'InvalidParameterValue',
    })
    expect(await refused(modify(id, { InstanceType: { Value: 't3.micro' } }))).toMatchObject({
      code: 'AttachmentLimitExceeded',
    })
    expect(await refused(modify(id, { SourceDestCheck: { Value: false } }))).toEqual({
      code: 'InvalidInstanceID',
      message: `There are multiple interfaces attached to instance '${id}'. Please specify an interface ID for the operation instead.`,
      status: 400,
    })
  })

  test('what is terminated', async () => {
    const id = await running()
    await us.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    await server.settled()
    const InstanceIds = [id]
    for (const call of [
      modify(id, { DisableApiStop: { Value: true } }),
      us.send(new RebootInstancesCommand({ InstanceIds })),
      us.send(new MonitorInstancesCommand({ InstanceIds })),
      us.send(new ModifyMetadata({ InstanceId: id, HttpTokens: 'required' })),
    ])
      expect(await refused(call)).toEqual({
        code: 'IncorrectInstanceState',
        message: `The instance '${id}' cannot be modified or rebooted: it is 'terminated'.`,
        status: 400,
      })
  })

  test('user data that is no Base64', async () => {
    expect(await refused(running({ UserData: '#!/bin/sh' }))).toEqual({
      code: 'InvalidUserData.Malformed',
      message: 'Invalid BASE64 encoding of user data.',
      status: 400,
    })
  })

  test('a volume', async () => {
    expect((await us.send(new DescribeVolumesCommand({}))).Volumes).toEqual([])
    expect(await refused(us.send(new DescribeVolumesCommand({ VolumeIds: ['vol-01234567'] })))).toMatchObject(
      {
        code: 'InvalidVolume.NotFound',
      },
    )
  })
})

describe('behaviour', () => {
  test('protection, on and off', async () => {
    const id = await running()
    const terminate = () => us.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    await modify(id, { DisableApiTermination: { Value: true } })
    expect(await refused(terminate())).toMatchObject({ code: 'OperationNotPermitted' })
    await modify(id, { Attribute: 'disableApiTermination', Value: 'false' })
    await terminate()
  })

  test('the source and destination check of an instance is its interface’s', async () => {
    const id = await running()
    await modify(id, { SourceDestCheck: { Value: false } })
    const Filters = [{ Name: 'attachment.instance-id', Values: [id] }]
    const { NetworkInterfaces } = await us.send(new DescribeNetworkInterfacesCommand({ Filters }))
    expect(NetworkInterfaces?.map(one => one.SourceDestCheck)).toEqual([false])
    expect((await shown(id))?.SourceDestCheck).toBe(false)
    await us.send(new Reset({ InstanceId: id, Attribute: 'sourceDestCheck' }))
    expect((await shown(id))?.SourceDestCheck).toBe(true)
  })

  test('a stopped instance gets another type and other user data', async () => {
    const id = await stopped({ UserData: SCRIPT })
    await modify(id, { InstanceType: { Value: 't3.large' } })
    await modify(id, { UserData: { Value: Buffer.from('echo') } })
    expect((await shown(id))?.InstanceType).toBe('t3.large')
    expect((await attribute(id, 'userData')).UserData).toEqual({ Value: btoa('echo') })
    await modify(id, { UserData: { Value: new Uint8Array() } })
    expect((await attribute(id, 'userData')).UserData).toEqual({})
  })

  test('how metadata is asked for', async () => {
    const InstanceId = await running()
    const wish = { InstanceId, HttpTokens: 'required', HttpPutResponseHopLimit: 2 } as const
    const expected = {
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      HttpPutResponseHopLimit: 2,
      HttpTokens: 'required',
      InstanceMetadataTags: 'disabled',
    }
    const { InstanceMetadataOptions } = await us.send(new ModifyMetadata(wish))
    expect(InstanceMetadataOptions).toEqual({ ...expected, State: 'pending' })
    expect((await shown(InstanceId))?.MetadataOptions).toEqual({ ...expected, State: 'applied' })
  })

  test('host names: their type changes while the instance is stopped', async () => {
    const InstanceId = await running()
    const change = new ModifyNames({ InstanceId, PrivateDnsHostnameType: 'resource-name' })
    expect(await refused(us.send(change))).toMatchObject({ code: 'IncorrectInstanceState' })
    await us.send(new ModifyNames({ InstanceId, EnableResourceNameDnsARecord: true }))
    await us.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect((await us.send(change)).Return).toBe(true)
    const { PrivateDnsName, PrivateDnsNameOptions } = (await shown(InstanceId)) ?? {}
    expect({ PrivateDnsName, PrivateDnsNameOptions }).toEqual({
      PrivateDnsName: `${InstanceId}.ec2.internal`,
      PrivateDnsNameOptions: {
        HostnameType: 'resource-name',
        EnableResourceNameDnsARecord: true,
        EnableResourceNameDnsAAAARecord: false,
      },
    })
  })

  test('monitoring, on and off', async () => {
    const InstanceIds = [await running()]
    const on = await us.send(new MonitorInstancesCommand({ InstanceIds }))
    expect(on.InstanceMonitorings).toEqual([{ InstanceId: InstanceIds[0], Monitoring: { State: 'pending' } }])
    expect((await shown(InstanceIds[0] ?? ''))?.Monitoring).toEqual({ State: 'enabled' })
    const off = await us.send(new UnmonitorInstancesCommand({ InstanceIds }))
    expect(off.InstanceMonitorings).toEqual([
      { InstanceId: InstanceIds[0], Monitoring: { State: 'disabling' } },
    ])
  })

  test('a reboot leaves everything as it is', async () => {
    const id = await running()
    const before = await shown(id)
    await us.send(new RebootInstancesCommand({ InstanceIds: [id] }))
    expect(await shown(id)).toEqual(before)
  })

  test('credits are of burstable instances', async () => {
    const [usual, saving, plain] = [
      await running(),
      await running({ CreditSpecification: { CpuCredits: 'standard' } }),
      await running({ InstanceType: 'm5.large' }),
    ]
    const credits = async (...InstanceIds: string[]) =>
      (await us.send(new DescribeCredits({ InstanceIds }))).InstanceCreditSpecifications
    expect(await credits(usual, saving)).toEqual([
      { InstanceId: usual, CpuCredits: 'unlimited' },
      { InstanceId: saving, CpuCredits: 'standard' },
    ])
    expect(await refused(credits(plain))).toMatchObject({ code: 'UnsupportedOperation' })
  })

  test('every documented filter of the status is known', async () => {
    for (const Name of documentedFilters('DescribeInstanceStatusRequest'))
      expect(await us.send(new DescribeStatus({ Filters: [{ Name, Values: ['nothing'] }] }))).toMatchObject({
        InstanceStatuses: [],
      })
  })
})
