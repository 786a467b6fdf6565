/** aws_network_interface with an attachment. */
import {
  AttachNetworkInterfaceCommand,
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  DetachNetworkInterfaceCommand,
  ModifyNetworkInterfaceAttributeCommand,
  type NetworkInterface,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createSubnet, createVpc } from '../../api/route-network.ts'
import { useServer } from '../../api/server.ts'
import { tagged, unless, waitFor } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(id: string): Promise<NetworkInterface | undefined> {
  const read = ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }))
  return (await unless('InvalidNetworkInterfaceID.NotFound', read))?.NetworkInterfaces?.[0]
}

async function create(SubnetId: string): Promise<string> {
  const made = await ec2.send(
    new CreateNetworkInterfaceCommand({
      SubnetId,
      ClientToken: 'terraform-1',
      Description: 'second',
      PrivateIpAddress: '10.0.1.100',
      TagSpecifications: tagged('network-interface', { Name: 'second' }),
    }),
  )
  const id = made.NetworkInterface?.NetworkInterfaceId ?? ''
  const refresh = async () => (await find(id))?.Status
  await waitFor(server, { pending: ['pending'], target: ['available'], refresh })
  return id
}

async function run(SubnetId: string): Promise<string> {
  const ImageId = 'ami-0123456789abcdef0'
  const wish = new RunInstancesCommand({ SubnetId, ImageId, MinCount: 1, MaxCount: 1 })
  const { Instances } = await ec2.send(wish)
  await server.settled()
  return Instances?.[0]?.InstanceId ?? ''
}

test('aws_network_interface: made, changed, attached, detached, deleted', async () => {
  const SubnetId = await createSubnet(ec2, await createVpc(ec2))
  const InstanceId = await run(SubnetId)
  const id = await create(SubnetId)
  const attached = async () => (await find(id))?.Attachment?.Status
  const attach = { NetworkInterfaceId: id, InstanceId, DeviceIndex: 1 }
  const { AttachmentId = '' } = await ec2.send(new AttachNetworkInterfaceCommand(attach))
  await waitFor(server, { pending: ['attaching'], target: ['attached'], refresh: attached })
  expect(await find(id)).toMatchObject({
    Description: 'second',
    PrivateIpAddress: '10.0.1.100',
    SourceDestCheck: true,
    Status: 'in-use',
    Attachment: { AttachmentId, InstanceId, DeviceIndex: 1 },
    TagSet: [{ Key: 'Name', Value: 'second' }],
  })

  const change = { NetworkInterfaceId: id, SourceDestCheck: { Value: false } }
  await ec2.send(new ModifyNetworkInterfaceAttributeCommand(change))
  const rename = { NetworkInterfaceId: id, Description: { Value: 'other' } }
  await ec2.send(new ModifyNetworkInterfaceAttributeCommand(rename))
  expect(await find(id)).toMatchObject({ SourceDestCheck: false, Description: 'other' })

  await ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId, Force: true }))
  await waitFor(server, { pending: ['attached', 'detaching'], target: [], refresh: attached })
  await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }))
  expect(await find(id)).toBeUndefined()
})
