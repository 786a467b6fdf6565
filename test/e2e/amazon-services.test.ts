/**
 * What Amazon itself answers, asked by programs in instances with real packets: names, the metadata, endpoints, and the
 * Internet, which says who calls.
 */
import { execFile, execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  ModifyInstanceMetadataOptionsCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { packetServer } from './packet-server.ts'

const noPackets = await canRun()

/** Asks a resolver, and prints what it says or the error. */
const DIG = `
const [server, name, type] = process.argv.slice(1)
const resolver = new (require('dns').promises.Resolver)({ timeout: 700, tries: 1 })
resolver.setServers([server])
const say = text => process.stdout.write(text)
resolver.resolve(name, type).then(all => say(all.join(' ')), error => say(error.code))`

/** A server, a client of it, and what is done in its instances. */
async function begin() {
  const { lab, ec2, settled } = await packetServer()
  const inside = async (instance: string, ...command: readonly string[]) =>
    (await lab.isthmus('exec', instance, '--', ...command)).stdout
  const dig = (instance: string, server: string, name: string, type = 'A') =>
    inside(instance, process.execPath, '-e', DIG, server, name, type)
  const curl = (instance: string, url: string, ...args: readonly string[]) =>
    inside(instance, 'curl', '--silent', '--max-time', '2', ...args, url)
  return { ec2, settled, inside, dig, curl }
}

type Ec2 = Awaited<ReturnType<typeof begin>>['ec2']

/** A VPC with host names and IPv6, and an instance that answers for its resource name and lets everything in. */
async function network(ec2: Ec2, block: string) {
  const asked = { CidrBlock: block, AmazonProvidedIpv6CidrBlock: true }
  const { Vpc } = await ec2.send(new CreateVpcCommand(asked))
  const VpcId = Vpc?.VpcId ?? ''
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))
  const wide = Vpcs?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''
  const Ipv6CidrBlock = wide.replace('/56', '/64')
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: block, Ipv6CidrBlock }))
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const GroupId = SecurityGroups?.[0]?.GroupId
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ...{ ImageId: 'ami-0123456789abcdef0', SubnetId: Subnet?.SubnetId, MinCount: 1, MaxCount: 1 },
      PrivateDnsNameOptions: { EnableResourceNameDnsARecord: true, EnableResourceNameDnsAAAARecord: true },
      Ipv6AddressCount: 1,
    }),
  )
  const { InstanceId: instance = '', PrivateIpAddress: address = '' } = Instances?.[0] ?? {}
  return {
    ...{ VpcId, instance, address, block },
    ...{ ipv6: Instances?.[0]?.Ipv6Address ?? '', subnet: Subnet?.SubnetId ?? '', group: GroupId ?? '' },
    ...{ table: RouteTables?.[0]?.RouteTableId ?? '', resolver: block.replace('0/16', '2') },
  }
}

