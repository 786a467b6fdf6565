/** aws_internet_gateway. */
import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
  type InternetGateway,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createVpc } from '../../api/route-network.ts'
import { ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, unless, waitFor } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(id: string): Promise<InternetGateway | undefined> {
  const read = ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }))
  return (await unless('InvalidInternetGatewayID.NotFound', read))?.InternetGateways?.[0]
}

async function attach(InternetGatewayId: string, VpcId: string): Promise<void> {
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  await waitFor(server, {
    pending: ['attaching'],
    target: ['available'],
    refresh: async () => (await find(InternetGatewayId))?.Attachments?.[0]?.State,
  })
}

async function detach(InternetGatewayId: string, VpcId: string): Promise<void> {
  await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  await waitFor(server, {
    pending: ['available', 'detaching'],
    target: [],
    refresh: async () => (await find(InternetGatewayId))?.Attachments?.[0]?.State,
  })
}

test('aws_internet_gateway: made, moved to another VPC, deleted', async () => {
  const [one, other] = [await createVpc(ec2), await createVpc(ec2)]
  const TagSpecifications = tagged('internet-gateway', { Name: 'gw' })
  const made = await ec2.send(new CreateInternetGatewayCommand({ TagSpecifications }))
  const id = made.InternetGateway?.InternetGatewayId ?? ''
  await attach(id, one)
  expect(await find(id)).toEqual({
    InternetGatewayId: id,
    OwnerId: ACCOUNT,
    Attachments: [{ State: 'available', VpcId: one }],
    Tags: [{ Key: 'Name', Value: 'gw' }],
  })

  await detach(id, one)
  await attach(id, other)
  expect((await find(id))?.Attachments).toEqual([{ State: 'available', VpcId: other }])

  await detach(id, other)
  const again = new DetachInternetGatewayCommand({ InternetGatewayId: id, VpcId: other })
  expect((await refused(ec2.send(again))).code).toBe('Gateway.NotAttached')
  await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id }))
  expect(await find(id)).toBeUndefined()
})
