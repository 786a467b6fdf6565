/** TCP and UDP through what translates or keeps state, asked for by API calls: many connections at once, and replies to each. */
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { packetServer } from './packet-server.ts'

const noPackets = await canRun()

const [HOST, HOST6] = ['198.51.100.10', '2001:db8::10']
const SOURCE_PORT = '40000'
const MANY = 200

/** Listens on the Internet at a port for both, and gives back what it is sent, with who sent it. */
const ECHO = `
const [port] = process.argv.slice(1)
const who = address => address.replace('::ffff:', '')
const server = require('net').createServer(c => c.on('error', () => {}).on('data', text => c.end(text + ' ' + who(c.remoteAddress))))
const socket = require('dgram').createSocket('udp6')
socket.on('message', (text, from) => socket.send(text + ' ' + who(from.address), from.port, from.address))
server.listen(Number(port), () => socket.bind(Number(port), () => console.log('listening')))`

/** Sends a word on each of several connections at once, from one source port if it is named; prints the answers, a line for each. */
const ASK = `
const [protocol, host, port, count, localPort] = process.argv.slice(1)
const print = text => console.log(String(text))
for (let n = 0; n < count; n++) {
  const word = 'word ' + n
  if (protocol === 'tcp') {
    const way = { host, port: Number(port), ...(localPort && { localPort: Number(localPort) }) }
    require('net').connect(way, function () { this.write(word) }).on('data', print).on('error', print).setTimeout(3000, function () { this.destroy() })
  } else {
    const socket = require('dgram').createSocket(host.includes(':') ? 'udp6' : 'udp4')
    socket.on('message', text => socket.close(print(text)))
    socket.bind(Number(localPort ?? 0), () => socket.send(word, Number(port), host))
    setTimeout(() => { try { socket.close() } catch {} }, 3000).unref()
  }
}`

const answersOf = (count: number, who: string): readonly string[] =>
  Array.from({ length: count }, (_, n) => `word ${n} ${who}`).sort()

async function begin() {
  const { lab, ec2, settled } = await packetServer()
  const ask = async (instance: string, ...wish: readonly string[]) => {
    const { stdout } = await lab.isthmus('exec', instance, '--', process.execPath, '-e', ASK, ...wish)
    return stdout.split('\n').filter(Boolean).sort()
  }
  return { lab, ec2, settled, ask }
}

type Ec2 = Awaited<ReturnType<typeof begin>>['ec2']

/** A VPC with IPv6 whose default group lets all in. */
async function network(ec2: Ec2) {
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({ CidrBlock: '10.1.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
  )
  const VpcId = Vpc?.VpcId ?? ''
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))
  const wide = Vpcs?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const everything = { IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups?.[0]?.GroupId,
      IpPermissions: [{ IpProtocol: '-1', ...everything }],
    }),
  )
  return { VpcId, ipv6: wide.replace('/56', '/64') }
}

/** A subnet with a route table of its own. */
async function subnet(ec2: Ec2, VpcId: string, CidrBlock: string, Ipv6CidrBlock?: string) {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, Ipv6CidrBlock }))
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  const [SubnetId, RouteTableId] = [Subnet?.SubnetId, RouteTable?.RouteTableId]
  await ec2.send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }))
  return { SubnetId, RouteTableId }
}

async function instances(ec2: Ec2, SubnetId: string | undefined, count: number, Ipv6AddressCount?: number) {
  const wish = {
    ImageId: 'ami-0123456789abcdef0',
    SubnetId,
    MinCount: count,
    MaxCount: count,
    Ipv6AddressCount,
  }
  const { Instances = [] } = await ec2.send(new RunInstancesCommand(wish))
  return Instances.map(one => one.InstanceId ?? '')
}

describe.skipIf(noPackets)(`with packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('a NAT gateway keeps apart two instances with one source port, and many connections of one', async () => {
    const { lab, ec2, settled, ask } = await begin()
    const { VpcId } = await network(ec2)
    const inside = await subnet(ec2, VpcId, '10.1.1.0/24')
    const outside = await subnet(ec2, VpcId, '10.1.0.0/24')
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
    const { InternetGatewayId } = InternetGateway ?? {}
    await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }))
    const { AllocationId, PublicIp = '' } = await ec2.send(new AllocateAddressCommand({}))
    const { NatGateway } = await ec2.send(
      new CreateNatGatewayCommand({ SubnetId: outside.SubnetId, AllocationId }),
    )
    const { NatGatewayId } = NatGateway ?? {}
    const everywhere = { DestinationCidrBlock: '0.0.0.0/0' }
    await ec2.send(
      new CreateRouteCommand({
        ...everywhere,
        RouteTableId: outside.RouteTableId,
        GatewayId: InternetGatewayId,
      }),
    )
    await settled()
    await ec2.send(new CreateRouteCommand({ ...everywhere, RouteTableId: inside.RouteTableId, NatGatewayId }))
    const [one = '', other = ''] = await instances(ec2, inside.SubnetId, 2)
    await settled()
    await lab.during(['exec', 'internet', '--', process.execPath, '-e', ECHO, '7007'], async () => {
      for (const protocol of ['tcp', 'udp']) {
        const wish = [protocol, HOST, '7007', '1', SOURCE_PORT]
        const both = await Promise.all([ask(one, ...wish), ask(other, ...wish)])
        expect(both).toEqual([answersOf(1, PublicIp), answersOf(1, PublicIp)])
        expect(await ask(one, protocol, HOST, '7007', String(MANY))).toEqual(answersOf(MANY, PublicIp))
      }
    })
  })

  test('an egress-only gateway takes connections out and their replies in, and nothing else', async () => {
    const { lab, ec2, settled, ask } = await begin()
    const { VpcId, ipv6 } = await network(ec2)
    const { SubnetId, RouteTableId } = await subnet(ec2, VpcId, '10.1.0.0/24', ipv6)
    const [host = ''] = await instances(ec2, SubnetId, 1, 1)
    const { EgressOnlyInternetGateway } = await ec2.send(
      new CreateEgressOnlyInternetGatewayCommand({ VpcId }),
    )
    const { EgressOnlyInternetGatewayId } = EgressOnlyInternetGateway ?? {}
    await ec2.send(
      new CreateRouteCommand({ RouteTableId, DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId }),
    )
    await settled()
    const address = (await lab.isthmus('exec', host, '--', 'hostname', '-I')).stdout.split(/\s+/)[1] ?? ''
    const echo = [process.execPath, '-e', ECHO, '7007']
    await lab.during(['exec', 'internet', '--', ...echo], async () => {
      for (const protocol of ['tcp', 'udp'])
        expect(await ask(host, protocol, HOST6, '7007', String(MANY))).toEqual(answersOf(MANY, address))
    })
    await lab.during(['exec', host, '--', ...echo], async () => {
      expect(await ask('internet', 'udp', address, '7007', '1')).toEqual([])
      expect(await ask('internet', 'tcp', address, '7007', '1')).toEqual([])
      expect(await ask(host, 'tcp', address, '7007', '1')).toEqual(answersOf(1, address))
    })
  })
})
