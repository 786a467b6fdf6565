/** ClassicLink with real packets: what the model says of a linked instance, its VPC and a peer of it, a ping does. */
import {
  AcceptVpcPeeringConnectionCommand,
  AttachClassicLinkVpcCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DetachClassicLinkVpcCommand,
  EC2Client,
  EnableVpcClassicLinkCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { Lab } from '../cli/isthmus.ts'

const noPackets = await canRun()
const ANY = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]

async function network(ec2: EC2Client, block: string) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: block }))
  const VpcId = Vpc?.VpcId ?? ''
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: block }))
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  const group = SecurityGroups?.[0]?.GroupId ?? ''
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: ANY }))
  const instance = await launch(ec2, { SubnetId: Subnet?.SubnetId })
  return { VpcId, block, group, instance, table: RouteTables?.[0]?.RouteTableId }
}

async function launch(ec2: EC2Client, place: { SubnetId?: string | undefined }) {
  const wish = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, ...place }
  const { Instances } = await ec2.send(new RunInstancesCommand(wish))
  return { id: Instances?.[0]?.InstanceId ?? '', address: Instances?.[0]?.PrivateIpAddress ?? '' }
}

describe.skipIf(noPackets)(`ClassicLink${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test('a linked instance reaches the VPC, and its peers as far as both sides allow', {
    timeout: 120_000,
  }, async () => {
    const lab = new Lab()
    const server = await lab.serve('--driver', 'linux', '--auth', 'open', '--classiclink')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const credentials = { accessKeyId: '111111111111', secretAccessKey: 'any' }
    const ec2 = new EC2Client({ endpoint: server.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
    const [own, peer] = [await network(ec2, '172.20.0.0/16'), await network(ec2, '192.168.0.0/16')]
    const [linked, other] = [await launch(ec2, {}), await launch(ec2, {})]
    const reaches = async (from: typeof linked, to: typeof linked) => {
      await lab.isthmus('wait')
      const said = await lab.isthmus('reach', from.id, to.address, '--icmp')
      const wait = said.code === 0 ? '3' : '0.4'
      const ping = await lab.isthmus('exec', from.id, '--', 'ping', '-c', '1', '-W', wait, to.address)
      expect(ping.code === 0, said.stdout).toBe(said.code === 0)
      return said.code === 0
    }
    const both = async (to: typeof linked) => [await reaches(linked, to), await reaches(to, linked)]

    const asked = await ec2.send(
      new CreateVpcPeeringConnectionCommand({ VpcId: own.VpcId, PeerVpcId: peer.VpcId }),
    )
    const { VpcPeeringConnectionId } = asked.VpcPeeringConnection ?? {}
    await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    for (const [from, to] of [
      [own, peer],
      [peer, own],
    ] as const) {
      const route = { RouteTableId: from.table, DestinationCidrBlock: to.block, VpcPeeringConnectionId }
      await ec2.send(new CreateRouteCommand(route))
    }
    await ec2.send(new EnableVpcClassicLinkCommand({ VpcId: own.VpcId }))
    expect(await both(own.instance)).toEqual([false, false])

    const link = { InstanceId: linked.id, VpcId: own.VpcId }
    await ec2.send(new AttachClassicLinkVpcCommand({ ...link, Groups: [own.group] }))
    expect(await both(own.instance)).toEqual([true, true])
    expect(await reaches(linked, other)).toBe(true)
    expect(await reaches(other, own.instance)).toBe(false)
    expect(await both(peer.instance)).toEqual([false, false])

    await ec2.send(
      new ModifyVpcPeeringConnectionOptionsCommand({
        VpcPeeringConnectionId,
        RequesterPeeringConnectionOptions: { AllowEgressFromLocalClassicLinkToRemoteVpc: true },
      }),
    )
    expect(await both(peer.instance)).toEqual([false, false])
    await ec2.send(
      new ModifyVpcPeeringConnectionOptionsCommand({
        VpcPeeringConnectionId,
        AccepterPeeringConnectionOptions: { AllowEgressFromLocalVpcToRemoteClassicLink: true },
      }),
    )
    expect(await both(peer.instance)).toEqual([true, true])

    await server.end('SIGTERM')
    await lab.serve('--driver', 'linux', '--auth', 'open', '--classiclink')
    expect(await both(peer.instance)).toEqual([true, true])
    const again = new EC2Client({
      endpoint: lab.environment.ISTHMUS_ENDPOINT ?? '',
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    })
    await again.send(new DetachClassicLinkVpcCommand(link))
    expect(await both(own.instance)).toEqual([false, false])
  })
})
