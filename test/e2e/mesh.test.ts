/** `isthmus mesh apply`, and then real packets: between all members, and to nobody else. */
import { DescribeSubnetsCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { type MadeVpc, type MeshLab, startMeshLab } from '../cli/mesh-lab.ts'

const noPackets = await canRun()

interface Host {
  readonly id: string
  readonly address: string
}

async function launch(lab: MeshLab, { id, account, region }: MadeVpc): Promise<Host> {
  const ec2 = lab.ec2(account, region)
  const Filters = [{ Name: 'vpc-id', Values: [id] }]
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }))
  const wish = {
    ImageId: 'ami-0123456789abcdef0',
    SubnetId: Subnets?.[0]?.SubnetId,
    MinCount: 1,
    MaxCount: 1,
  }
  const { Instances } = await ec2.send(new RunInstancesCommand(wish))
  return { id: Instances?.[0]?.InstanceId ?? '', address: Instances?.[0]?.PrivateIpAddress ?? '' }
}

/** Who is answered by whom, as pairs of numbers. */
async function answered(lab: MeshLab, hosts: readonly Host[]): Promise<readonly string[]> {
  expect((await lab.lab.isthmus('wait')).code).toBe(0)
  const pairs = hosts.flatMap((from, a) => hosts.map((to, b) => ({ from, to, name: `${a} → ${b}` })))
  const pings = pairs
    .filter(({ from, to }) => from !== to)
    .map(async ({ from, to, name }) => {
      const ping = ['exec', from.id, '--', 'ping', '-c', '2', '-i', '0.2', '-W', '2', to.address]
      const { code, stderr } = await lab.lab.isthmus(...ping)
      if (code > 1) throw new Error(stderr)
      return code === 0 ? [name] : []
    })
  return (await Promise.all(pings)).flat()
}

const title = `every member is answered by every other, and a VPC outside by none${noPackets ? ` (skipped: ${noPackets})` : ''}`

test.skipIf(noPackets)(title, { timeout: 180_000 }, async () => {
  const lab = await startMeshLab('--driver', 'linux')
  onTestFinished(async () => void (await lab.lab.isthmus('down')))
  const members = [
    await lab.vpc('web', 'default', 'us-east-1', '10.1.0.0/16'),
    await lab.vpc('data', 'default', 'us-east-1', '10.2.0.0/16'),
    await lab.vpc('shop', 'partner', 'eu-west-1', '10.3.0.0/16'),
  ]
  const outside = await lab.vpc('outside', 'default', 'us-east-1', '10.4.0.0/16')
  const hosts = await Promise.all([...members, outside].map(vpc => launch(lab, vpc)))
  expect(await answered(lab, hosts)).toEqual([])
  const file = lab.file(members, '', 'allow: [{ group: default }]')
  expect(await lab.mesh('apply', '--file', file)).toMatchObject({ code: 0 })
  expect(await answered(lab, hosts)).toEqual(['0 → 1', '0 → 2', '1 → 0', '1 → 2', '2 → 0', '2 → 1'])
  expect((await lab.mesh('destroy', '--file', file, '--yes')).code).toBe(0)
  expect(await answered(lab, hosts)).toEqual([])
})
