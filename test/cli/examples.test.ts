/** The worked example as a newcomer plays it: Debian's AWS CLI and boto3, and with root real packets. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { CHECKOUT, freePort, Lab } from './isthmus.ts'

/** The AWS CLI takes half a second to start, and is started some forty times. */
const SLOW = { timeout: 600_000 }

const noPackets = await canRun()

test('first-ping with the AWS CLI, by the rules alone', SLOW, async () => {
  const lab = new Lab()
  await lab.serve('--driver', 'memory')
  const { code, stdout, stderr } = await lab.run(join(CHECKOUT, 'examples/first-ping'), [])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.match(/^-> .*/gm)).toEqual([
    '-> no answer, as it should be: not peered.',
    '-> no answer, as it should be: peered, but no route leads there.',
    '-> no answer, as it should be: B has no route back, and lets nobody in.',
    "-> no answer, as it should be: B's default security group lets in only its own members.",
    '-> it reaches, by the rules: this server has no packets (memory driver).',
  ])
})

test('first-ping with boto3', SLOW, async () => {
  const lab = new Lab()
  await lab.serve('--driver', 'memory')
  const { stdout: environment } = await lab.isthmus('env', '--json')
  const script = join(CHECKOUT, 'examples/first-ping.py')
  const { code, stdout, stderr } = await lab.run('/usr/bin/python3', [script], JSON.parse(environment))
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.replace(/pcx-[0-9a-f]{17}/, 'pcx').split('\n')).toEqual([
    'does not reach: not peered',
    'pcx is pending-acceptance: Pending Acceptance by 111111111111',
    'does not reach: peered, but no route leads there',
    'does not reach: B has no route back, and lets nobody in',
    "does not reach: B's default security group lets in only its own members",
    'reaches: both routes are there, and B lets ping in',
    '',
  ])
})

test.skipIf(noPackets)(
  `./up with real packets, twice, then down${noPackets ? ` (${noPackets})` : ''}`,
  SLOW,
  async () => {
    const lab = new Lab()
    const port = await freePort()
    const environment = {
      ISTHMUS_PORT: String(port),
      ISTHMUS_DATA: lab.path('data'),
      ISTHMUS_ENDPOINT: `http://127.0.0.1:${port}`,
    }
    const isthmus = (...args: readonly string[]) => lab.run(join(CHECKOUT, 'bin/isthmus'), args, environment)
    const namespaces = async () => (await lab.run('/usr/bin/ls', ['/run/netns'])).stdout.split('\n')
    onTestFinished(async () => void (await isthmus('down')))

    const first = await lab.run(join(CHECKOUT, 'up'), [], environment)
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' })
    expect(first.stdout).toContain('-> 10.2.1.234 answers.')
    expect(first.stdout).toContain('64 bytes from 10.2.1.234: icmp_seq=1 ttl=64')
    const instance = /isthmus exec (i-[0-9a-f]{17})/.exec(first.stdout)?.[1] ?? ''
    expect(await isthmus('exec', instance, '--', 'sh', '-c', 'exit 7')).toEqual({
      code: 7,
      stdout: '',
      stderr: '',
    })

    const second = await lab.run(join(CHECKOUT, 'up'), [], environment)
    expect(second.code).toBe(0)
    expect(second.stdout).toContain('The server is up already at')
    expect(second.stdout).toContain('-> 10.2.1.234 answers.')

    const kept = (await namespaces()).filter(name => name.endsWith(instance))
    expect(kept).toEqual([])
    const again = /isthmus exec (i-[0-9a-f]{17})/.exec(second.stdout)?.[1] ?? 'none'
    const [namespace = ''] = (await namespaces()).filter(name => name.endsWith(again))
    const mark = namespace.replace(/-i-.*/, '')
    expect(mark).toMatch(/^isthmus-[0-9a-f]{6}$/)
    expect((await isthmus('down')).stdout).toBe('The server is down.\n')
    expect((await namespaces()).filter(name => name.startsWith(mark))).toEqual([])
  },
)
