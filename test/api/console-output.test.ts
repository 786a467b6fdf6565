/** What instances have printed. */
import { GetConsoleOutputCommand, RunInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { OTHER_ACCOUNT, refused, useServer } from './server.ts'

const server = await useServer()
const ec2 = server.ec2()

async function launch(InstanceType: 't2.micro' | 't3.micro' = 't3.micro') {
  const one = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, InstanceType } as const
  const { Instances } = await ec2.send(new RunInstancesCommand(one))
  const { InstanceId = '', LaunchTime } = Instances?.[0] ?? {}
  await server.settled()
  return { InstanceId, LaunchTime }
}

async function output(InstanceId: string, Latest?: boolean) {
  const { $metadata: _, ...reply } = await ec2.send(new GetConsoleOutputCommand({ InstanceId, Latest }))
  return reply
}

describe('shape', () => {
  test('of one that has printed nothing', async () => {
    const { InstanceId, LaunchTime } = await launch()
    expect(await output(InstanceId)).toEqual({ InstanceId, Output: '', Timestamp: LaunchTime })
  })

  test('of one that has', async () => {
    const { InstanceId } = await launch()
    server.engine.consoles.append(InstanceId, 'Grüße\n')
    expect(await output(InstanceId, true)).toEqual({
      InstanceId,
      Output: Buffer.from('Grüße\n').toString('base64'),
      Timestamp: expect.any(Date),
    })
  })
})

describe('refusals', () => {
  test('of what is not there, or another’s', async () => {
    const { InstanceId } = await launch()
    const call = new GetConsoleOutputCommand({ InstanceId })
    expect(await refused(server.ec2({ account: OTHER_ACCOUNT }).send(call))).toEqual({
      code: 'InvalidInstanceID.NotFound',
      message: `The instance ID '${InstanceId}' does not exist`,
      status: 400,
    })
    expect(await refused(output('i-1'))).toMatchObject({ code: 'InvalidInstanceID.Malformed' })
    expect(await refused(output(undefined as never))).toMatchObject({ code: 'MissingParameter' })
  })

  test('of the latest, where AWS has no Nitro', async () => {
    const { InstanceId } = await launch('t2.micro')
    expect(await refused(output(InstanceId, true))).toMatchObject({
      code: 'UnsupportedOperation',
      status: 400,
    })
    expect((await output(InstanceId)).Output).toBe('')
  })
})

describe('behaviour', () => {
  test('the last 64 KiB are shown, and when they were printed by the server’s clock', async () => {
    const { InstanceId } = await launch()
    server.engine.consoles.append(InstanceId, `${'a'.repeat(100_000)}${'b'.repeat(65_536)}`)
    await server.advance('30m')
    const { Output = '', Timestamp } = await output(InstanceId)
    expect(Buffer.from(Output, 'base64').toString()).toBe('b'.repeat(65_536))
    expect(Math.abs((Timestamp?.getTime() ?? 0) - server.engine.now)).toBeLessThan(60_000)
  })

  test('it is shown as long as the instance is, and then it is gone', async () => {
    const { InstanceId } = await launch()
    server.engine.consoles.append(InstanceId, 'bye\n')
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect((await output(InstanceId)).Output).toBe(btoa('bye\n'))
    await server.advance('2h')
    await server.settled()
    expect((await refused(output(InstanceId))).code).toBe('InvalidInstanceID.NotFound')
    expect(server.engine.consoles.last(InstanceId)).toBeUndefined()
  })
})
