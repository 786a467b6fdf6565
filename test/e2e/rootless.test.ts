/** As an ordinary user: the same commands, the same packets. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { CHECKOUT, freePort, ISTHMUS, Lab, withoutUserNamespaces } from '../cli/isthmus.ts'
import { NOBODY, whyNobodyHasNoPackets } from '../cli/nobody.ts'
import { processesIn, userNamespaceOf } from './user-namespace.ts'

/** The AWS CLI takes half a second to start, and is started some forty times. */
const SLOW = { timeout: 600_000 }

const noPackets = whyNobodyHasNoPackets()

/** Two instances of the default VPC, in a subnet: one with its interface, and the address of the other. */
async function twoInstances(lab: Lab) {
  const image = ['--image-id', 'ami-0123456789abcdef0', '--count', '2', '--output', 'text']
  const shown = 'Instances[].[InstanceId,NetworkInterfaces[0].NetworkInterfaceId,PrivateIpAddress,SubnetId]'
  const { stdout } = await lab.isthmus('aws', 'ec2', 'run-instances', ...image, '--query', shown)
  await lab.isthmus('wait')
  const [instance = '', eni = '', , subnet = '', , , other = ''] = stdout.trim().split(/\s+/)
  return { instance, eni, subnet, other }
}

describe.skipIf(noPackets)(`as an ordinary user${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('./up, and down again', SLOW, async () => {
    const lab = new Lab(NOBODY)
    const port = await freePort()
    const environment = {
      ISTHMUS_PORT: String(port),
      ISTHMUS_DATA: lab.path('data'),
      ISTHMUS_ENDPOINT: `http://127.0.0.1:${port}`,
    }
    onTestFinished(async () => void (await lab.run(ISTHMUS, ['down'], environment)))
    const played = await lab.run(join(CHECKOUT, 'up'), [], environment)
    expect({ code: played.code, stderr: played.stderr }).toEqual({ code: 0, stderr: '' })
    expect(played.stdout).toContain('64 bytes from 10.2.1.234: icmp_seq=1 ttl=64')
    expect(played.stdout).toContain('-> 10.2.1.234 answers.')
    const namespace = userNamespaceOf(Number(readFileSync(lab.path('data/server.pid'), 'utf8')))
    expect(namespace).not.toBe(userNamespaceOf(process.pid))
    expect((await lab.run(ISTHMUS, ['down'], environment)).stdout).toBe('The server is down.\n')
    await vi.waitFor(() => expect(processesIn(namespace)).toEqual([]), 10_000)
  })

  test('a restart and a kill -9 leave namespaces as they are; down ends what runs in them', async () => {
    const lab = new Lab(NOBODY)
    const serve = () => lab.serve('--driver', 'linux')
    let server = await serve()
    onTestFinished(async () => void (await lab.isthmus('down')))
    const { instance, other } = await twoInstances(lab)
    const inside = (...command: readonly string[]) => lab.isthmus('exec', instance, '--', ...command)
    expect(await inside('sh', '-c', 'pwd; exit 7')).toEqual({ code: 7, stdout: `${lab.home}\n`, stderr: '' })
    const network = await inside('readlink', '/proc/self/ns/net')
    const namespace = userNamespaceOf(server.pid)
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await server.end(signal)
      server = await serve()
      expect(await lab.isthmus('wait')).toEqual({ code: 0, stdout: '', stderr: '' })
      expect(userNamespaceOf(server.pid)).toBe(namespace)
      expect(await inside('readlink', '/proc/self/ns/net'), `after ${signal}`).toEqual(network)
      expect((await inside('ping', '-c', '1', '-W', '1', other)).code).toBe(0)
    }
    const begun = lab.path('begun')
    const sleeper = inside('sh', '-c', `touch ${begun}; exec sleep 600`)
    await vi.waitFor(() => expect(existsSync(begun)).toBe(true), 10_000)
    expect((await lab.isthmus('down')).stdout).toBe('The server is down.\n')
    expect((await sleeper).code).toBe(137)
    await vi.waitFor(() => expect(processesIn(namespace)).toEqual([]), 10_000)
    expect((await lab.isthmus('down')).stdout).toBe('No server was up.\n')
  })

  test('capture, run and logs', async () => {
    const lab = new Lab(NOBODY)
    await lab.serve('--driver', 'linux')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const { instance, eni, subnet } = await twoInstances(lab)
    const capture = async (...args: readonly string[]) => {
      let isDone = false
      const captured = lab.isthmus('capture', eni, '-c', '1', ...args).finally(() => {
        isDone = true
      })
      while (!isDone)
        await lab.isthmus('exec', instance, '--', 'ping', '-c', '1', '-W', '0.2', '198.51.100.7')
      expect((await captured).code).toBe(0)
      return (await captured).stdout
    }
    expect(await capture('icmp')).toMatch(/IP 172\.31\.\d+\.\d+ > 198\.51\.100\.7: ICMP echo request, .*\n$/)
    await capture('-w', 'packets.pcap')
    expect(readFileSync(lab.path('packets.pcap')).length).toBeGreaterThan(24)
    const detached = await lab.isthmus('run', '-d', '--subnet', subnet, '--', 'sh', '-c', 'echo done')
    expect(await lab.isthmus('logs', '-f', detached.stdout.trim())).toEqual({
      code: 0,
      stdout: 'done\n',
      stderr: '',
    })
  })

  test('down takes away what a killed server left', async () => {
    const lab = new Lab(NOBODY)
    const server = await lab.serve('--driver', 'linux')
    const namespace = userNamespaceOf(server.pid)
    await server.end('SIGKILL')
    await vi.waitFor(() => expect(processesIn(namespace), 'the one that holds it').toHaveLength(1), 10_000)
    expect((await lab.isthmus('down')).stdout).toBe('What the server left is taken away.\n')
    await vi.waitFor(() => expect(processesIn(namespace)).toEqual([]), 10_000)
  })

  test('the machine sees nothing of it but the server', async () => {
    const lab = new Lab(NOBODY)
    await lab.serve('--driver', 'linux')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const launch = ['--image-id', 'ami-0123456789abcdef0', '--query', 'Instances[0].InstanceId']
    const { stdout } = await lab.isthmus('aws', 'ec2', 'run-instances', ...launch, '--output', 'text')
    await lab.isthmus('wait')
    const instance = stdout.trim()
    expect((await lab.isthmus('exec', instance, '--', 'ls', '/run/netns')).stdout).toContain(instance)
    expect(existsSync('/run/netns') ? readdirSync('/run/netns') : []).not.toContainEqual(
      expect.stringContaining(instance),
    )
    const script = 'hostname; curl -s http://checkip.amazonaws.com'
    expect((await lab.isthmus('exec', instance, '--', 'sh', '-c', script)).stdout).toMatch(
      /^ip-172-31-\d+-\d+\.ec2\.internal\n198\.18\.\d+\.\d+\n$/,
    )
    const elsewhere = JSON.parse(readFileSync(lab.path('data/server.json'), 'utf8')).endpoint
    expect((await fetch(`${elsewhere}/health`)).status, 'clients are outside').toBe(200)
  })
})

describe.skipIf(noPackets)('where user namespaces are switched off', () => {
  const reason =
    'this needs root, or user namespaces, which this machine does not allow, by sysctl user.max_user_namespaces=0'

  test('the linux data plane is refused, and why', async () => {
    const lab = new Lab(NOBODY, withoutUserNamespaces('log'))
    const wish = ['--port', '0', '--data', lab.path('data'), '--driver', 'linux']
    expect((await lab.isthmus('serve', ...wish)).code).toBe(2)
    expect(readFileSync(lab.path('log'), 'utf8')).toBe(
      `isthmus: The linux data plane cannot run here: ${reason}.\n`,
    )
  })

  test('without a wish, it is the memory data plane, and the log says why', async () => {
    const lab = new Lab(NOBODY, withoutUserNamespaces('log'))
    await lab.serve()
    expect((await lab.isthmus('status')).stdout).toContain('data plane  memory\n')
    expect(readFileSync(lab.path('log'), 'utf8')).toContain(
      `no packets: the linux data plane cannot run here (${reason}); using the memory driver`,
    )
  })
})
