/** A machine's network, which here is a namespace, with a world behind it that is one, too; and what `--egress` needs. */
import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import type { Lab } from '../cli/isthmus.ts'
import { ASKING } from '../conformance/programs.ts'

/** Where a server in the world is reached, and from where it is asked. */
export const WORLD = { 4: '203.0.113.2', 6: '2001:db8:7::2' } as const
export const MACHINE = { 4: '203.0.113.1', 6: '2001:db8:7::1' } as const

/** The names of both namespaces. They go with the test. */
export function makeWorld(): { readonly machine: string; readonly world: string } {
  const [machine, world] = ['machine', 'world'].map(name => `egress-${process.pid}-${name}`) as [
    string,
    string,
  ]
  const ip = (...words: readonly string[]) => execFileSync('ip', words)
  for (const one of [machine, world]) ip('netns', 'add', one)
  onTestFinished(() => {
    for (const one of [machine, world]) ip('netns', 'del', one)
  })
  ip('link', 'add', 'out', 'netns', machine, 'type', 'veth', 'peer', 'name', 'in', 'netns', world)
  for (const [where, device, { 4: v4, 6: v6 }] of [
    [machine, 'out', MACHINE],
    [world, 'in', WORLD],
  ] as const) {
    ip('-n', where, 'address', 'add', `${v4}/24`, 'dev', device)
    ip('-n', where, 'address', 'add', `${v6}/64`, 'dev', device, 'nodad')
    ip('-n', where, 'link', 'set', device, 'up')
    ip('-n', where, 'link', 'set', 'lo', 'up')
  }
  return { machine, world }
}

/** An instance of the default VPC, which leads to the Internet by both families. The server has to be asked from its machine. */
export async function launchOnline(lab: Lab): Promise<string> {
  const ec2 = async (operation: string, query: string, ...args: readonly string[]) => {
    const { stdout } = await lab.isthmus(
      'aws',
      'ec2',
      operation,
      ...args,
      '--query',
      query,
      '--output',
      'text',
    )
    return stdout.trim()
  }
  const vpc = await ec2('describe-vpcs', 'Vpcs[0].VpcId')
  const [table, gateway, subnet] = [
    await ec2('describe-route-tables', 'RouteTables[0].RouteTableId'),
    await ec2('describe-internet-gateways', 'InternetGateways[0].InternetGatewayId'),
    await ec2('describe-subnets', 'Subnets[0].SubnetId'),
  ]
  await ec2('associate-vpc-cidr-block', 'VpcId', '--vpc-id', vpc, '--amazon-provided-ipv6-cidr-block')
  const block = await ec2('describe-vpcs', 'Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock')
  const first = ['--ipv6-cidr-block', block.replace('/56', '/64')]
  await ec2('associate-subnet-cidr-block', 'SubnetId', '--subnet-id', subnet, ...first)
  const route = ['--destination-ipv6-cidr-block', '::/0', '--gateway-id', gateway]
  await ec2('create-route', 'Return', '--route-table-id', table, ...route)
  const wish = ['--image-id', 'ami-0123456789abcdef0', '--subnet-id', subnet, '--ipv6-address-count', '1']
  return ec2('run-instances', 'Instances[0].InstanceId', ...wish)
}

/** From which addresses a server in the world at port 80 is asked by an instance, IPv4 first; `no` where it is not reached. */
export async function seenFromWorld(lab: Lab, instance: string): Promise<readonly string[]> {
  const answers: string[] = []
  for (const address of Object.values(WORLD)) {
    const asking = [process.execPath, '-e', ASKING, address, '80']
    answers.push((await lab.isthmus('exec', instance, '--', ...asking)).stdout)
  }
  return answers
}

/** Whether the analyser says that TCP reaches the world: IPv4 first. */
export async function saidToReach(lab: Lab, instance: string): Promise<readonly boolean[]> {
  const codes: number[] = []
  for (const address of Object.values(WORLD))
    codes.push((await lab.isthmus('reach', instance, address, '--tcp', '80')).code)
  return codes.map(code => code === 0)
}
