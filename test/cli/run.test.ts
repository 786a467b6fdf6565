/** Instances that live as long as a process. */
import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { ISTHMUS, Lab } from './isthmus.ts'

const noPackets = await canRun()

/** A server, and a subnet of its default VPC. */
async function lab() {
  const on = new Lab()
  const server = await on.serve('--driver', 'linux')
  onTestFinished(async () => void (await on.isthmus('down')))
  const text = async (...query: readonly string[]) =>
    (await on.isthmus('aws', 'ec2', ...query, '--output', 'text')).stdout.trim()
  const subnet = await text('describe-subnets', '--query', 'Subnets[0].SubnetId')
  const state = (instance: string) =>
    text('describe-instances', '--instance-ids', instance, '--query', 'Reservations[].Instances[].State.Name')
  const only = () => text('describe-instances', '--query', 'Reservations[].Instances[].InstanceId')
  return { on, server, subnet, text, state, only }
}

describe.skipIf(noPackets)(`with packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('run ends as its process does, and its instance is terminated', async () => {
    const { on, subnet, text, state, only } = await lab()
    const wish = ['--subnet', subnet, '--name', 'it is me', '--address', '172.31.0.77', '--type', 't4g.nano']
    const { code, stdout } = await on.isthmus('run', ...wish, '--', 'sh', '-c', 'hostname -I; exit 9')
    expect({ code, stdout }).toEqual({ code: 9, stdout: expect.stringContaining('172.31.0.77') })
    const instance = await only()
    expect(await state(instance)).toBe('terminated')
    const shown = 'Reservations[].Instances[].[InstanceType,Tags[0].Value,StateReason.Code]'
    expect(await text('describe-instances', '--query', shown)).toBe(
      't4g.nano\tit is me\tClient.UserInitiatedShutdown',
    )
  })

  test('a signal is for the process, and the instance ends with it', async () => {
    const { on, subnet, state, only } = await lab()
    const script = 'trap "exit 3" TERM; echo $PPID >parent; while :; do sleep 0.05; done'
    const ended = on.isthmus('run', '--subnet', subnet, '--', 'sh', '-c', script)
    const parent = () => Number(readFileSync(on.path('parent'), 'utf8'))
    await vi.waitFor(() => expect(parent()).toBeGreaterThan(1), 30_000)
    process.kill(parent(), 'SIGTERM')
    expect((await ended).code).toBe(3)
    expect(await state(await only())).toMatch(/terminated|shutting-down/)
  })

  test('detached, it goes on, its output is the console, and it ends with its process', async () => {
    const { on, subnet, text, state } = await lab()
    const script = 'echo begun; echo oops >&2; until [ -e stop ]; do sleep 0.05; done; echo ended'
    const run = await on.isthmus('run', '--json', '--subnet', subnet, '--', 'sh', '-c', script)
    const { instance, address } = JSON.parse(run.stdout)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(address).toMatch(/^172\.31\./)
    const logs = async (...args: readonly string[]) => (await on.isthmus('logs', ...args, instance)).stdout
    await vi.waitFor(async () => expect(await logs()).toBe('begun\noops\n'), 10_000)
    expect(JSON.parse(await logs('--json'))).toEqual({ instance, output: 'begun\noops\n' })
    const console = ['get-console-output', '--instance-id', instance, '--query', 'Output']
    expect(await text(...console)).toBe('begun\noops')
    const followed = logs('-f')
    await on.run('touch', ['stop'])
    expect(await followed).toBe('begun\noops\nended\n')
    expect(await state(instance)).toBe('terminated')
  })

  test('it outlives a kill -9 of the server, and the next server hears of its end', async () => {
    const { on, server, subnet, state } = await lab()
    const script = 'echo begun; until [ -e stop ]; do sleep 0.05; done; seq 20000'
    const run = await on.isthmus('run', '-d', '--subnet', subnet, '--', 'sh', '-c', script)
    const instance = run.stdout.trim()
    await vi.waitFor(async () => expect((await on.isthmus('logs', instance)).stdout).toBe('begun\n'), 10_000)
    await server.end('SIGKILL')
    await on.run('touch', ['stop'])
    await on.serve('--driver', 'linux', '--port', new URL(server.endpoint).port)
    await vi.waitFor(async () => expect(await state(instance)).toBe('terminated'), 30_000)
    const logs = await on.run('sh', ['-c', `${ISTHMUS} logs ${instance} | head -n 1`])
    expect(logs).toEqual({ code: 0, stdout: 'begun\n', stderr: '' })
  })

  test('one whose process was killed is terminated at the next start, after a crash and after down', async () => {
    const { on, server, subnet, state } = await lab()
    const detached = async (name: string) => {
      const script = `echo $PPID >${name}; until [ -e stop ]; do sleep 0.05; done`
      const instance = (
        await on.isthmus('run', '-d', '--subnet', subnet, '--', 'sh', '-c', script)
      ).stdout.trim()
      const keeper = () => Number(readFileSync(on.path(name), 'utf8'))
      await vi.waitFor(() => expect(keeper()).toBeGreaterThan(1), 30_000)
      return { instance, kill: () => process.kill(keeper(), 'SIGKILL') }
    }
    const [crashed, taken, living] = [await detached('a'), await detached('b'), await detached('c')]
    const serveAgain = () => on.serve('--driver', 'linux', '--port', new URL(server.endpoint).port)
    crashed.kill()
    await server.end('SIGKILL')
    await serveAgain()
    await on.isthmus('wait')
    expect(await state(crashed.instance)).toBe('terminated')
    expect([await state(taken.instance), await state(living.instance)]).toEqual(['running', 'running'])
    taken.kill()
    await on.isthmus('down')
    await serveAgain()
    await on.isthmus('wait')
    expect(await state(taken.instance)).toBe('terminated')
    await vi.waitFor(async () => expect(await state(living.instance)).toBe('terminated'), 30_000)
  })

  test('what is terminated ends its process; a process that is not there ends its instance', async () => {
    const { on, subnet, text, state } = await lab()
    const detached = async (...command: readonly string[]) =>
      (await on.isthmus('run', '-d', '--subnet', subnet, '--', ...command)).stdout.trim()
    const [sleeper, missing] = [await detached('sleep', '600'), await detached('no-such-program')]
    await text('terminate-instances', '--instance-ids', sleeper)
    const logs = async (instance: string) => (await on.isthmus('logs', '-f', instance)).stdout
    expect(await logs(sleeper)).toBe('')
    expect(await logs(missing)).toContain('no-such-program: not found')
    expect(await state(missing)).toBe('terminated')
  })

  test('what cannot be is refused in the words of AWS, and nothing is left', async () => {
    const { on, subnet, only } = await lab()
    const refused = async (...args: readonly string[]) => {
      const { code, stderr } = await on.isthmus('run', ...args, '--', 'true')
      return { code, stderr }
    }
    expect(await refused('--subnet', 'subnet-00000000000000000')).toEqual({
      code: 2,
      stderr: "isthmus: InvalidSubnetID.NotFound: The subnet ID 'subnet-00000000000000000' does not exist\n",
    })
    expect(await refused('--subnet', subnet, '--address', '10.0.0.1')).toEqual({
      code: 2,
      stderr:
        "isthmus: InvalidParameterValue: Address 10.0.0.1 does not fall within the subnet's address range\n",
    })
    expect(await refused('--subnet', subnet, '--account', 'nobody')).toEqual({
      code: 2,
      stderr: "isthmus: There is no account named 'nobody'. Make it: isthmus account create nobody\n",
    })
    expect(await only()).toBe('')
  })
})

test('without packets nothing is made', async () => {
  const on = new Lab()
  await on.serve('--driver', 'memory')
  expect(await on.isthmus('run', '--subnet', 'subnet-1', '--', 'true')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'isthmus: This server has no packets (memory driver), so nothing runs in its instances.\n',
  })
})