/** A network behind an instance, as containers have it, whose packets go on as from the instance; runs commands there. */
function containerOf(instance: string) {
  const own = readdirSync('/run/netns').find(name => name.endsWith(instance)) ?? ''
  const name = `container-${process.pid}`
  const ip = (...args: readonly string[]) => execFileSync('ip', args)
  ip('netns', 'add', name)
  onTestFinished(() => void ip('netns', 'del', name))
  ip('-n', own, 'link', 'add', 'docker0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
  for (const [netns, device, host] of [
    [own, 'docker0', 1],
    [name, 'eth0', 2],
  ] as const) {
    ip('-n', netns, 'address', 'add', `172.17.0.${host}/16`, 'dev', device)
    ip('-n', netns, 'address', 'add', `fd00:17::${host}/64`, 'dev', device, 'nodad')
    ip('-n', netns, 'link', 'set', device, 'up')
  }
  for (const gateway of ['172.17.0.1', 'fd00:17::1'])
    ip('-n', name, 'route', 'add', 'default', 'via', gateway)
  ip('netns', 'exec', own, 'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1')
  const chain = 'chain inet nat out { type nat hook postrouting priority 100; oifname eth0 masquerade; }'
  ip('netns', 'exec', own, 'nft', `add table inet nat; add ${chain}`)
  return (...command: readonly string[]) =>
    new Promise<string>(resolve =>
      execFile('ip', ['netns', 'exec', name, ...command], (_, stdout) => resolve(stdout)),
    )
}

describe.skipIf(noPackets)(`with packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('the resolver: its own names, the peer’s as the peer allows, and never for the peer', async () => {
    const { ec2, settled, dig } = await begin()
    const [a, b] = [await network(ec2, '10.1.0.0/16'), await network(ec2, '10.2.0.0/16')]
    const pair = { VpcId: a.VpcId, PeerVpcId: b.VpcId }
    const { VpcPeeringConnection } = await ec2.send(new CreateVpcPeeringConnectionCommand(pair))
    const VpcPeeringConnectionId = VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    for (const [{ table: RouteTableId }, { block }] of [[a, b] as const, [b, a] as const]) {
      const route = { RouteTableId, DestinationCidrBlock: block, VpcPeeringConnectionId }
      await ec2.send(new CreateRouteCommand(route))
    }
    await settled()
    const [own, peers] = [`${a.instance}.ec2.internal`, `${b.instance}.ec2.internal`]
    for (const server of [a.resolver, '169.254.169.253', 'fd00:ec2::253'])
      expect(await dig(a.instance, server, own), server).toBe(a.address)
    expect(await dig(a.instance, a.resolver, own, 'AAAA')).toBe(a.ipv6)
    expect(
      await dig(a.instance, a.resolver, `${a.address.split('.').reverse().join('.')}.in-addr.arpa`, 'PTR'),
    ).toBe(`ip-${a.address.replaceAll('.', '-')}.ec2.internal`)
    expect(await dig(a.instance, a.resolver, peers)).toBe('ENOTFOUND')
    const options = { AccepterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true } }
    await ec2.send(new ModifyVpcPeeringConnectionOptionsCommand({ VpcPeeringConnectionId, ...options }))
    expect(await dig(a.instance, a.resolver, peers)).toBe(b.address)
    expect(await dig(b.instance, b.resolver, own), 'in one direction').toBe('ENOTFOUND')
    expect(await dig(a.instance, b.resolver, peers), "the peer's resolver").toMatch(
      /^E(TIMEOUT|CONNREFUSED)$/,
    )
  })

  test('the resolver goes with DNS support, and comes back with it, and after damage', async () => {
    const { ec2, settled, dig, inside } = await begin()
    const { VpcId, instance, resolver, group } = await network(ec2, '10.1.0.0/16')
    const set = async (change: object) => {
      await ec2.send(new ModifyVpcAttributeCommand({ VpcId, ...change }))
      await settled()
    }
    await settled()
    expect(await dig(instance, resolver, 'localhost')).toBe('127.0.0.1')
    await set({ EnableDnsHostnames: { Value: false } })
    await set({ EnableDnsSupport: { Value: false } })
    expect(await dig(instance, resolver, 'localhost')).toMatch(/^E(TIMEOUT|CONNREFUSED)$/)
    await set({ EnableDnsSupport: { Value: true } })
    expect(await dig(instance, resolver, 'localhost')).toBe('127.0.0.1')

    const router = readdirSync('/run/netns').find(name => name.endsWith(VpcId)) ?? ''
    execFileSync('ip', ['netns', 'del', router])
    const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.9.0.0/16' }] }]
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }))
    await settled()
    expect(await dig(instance, resolver, 'localhost')).toBe('127.0.0.1')
    expect(await inside(instance, 'hostname')).toMatch(/^ip-10-1-/)
  })

  test('the metadata, by its options', async () => {
    const { ec2, settled, curl } = await begin()
    const { instance } = await network(ec2, '10.1.0.0/16')
    await settled()
    const url = (host: string) => `http://${host}/latest/meta-data/instance-id`
    const [four, six] = [url('169.254.169.254'), url('[fd00:ec2::254]')]
    const status = (address: string) =>
      curl(instance, address, '--output', '/dev/null', '--write-out', '%{http_code}')
    const set = (options: object) =>
      ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, ...options }))
    expect([await curl(instance, four), await status(six)]).toEqual([instance, '403'])
    await set({ HttpProtocolIpv6: 'enabled', HttpTokens: 'required' })
    expect([await status(four), await status(six)]).toEqual(['401', '401'])
    const ask = ['--request', 'PUT', '--header', 'X-aws-ec2-metadata-token-ttl-seconds: 60']
    const token = await curl(instance, 'http://169.254.169.254/latest/api/token', ...ask)
    expect(await curl(instance, six, '--header', `X-aws-ec2-metadata-token: ${token}`)).toBe(instance)
    await set({ HttpEndpoint: 'disabled' })
    expect(await status(four)).toBe('403')
  })

  test('a token goes no further than the hop limit, other answers do', async () => {
    const { ec2, settled, inside } = await begin()
    const { instance } = await network(ec2, '10.1.0.0/16')
    await settled()
    const set = (options: object) =>
      ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, ...options }))
    await set({ HttpProtocolIpv6: 'enabled' })
    const container = containerOf(instance)
    const [asInstance, hosts] = [
      (...command: readonly string[]) => inside(instance, ...command),
      ['169.254.169.254', '[fd00:ec2::254]'],
    ]
    const status = ['curl', '-s', '--max-time', '1', '-o', '/dev/null', '-w', '%{http_code}']
    const ask = ['-X', 'PUT', '-H', 'X-aws-ec2-metadata-token-ttl-seconds: 60']
    const token = (run: typeof container, host: string) =>
      run(...status, ...ask, `http://${host}/latest/api/token`)
    for (const host of hosts) {
      await set({ HttpPutResponseHopLimit: 1 })
      expect([await token(asInstance, host), await token(container, host)], host).toEqual(['200', '000'])
      expect(await container(...status, `http://${host}/latest/meta-data/instance-id`), host).toBe('200')
      await set({ HttpPutResponseHopLimit: 2 })
      expect([await token(asInstance, host), await token(container, host)], host).toEqual(['200', '200'])
    }
  })

  test('endpoints say what they lead to', async () => {
    const { ec2, settled, curl } = await begin()
    const { VpcId, instance, subnet, group, table } = await network(ec2, '10.1.0.0/16')
    const interfaces = {
      VpcEndpointType: 'Interface',
      SubnetIds: [subnet],
      SecurityGroupIds: [group],
    } as const
    const lead = async (service: string, how: object) => {
      const asked = { VpcId, ServiceName: `com.amazonaws.us-east-1.${service}`, ...how }
      return (await ec2.send(new CreateVpcEndpointCommand(asked))).VpcEndpoint?.VpcEndpointId
    }
    const sqs = await lead('sqs', { ...interfaces, PrivateDnsEnabled: true })
    const s3 = await lead('s3', { VpcEndpointType: 'Gateway', RouteTableIds: [table] })
    await settled()
    expect(await curl(instance, 'http://sqs.us-east-1.amazonaws.com')).toBe(
      `${sqs} leads to com.amazonaws.us-east-1.sqs, and this is where that would answer. Nothing is behind it here.\n`,
    )
    expect(await curl(instance, 'http://logs.s3.us-east-1.amazonaws.com')).toBe(
      `${s3} leads to com.amazonaws.us-east-1.s3, and this is where that would answer. Nothing is behind it here.\n`,
    )
  })

  test('the Internet sees the public address', async () => {
    const { ec2, settled, curl } = await begin()
    const Filters = [{ Name: 'default-for-az', Values: ['true'] }]
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }))
    const launch = {
      ImageId: 'ami-0123456789abcdef0',
      SubnetId: Subnets?.[0]?.SubnetId,
      MinCount: 1,
      MaxCount: 1,
    }
    const { Instances } = await ec2.send(new RunInstancesCommand(launch))
    const instance = Instances?.[0]?.InstanceId ?? ''
    await settled()
    const own = await curl(instance, 'http://169.254.169.254/latest/meta-data/public-ipv4')
    expect(own).toMatch(/^198\.18\.\d+\.\d+$/)
    expect(await curl(instance, 'http://checkip.amazonaws.com')).toBe(`${own}\n`)
  })
})
