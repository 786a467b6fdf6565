/**
 * Refusals that mean: what the call wants is so already. A run that was killed, an answer that was lost, somebody who was
 * faster. Where the code alone does not say it, one looks.
 */
import {
  DescribeRouteTablesCommand,
  DescribeVpcPeeringConnectionsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import type { Call, MeshOperation, MeshOperations } from '../../mesh/plan.ts'
import { codeOf } from './said.ts'

type Look = (client: EC2Client, input: never) => Promise<boolean>

const itIs: Look = async () => true

const isIn =
  (...states: readonly string[]) =>
  async (
    client: EC2Client,
    { VpcPeeringConnectionId: id = '' }: { readonly VpcPeeringConnectionId?: string },
  ) => {
    const answer = await client.send(
      new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] }),
    )
    return states.includes(answer.VpcPeeringConnections?.[0]?.Status?.Code ?? '')
  }

async function leadsThere(client: EC2Client, input: MeshOperations['CreateRoute']): Promise<boolean> {
  const ids = { RouteTableIds: [input.RouteTableId ?? ''] }
  const { RouteTables } = await client.send(new DescribeRouteTablesCommand(ids))
  const same = RouteTables?.[0]?.Routes?.find(
    route =>
      route.DestinationCidrBlock === input.DestinationCidrBlock &&
      route.DestinationIpv6CidrBlock === input.DestinationIpv6CidrBlock,
  )
  return same?.VpcPeeringConnectionId === input.VpcPeeringConnectionId
}

const looks: Readonly<Partial<Record<MeshOperation, Readonly<Record<string, Look>>>>> = {
  AcceptVpcPeeringConnection: {
    VpcPeeringConnectionAlreadyExists: isIn('provisioning', 'active'),
    InvalidStateTransition: isIn('provisioning', 'active'),
  },
  DeleteVpcPeeringConnection: {
    'InvalidVpcPeeringConnectionID.NotFound': itIs,
    InvalidStateTransition: isIn('deleting', 'deleted', 'rejected', 'expired', 'failed'),
  },
  CreateRoute: { RouteAlreadyExists: leadsThere },
  DeleteRoute: { 'InvalidRoute.NotFound': itIs, 'InvalidRouteTableID.NotFound': itIs },
  AuthorizeSecurityGroupIngress: { 'InvalidPermission.Duplicate': itIs },
  RevokeSecurityGroupIngress: {
    'InvalidPermission.NotFound': itIs,
    'InvalidSecurityGroupRuleId.NotFound': itIs,
    'InvalidGroup.NotFound': itIs,
  },
  DeleteTags: { 'InvalidVpcPeeringConnectionID.NotFound': itIs, InvalidID: itIs },
}

/** Whether a refusal says that a call need not be made any more. */
export async function isAlreadyDone(
  client: EC2Client,
  operation: MeshOperation,
  input: Call['input'],
  error: unknown,
): Promise<boolean> {
  const look = looks[operation]?.[codeOf(error)]
  return look !== undefined && (await look(client, input as never))
}
