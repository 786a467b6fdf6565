/** aws_eip and aws_nat_gateway. */
import {
  type Address,
  AllocateAddressCommand,
  CreateNatGatewayCommand,
  DeleteNatGatewayCommand,
  DescribeAddressesAttributeCommand,
  DescribeAddressesCommand,
  DescribeNatGatewaysCommand,
  type NatGateway,
  ReleaseAddressCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createGateway, createSubnet, createVpc } from '../../api/route-network.ts'
import { refused, useServer } from '../../api/server.ts'
import { tagged, unless, waitFor } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function findAddress(id: string): Promise<Address | undefined> {
  const read = ec2.send(new DescribeAddressesCommand({ AllocationIds: [id] }))
  return (await unless('InvalidAllocationID.NotFound', read))?.Addresses?.[0]
}

async function allocate(): Promise<string> {
  const TagSpecifications = tagged('elastic-ip', { Name: 'nat' })
  const made = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc', TagSpecifications }))
  return made.AllocationId ?? ''
}

async function release(AllocationId: string): Promise<void> {
  const NetworkBorderGroup = (await findAddress(AllocationId))?.NetworkBorderGroup
  await ec2.send(new ReleaseAddressCommand({ AllocationId, NetworkBorderGroup }))
}

/** One that has failed or is deleted is as good as none. */
async function find(id: string): Promise<NatGateway | undefined> {
  const read = ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }))
  const gateway = (await unless('NatGatewayNotFound', read))?.NatGateways?.[0]
  return gateway?.State === 'deleted' ? undefined : gateway
}

test('aws_eip: its name record is read, too', async () => {
  const id = await allocate()
  expect(await findAddress(id)).toEqual({
    AllocationId: id,
    Domain: 'vpc',
    NetworkBorderGroup: 'us-east-1',
    PublicIp: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
    PublicIpv4Pool: 'amazon',
    Tags: [{ Key: 'Name', Value: 'nat' }],
  })
  const name = new DescribeAddressesAttributeCommand({ AllocationIds: [id], Attribute: 'domain-name' })
  const { Addresses } = await ec2.send(name)
  expect(Addresses).toEqual([])
  await release(id)
  expect(await findAddress(id)).toBeUndefined()
  const again = await refused(ec2.send(new ReleaseAddressCommand({ AllocationId: id })))
  expect(again.code).toBe('InvalidAllocationID.NotFound')
})

test('aws_nat_gateway', async () => {
  const VpcId = await createVpc(ec2)
  await createGateway(ec2, VpcId)
  const SubnetId = await createSubnet(ec2, VpcId)
  const AllocationId = await allocate()
  const made = await ec2.send(
    new CreateNatGatewayCommand({
      AllocationId,
      SubnetId,
      ClientToken: 'terraform-1',
      ConnectivityType: 'public',
      TagSpecifications: tagged('natgateway', { Name: 'nat' }),
    }),
  )
  const id = made.NatGateway?.NatGatewayId ?? ''
  const state = async () => (await find(id))?.State
  await waitFor(server, { pending: ['pending'], target: ['available'], refresh: state })
  const address = await findAddress(AllocationId)
  expect(await find(id)).toMatchObject({
    NatGatewayId: id,
    VpcId,
    SubnetId,
    State: 'available',
    ConnectivityType: 'public',
    NatGatewayAddresses: [
      {
        AllocationId,
        AssociationId: address?.AssociationId,
        IsPrimary: true,
        NetworkInterfaceId: address?.NetworkInterfaceId,
        PrivateIp: address?.PrivateIpAddress,
        PublicIp: address?.PublicIp,
        Status: 'succeeded',
      },
    ],
    Tags: [{ Key: 'Name', Value: 'nat' }],
  })
  expect((await refused(release(AllocationId))).code).toBe('AuthFailure')

  await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: id }))
  await waitFor(server, { pending: ['deleting'], target: [], refresh: state })
  await release(AllocationId)
  const unknown = new DeleteNatGatewayCommand({ NatGatewayId: 'nat-0123456789abcdef0' })
  expect((await refused(ec2.send(unknown))).code).toBe('NatGatewayNotFound')
})
