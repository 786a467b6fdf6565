/** aws_vpc_endpoint. */
import {
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeVpcEndpointsCommand,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createSubnet, createTable, createVpc } from '../../api/route-network.ts'
import { useServer } from '../../api/server.ts'
import { tagged, unless, waitFor } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(id: string): Promise<VpcEndpoint | undefined> {
  const read = ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }))
  return (await unless('InvalidVpcEndpointId.NotFound', read))?.VpcEndpoints?.[0]
}

test.each([
  ['Interface', 'com.amazonaws.us-east-1.ec2'],
  ['Gateway', 'com.amazonaws.us-east-1.s3'],
] as const)('of type %s', async (VpcEndpointType, ServiceName) => {
  const VpcId = await createVpc(ec2)
  const where =
    VpcEndpointType === 'Interface'
      ? { SubnetIds: [await createSubnet(ec2, VpcId)] }
      : { RouteTableIds: [await createTable(ec2, VpcId)] }
  const made = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId,
      VpcEndpointType,
      ServiceName,
      ...where,
      ClientToken: `terraform-${VpcEndpointType}`,
      PrivateDnsEnabled: false,
      TagSpecifications: tagged('vpc-endpoint', { Name: 'a' }),
    }),
  )
  const id = made.VpcEndpoint?.VpcEndpointId ?? ''
  const state = async () => (await find(id))?.State as string | undefined
  await waitFor(server, { pending: ['pending'], target: ['available', 'pendingAcceptance'], refresh: state })
  expect(await find(id)).toMatchObject({ ...where, Tags: [{ Key: 'Name', Value: 'a' }] })

  const { Unsuccessful } = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }))
  expect(Unsuccessful).toEqual([])
  await waitFor(server, { pending: ['available', 'deleting'], target: [], refresh: state })
})
