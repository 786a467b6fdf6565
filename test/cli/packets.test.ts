/** The commands that touch the data plane, on real namespaces. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { ISTHMUS, Lab } from './isthmus.ts'

const noPackets = await canRun()

/** Namespaces of the server that an instance belongs to. */
function namespacesBeside(instance: string): readonly string[] {
  const all = readdirSync('/run/netns')
  const mark = all.find(name => name.endsWith(instance))?.replace(/-i-.*/, '-')
  return mark ? all.filter(name => name.startsWith(mark)).sort() : []
}

/** A server with an instance in its default VPC. */
async function launch(lab: Lab) {
  const server = await lab.serve('--driver', 'linux')
  onTestFinished(async () => void (await lab.isthmus('down')))
  const image = [
    '--image-id',
    'ami-0123456789abcdef0',
    '--query',
    'Instances[0].InstanceId',
    '--output',
    'text',
  ]
  const { stdout } = await lab.isthmus('aws', 'ec2', 'run-instances', ...image)
  await lab.isthmus('wait')
  return { server, instance: stdout.trim() }
}

describe.skipIf(noPackets)(`with packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('exec runs in the network of the instance and ends as its command does', async () => {
    const lab = new Lab()
    const { instance } = await launch(lab)
    const inside = await lab.isthmus('exec', instance, '--', 'ip', '-o', '-4', 'addr', 'show', 'dev', 'eth0')
    expect(inside.stdout).toMatch(/inet 172\.31\.\d+\.\d+\/20 /)
    expect(await lab.isthmus('exec', instance, 'sh', '-c', 'echo -n "$0"; exit 7', '--json')).toEqual({
      code: 7,
      stdout: '--json',
      stderr: '',
    })
    expect((await lab.isthmus('exec', instance, '--', 'sh', '-c', 'kill -9 $$')).code).toBe(137)
  })

  test('a command has the host name of the instance, and its resolver; the machine keeps its own', async () => {
    const lab = new Lab()
    const before = readFileSync('/etc/resolv.conf', 'utf8')
    const { instance } = await launch(lab)
    const inside = (script: string) => lab.isthmus('exec', instance, '--', 'sh', '-c', script)
    const name = expect.stringMatching(/^ip-172-31-\d+-\d+\.ec2\.internal\n$/)
    expect(await inside('hostname')).toEqual({ code: 0, stdout: name, stderr: '' })
    expect((await inside('cat /etc/resolv.conf')).stdout).toBe('search ec2.internal\nnameserver 172.31.0.2\n')
    expect((await inside('getent ahostsv4 ip-10-9-8-7 | head -1')).stdout).toMatch(/^10\.9\.8\.7 /)
    expect((await inside('curl -s http://instance-data/latest/meta-data/instance-id')).stdout).toBe(instance)
    expect((await inside('ls /tmp')).stdout).toContain('isthmus-cli-')
    expect(readFileSync('/etc/resolv.conf', 'utf8')).toBe(before)
    expect((await lab.isthmus('exec', 'internet', '--', 'hostname')).stdout).not.toMatch(/^ip-/)
  })

  test('exec passes a later -- on, and tells a terminal from none', async () => {
    const lab = new Lab()
    const { instance } = await launch(lab)
    const echo = await lab.isthmus('exec', instance, '--', 'printf', '%s|', '--', 'a', '--', 'b')
    expect(echo).toEqual({ code: 0, stdout: '--|a|--|b|', stderr: '' })
    expect(await lab.isthmus('exec', '-it', instance, '--', 'true')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'isthmus: Standard input is no terminal here. Run this in one, or leave -t out.\n',
    })
    const typed = `${ISTHMUS} exec -it ${instance} -- sh -c 'test -t 0 && test -t 1 && tty; exit 5'`
    const { code, stdout } = await lab.run('script', ['-qec', typed, '/dev/null'])
    expect({ code, stdout }).toEqual({ code: 5, stdout: expect.stringMatching(/^\/dev\/pts\/\d+\r\n$/) })
  })

  test('signals are for the command', async () => {
    const lab = new Lab()
    const { instance } = await launch(lab)
    const script = 'trap "echo bye; exit 3" TERM; echo $PPID >parent; while :; do sleep 0.05; done'
    const ended = lab.isthmus('exec', instance, '--', 'sh', '-c', script)
    const parent = () => Number(readFileSync(lab.path('parent'), 'utf8'))
    await vi.waitFor(() => expect(parent()).toBeGreaterThan(1), 10_000)
    process.kill(parent(), 'SIGTERM')
    expect(await ended).toEqual({ code: 3, stdout: 'bye\n', stderr: '' })
  })

  test('an interface is its instance to exec, and capture shows its packets', async () => {
    const lab = new Lab()
    const { instance } = await launch(lab)
    const shown = [
      '--query',
      'NetworkInterfaces[0].[NetworkInterfaceId,PrivateIpAddress]',
      '--output',
      'text',
    ]
    const { stdout } = await lab.isthmus('aws', 'ec2', 'describe-network-interfaces', ...shown)
    const [eni = '', address = ''] = stdout.trim().split(/\s+/)
    const ping = () => lab.isthmus('exec', eni, '--', 'ping', '-c', '1', '-W', '0.2', '198.51.100.7')
    for (const args of [
      ['-c', '1', 'icmp'],
      ['-c', '1', '-w', 'packets.pcap'],
    ]) {
      let isDone = false
      const captured = lab.isthmus('capture', eni, ...args).finally(() => {
        isDone = true
      })
      while (!isDone) await ping()
      expect(await captured).toMatchObject({ code: 0, stderr: expect.stringContaining('1 packet captured') })
      if (args.includes('icmp'))
        expect((await captured).stdout).toContain(`IP ${address} > 198.51.100.7: ICMP echo request`)
    }
    expect(readFileSync(lab.path('packets.pcap')).length).toBeGreaterThan(24)
    const refused = async (...args: readonly string[]) => (await lab.isthmus(...args)).stderr
    expect(await refused('capture', instance)).toBe(
      `isthmus: ${instance} is running, so no packet passes there. Packets pass at interfaces (eni-…) in use.\n`,
    )
    expect(await refused('exec', 'rtb-1')).toBe(
      'isthmus: Commands run in what is named i-…, eni-…, nat-…, vpce-…, vpn-… or internet, not in rtb-1.\n',
    )
    expect(await refused('exec', 'nat-1')).toBe('isthmus: There is no NAT gateway nat-1.\n')
  })

  test('exec enters NAT gateways and the sites of VPN connections', async () => {
    const lab = new Lab()
    await launch(lab)
    const ec2 = async (query: string, ...args: readonly string[]) =>
      (await lab.isthmus('aws', 'ec2', ...args, '--query', query, '--output', 'text')).stdout.trim()
    const [subnet = '', vpc = ''] = (await ec2('Subnets[0].[SubnetId,VpcId]', 'describe-subnets')).split('\t')
    const nat = await ec2(
      'NatGateway.NatGatewayId',
      ...['create-nat-gateway', '--subnet-id', subnet, '--connectivity-type', 'private'],
    )
    const vgw = await ec2('VpnGateway.VpnGatewayId', 'create-vpn-gateway', '--type', 'ipsec.1')
    await ec2('@', 'attach-vpn-gateway', '--vpn-gateway-id', vgw, '--vpc-id', vpc)
    const cgw = await ec2(
      'CustomerGateway.CustomerGatewayId',
      ...['create-customer-gateway', '--type', 'ipsec.1', '--public-ip', '203.0.113.7', '--bgp-asn', '65000'],
    )
    await lab.isthmus('wait')
    const vpn = await ec2(
      'VpnConnection.VpnConnectionId',
      ...['create-vpn-connection', '--type', 'ipsec.1', '--options', '{"StaticRoutesOnly":true}'],
      ...['--customer-gateway-id', cgw, '--vpn-gateway-id', vgw],
    )
    const site = ['--vpn-connection-id', vpn, '--destination-cidr-block', '192.168.7.0/24']
    await ec2('@', 'create-vpn-connection-route', ...site)
    await lab.isthmus('wait')
    const addresses = async (place: string) =>
      (await lab.isthmus('exec', place, '--', 'ip', '-o', '-4', 'addr')).stdout
    expect(await addresses(nat)).toMatch(/eth0 +inet 172\.31\.\d+\.\d+\//)
    expect(await addresses(vpn)).toMatch(/inet 192\.168\.7\.\d+\//)
  })

  test('exec says why there is nothing to enter', async () => {
    const lab = new Lab()
    const { instance } = await launch(lab)
    await lab.isthmus('aws', 'ec2', 'stop-instances', '--instance-ids', instance)
    await lab.isthmus('wait')
    expect(await lab.isthmus('exec', instance, '--', 'true')).toEqual({
      code: 2,
      stdout: '',
      stderr: `isthmus: ${instance} is stopped, so nothing runs in it. If it is coming up: isthmus wait\n`,
    })
  })

  test('down takes away what a killed server left, and ends what runs in it', async () => {
    const lab = new Lab()
    const { server, instance } = await launch(lab)
    const inside = lab.path('inside')
    const sleeper = lab.isthmus('exec', instance, '--', 'sh', '-c', `touch ${inside}; exec sleep 600`)
    await vi.waitFor(() => expect(existsSync(inside)).toBe(true), 10_000)
    await server.end('SIGKILL')
    const left = namespacesBeside(instance)
    expect(left, 'router, instance, internet').toHaveLength(3)
    expect(await lab.isthmus('down')).toEqual({
      code: 0,
      stdout: 'What the server left is taken away.\n',
      stderr: '',
    })
    expect(readdirSync('/run/netns').filter(name => left.includes(name))).toEqual([])
    expect((await sleeper).code).toBeGreaterThan(128)
    expect((await lab.isthmus('down')).stdout).toBe('No server was up.\n')
  })

  test('down of one server leaves another alone', async () => {
    const [one, other] = [new Lab(), new Lab()]
    const first = await launch(one)
    const second = await launch(other)
    const kept = namespacesBeside(second.instance)
    expect((await one.isthmus('down')).stdout).toBe('The server is down.\n')
    expect(namespacesBeside(first.instance)).toEqual([])
    expect(namespacesBeside(second.instance)).toEqual(kept)
    expect(kept).toHaveLength(3)
  })
})
